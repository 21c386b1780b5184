"""A small database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codex_tools.query.database import Database, Value, build_database

Rows = Iterable[Sequence[Value]]


def note(path: str, title: str = "", fields: str = "{}", origins: int = 0) -> tuple[Value, ...]:
    """Return a row of notes."""
    claim = ("grounded", "stands", origins, 1, None)
    trust = (None, None)
    return (path, "claim", title, "health", "likely", "", "2026-01-02", *claim, *trust, fields)


def database(**more: Rows) -> Database:
    """Return two notes and what joins them, unless other rows are given."""
    rows: dict[str, Rows] = {
        "notes": [
            note("a.md", "Rain falls", '{"tags": ["x", "y"]}', 2),
            note("b.md", "Snow falls"),
        ],
        "edges": [("a.md", "b.md", "supports", "backs", 0, "front matter", None)],
        "texts": [("a.md", "Rain falls", "Water from clouds."), ("b.md", "Snow falls", "Ice.")],
    }
    return build_database(rows | more)
