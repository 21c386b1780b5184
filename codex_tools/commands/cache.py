"""``codex cache info`` and ``codex cache clear``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from codex_tools.reporters.envelope import envelope
from codex_tools.runtime.text import pluralise
from codex_tools.storage.cache import location
from codex_tools.terminal.options import AS_TEXT_OR_JSON
from codex_tools.terminal.output import say


@click.group("cache")
def command() -> None:
    """Show or clear the cache: what is kept between runs."""


@command.command("info")
@AS_TEXT_OR_JSON
def info(output_format: str) -> None:
    """Tell where the cache is, and how much of what it holds."""
    sizes = _sizes()
    if output_format == "json":
        say(_as_json(sizes, deleted=False))
        return
    say(location.cache_folder() or "Nothing is kept: this user has no home.")
    if not sizes:
        say("Nothing is kept there yet.")
    for kind in sorted(sizes):
        size = sum(sizes[kind])
        say(f"{kind:10} {pluralise(len(sizes[kind]), 'file'):>12} {size / 1e6:10,.1f} MB")


def _sizes() -> dict[str, list[int]]:
    """Return the sizes of the files of each kind."""
    sizes: dict[str, list[int]] = {}
    for entry in location.files():
        kind = location.kind(entry.path)
        sizes.setdefault(kind, []).append(entry.stat(follow_symlinks=False).st_size)
    return sizes


def _as_json(sizes: Mapping[str, list[int]], deleted: bool) -> str:
    rows = [
        {"kind": kind, "files": len(sizes[kind]), "bytes": sum(sizes[kind])}
        for kind in sorted(sizes)
    ]
    return envelope("cache", None, rows, folder=location.cache_folder() or None, deleted=deleted)


@command.command("clear")
@AS_TEXT_OR_JSON
def clear(output_format: str) -> None:
    """Delete the cache. It is made anew by the next run."""
    sizes = _sizes()
    found = [entry.path for entry in location.files()]
    removed = sum(map(location.remove, found))
    if output_format == "json":
        say(_as_json(sizes, deleted=True))
    else:
        say(f"{pluralise(removed, 'file')} deleted.")
