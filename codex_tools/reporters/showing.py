"""``codex show``: one note, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from codex_tools.reporters.changes import digest
from codex_tools.runtime.printable import json_text, printable, printable_lines

if TYPE_CHECKING:
    from codex_tools.app.showing import Reference, Shown


def shown_text(shown: Shown) -> str:
    """Return a note for people: its place, its file as it is, and its edges."""
    return "\n".join(_lines(shown))


def _lines(shown: Shown) -> Iterator[str]:
    yield click.style(printable(shown.note.path), bold=True)
    if shown.id != shown.note.path:
        yield f"  id {printable(shown.id)}"
    yield printable_lines(shown.data.decode("utf-8", "replace")).rstrip("\n")
    yield from _section("Names", shown.outgoing)
    yield from _section("Named by", shown.incoming)


def _section(title: str, references: Sequence[Reference]) -> Iterator[str]:
    for relation, some in groupby(references, lambda each: each.relation):
        yield f"\n{title} ({printable(relation)}):"
        yield from (f"  {printable(each.path)}" for each in some)


def shown_dict(shown: Shown) -> dict[str, Any]:
    """Return a note for programs."""
    note = shown.note
    return {
        "id": shown.id,
        "path": note.path,
        "title": note.title,
        "kind": note.kind,
        "role": str(note.role),
        "fields": plain(note.fields),
        "body": shown.body,
        "sha256": digest(shown.data),
        "outgoing": [each._asdict() for each in shown.outgoing],
        "incoming": [each._asdict() for each in shown.incoming],
    }


def plain(value: Any) -> Any:
    """Return values of a front matter as JSON has them."""
    import json

    return json.loads(json_text(value if isinstance(value, list) else dict(value)))
