"""What becomes of files → text for people, JSON for programs, and a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from codex_tools.edits.outcome import Outcome, Refused, Rewritten
from codex_tools.edits.spans import changed_spans
from codex_tools.reporters.diff import unified_diff
from codex_tools.runtime.printable import printable

Files = Mapping[str, tuple[bytes | None, bytes]]
"""Paths with what is there, ``None`` for nothing, and what is to be there."""


def digest(data: bytes | None) -> str | None:
    """Return the SHA-256 of a content, in hexadecimal digits; ``None`` where there is none."""
    return None if data is None else sha256(data).hexdigest()


def files_of(outcome: Outcome) -> Files:
    """Return the files of an outcome, all of which are there already."""
    return {path: (file.before, file.after) for path, file in outcome.files.items()}


def refusals(refused: Iterable[Refused]) -> list[tuple[str, str]]:
    """Return what was not done and why, as pairs."""
    return [(each.fix.title, each.reason) for each in refused]


def file_dicts(files: Files, moves: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield what becomes of each file, for programs; ``moves`` has the new paths of some."""
    moves = moves or {}
    for path in sorted({*files, *moves}):
        before, after = files.get(path, (b"", b""))
        action = "move" if path in moves else "create" if before is None else "edit"
        yield {
            "path": path,
            "action": action,
            "to": moves.get(path),
            "before": digest(before) if path in files else None,
            "after": digest(after) if path in files else None,
            "edits": [each._asdict() for each in changed_spans(path, before or b"", after)],
        }


def changes_dict(
    files: Files,
    written: bool,
    refused: Iterable[tuple[str, str]] = (),
    moves: Mapping[str, str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return what the schema ``changes`` says besides its head; ``more`` are lists of it.

    ``refused`` are pairs of what is not done and why.
    """
    items = list(file_dicts(files, moves))
    undone = [{"title": title, "reason": reason} for title, reason in refused]
    usual: dict[str, Any] = {"findings": [], "alike": [], "impact": [], "remarks": []}
    counts = {"files": len(items), "refused": len(undone)}
    given = {**usual, **more}
    return {"written": written, "counts": counts, "refused": undone, "items": items, **given}


def changes_diff(files: Files) -> str:
    """Return the changes as a diff that ``git apply`` and ``patch`` take, new files among them."""
    edited = {path: _rewritten(*pair) for path, pair in files.items() if pair[0] is not None}
    made = {path: _rewritten(*pair) for path, pair in files.items() if pair[0] is None}
    return unified_diff(Outcome(edited)) + "".join(_created(path, made[path]) for path in made)


def _rewritten(before: bytes | None, after: bytes) -> Rewritten:
    return Rewritten(before or b"", after, 0)


def _created(path: str, file: Rewritten) -> str:
    first, _, rest = unified_diff(Outcome({path: file})).partition("\n")
    name = first.removeprefix("--- ")
    return f"--- /dev/null\n{rest}" if name else ""


def file_lines(files: Files, written: bool) -> Iterator[str]:
    """Yield a line for each file, for people."""
    for path, (before, _) in sorted(files.items()):
        done = "written" if before is None else "edited"
        yield f"{printable(path)}: {'' if written else 'would be '}{done}"
