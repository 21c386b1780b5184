"""A command that reads a knowledge base, or writes into it → when it may, and what it finds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from codex_tools.storage.state import find_state_file

_UNFINISHED = (
    "codex: another run is writing into {}, or was killed while it wrote; the next command that "
    "writes completes or undoes that\n"
)


@contextlib.contextmanager
def access(root: Path, writes: bool, tell: Callable[[str], object]) -> Iterator[bool]:
    """Let a command work on the knowledge base at ``root``; tells whether that was left whole.

    One that ``writes`` is alone with it, from reading on, and first completes or undoes what a
    killed run left; ``tell`` is told so. Raises CodexError when another one takes too long.
    """
    if not writes:
        is_whole = find_state_file(root, ".journal") is None
        if not is_whole:
            tell(_UNFINISHED.format(root))
        yield is_whole
        return
    from codex_tools.storage.writing.lock import lock
    from codex_tools.storage.writing.recovery import recover
    from codex_tools.storage.writing.signals import unwinding

    with unwinding(), lock(root, tell):
        if said := recover(root):
            tell(f"codex: {said}\n")
        yield True
