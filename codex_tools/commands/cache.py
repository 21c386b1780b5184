"""``codex cache info`` and ``codex cache clear``."""

from __future__ import annotations

import click

from codex_tools.runtime.text import pluralise
from codex_tools.storage.cache import location
from codex_tools.terminal.output import say


@click.group("cache")
def command() -> None:
    """What is kept between runs, in the cache folder of the user."""


@command.command("info")
def info() -> None:
    """Tell where the cache is, and how much of what it holds."""
    say(location.cache_folder() or "Nothing is kept: this user has no home.")
    sizes: dict[str, list[int]] = {}
    for entry in location.files():
        kind = location.kind(entry.path)
        sizes.setdefault(kind, []).append(entry.stat(follow_symlinks=False).st_size)
    if not sizes:
        say("Nothing is kept there yet.")
    for kind in sorted(sizes):
        size = sum(sizes[kind])
        say(f"{kind:10} {pluralise(len(sizes[kind]), 'file'):>12} {size / 1e6:10,.1f} MB")


@command.command("clear")
def clear() -> None:
    """Delete the cache. It is made anew by the next run."""
    found = [entry.path for entry in location.files()]
    removed = sum(map(location.remove, found))
    say(f"{pluralise(removed, 'file')} deleted.")
