"""Options → what ``codex link`` does: read the knowledge base, match its claims, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tools.app.access import access
from codex_tools.app.link import linker
from codex_tools.app.link_answers import remember_answer
from codex_tools.app.workspace import load
from codex_tools.commands.link.actions import action_of, print_text
from codex_tools.commands.link.options import Options
from codex_tools.terminal.output import tell
from codex_tools.terminal.progress import progress

if TYPE_CHECKING:
    from codex_tools.storage.cache.results import Call


def run(options: Options, call: Call | None = None) -> int:
    """Do what is asked for, and print it; returns the exit status.

    ``call`` is given where the result may be kept for the next time.
    """
    action = action_of(options)
    settings = options.settings()
    with access(settings.root, options.writes, tell) as is_whole:
        call = call if is_whole and options.is_answer else None
        listing = call.listing((str(settings.root), *settings.walked)) if call else None
        base = load(settings, lazily=True, listing=listing)
        with progress("matching") as share:
            matcher = linker(base, settings, share)
            text = print_text(action(options, matcher), options)
        remember_answer(call, matcher, options.paths, text)
    return 0
