"""``codex query`` and ``codex find``: rows and notes → text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise

if TYPE_CHECKING:
    from codex_tools.query.database import Value
    from codex_tools.query.limits import Result
    from codex_tools.query.search import Hit


def table_text(result: Result) -> str:
    """Return the answer to a query as a table, and how many rows it has."""
    rows = [[_cell(value) for value in row] for row in result.rows]
    heads = [printable(name) for name in result.columns]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [_line(heads, widths), "  ".join("-" * width for width in widths)]
    lines += [_line(row, widths) for row in rows]
    more = "; there are more, which are left out" if result.truncated else ""
    return "\n".join([*lines, f"({pluralise(len(rows), 'row')}{more})"])


def _cell(value: Value) -> str:
    return "" if value is None else printable(str(value))


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    pairs = zip(cells, widths, strict=True)
    return "  ".join(f"{cell:{width}}" for cell, width in pairs).rstrip()


def hits_text(hits: Sequence[Hit]) -> str:
    """Return the notes that were found: each with its title and the line that says most words."""
    return "\n".join(_hits(hits)) if hits else "No note says any of these words."


def _hits(hits: Sequence[Hit]) -> Iterator[str]:
    for hit in hits:
        yield click.style(printable(hit.path), bold=True)
        yield f"  {printable(hit.title)}"
        if hit.line and hit.line.lstrip("# ") != hit.title:
            yield f"  {printable(hit.line)}"


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return a note that was found for programs."""
    return {**hit._asdict(), "score": round(hit.score, 4)}
