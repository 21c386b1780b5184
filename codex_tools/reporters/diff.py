"""What becomes of files, as a diff that ``git apply`` and ``patch`` take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.runtime.printable import quoted_name

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome


def unified_diff(outcome: Outcome) -> str:
    """Return the changes of an outcome as a unified diff; empty when there are none."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in _lines(outcome)
    )


def _lines(outcome: Outcome) -> Iterator[str]:
    import difflib

    for path, file in outcome.files.items():
        before, after = (_split(text) for text in (file.before, file.after))
        names = quoted_name(f"a/{path}"), quoted_name(f"b/{path}")
        yield from difflib.unified_diff(before, after, *names)


def _split(data: bytes) -> list[str]:
    """Cut after line feeds alone, so that a carriage return stays where it is."""
    lines = data.decode("utf-8", "replace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
