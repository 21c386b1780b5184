"""A possible link that somebody is asked about → what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from codex_tools.reporters.links.match import reasons_against, reasons_for
from codex_tools.reporters.links.sides import Side, both_sides
from codex_tools.runtime.printable import printable

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.matching.matches import Match

_RARE = 0.5
_MOST_WORDS = 15
_NO_WORDS = frozenset({"like_text", "created_before", "unnamed", "outranked"})


def question_text(
    linker: Linker,
    question: Sequence[Match],
    number: str,
    width: int,
    coloured: bool,
    objection: str = "",
) -> str:
    """Return the two texts of a possible link side by side, for a terminal of this width.

    ``question`` are the matches of one claim with the copies of one document. What speaks for it
    and against it stands above, and the ``objection`` of a rule.
    """
    first = question[0]
    copies = ", ".join(printable(each.source) for each in question)
    head = f"\n{number}  {printable(first.claim)}\n  ← {copies}  {first.probability:.2f}"
    head = click.style(head, bold=True) if coloured else head
    head += f"\n  for: {printable('; '.join(reasons_for(first)) or 'nothing')}"
    if against := reasons_against(first):
        head += f"\n  against: {printable('; '.join(against))}"
    if objection:
        head += f"\n  objection: {printable(objection)}"
    sides = (_claim_side(linker, first), _source_side(linker, first))
    return f"{head}\n\n{both_sides(sides, _shared(linker, first, sides), width, coloured)}\n"


def _claim_side(linker: Linker, match: Match) -> Side:
    record = next(one for one in linker.claims if one.id == match.claim)
    fields = [
        ("title", record.title),
        ("description", record.description),
        ("source", record.source_text),
        ("created", record.created),
    ]
    return Side("CLAIM", fields, record.text())


def _source_side(linker: Linker, match: Match) -> Side:
    record = next(one for one in linker.sources if one.id == match.source)
    fields = [
        ("title", record.title),
        ("author", record.author),
        ("url", record.url),
        ("date", record.date),
    ]
    return Side("SOURCE", fields, record.text())


def _shared(linker: Linker, match: Match, sides: tuple[Side, Side]) -> set[str]:
    """Return the words, dates and figures that speak for a link, and the rarest of both texts."""
    from codex_tools.linking.text.figures import figures
    from codex_tools.linking.text.words import content_word_set

    found: set[str] = set()
    for piece in match.evidence:
        if piece.contribution > 0 and piece.name not in _NO_WORDS:
            found |= content_word_set(piece.detail) | figures(piece.detail)
    ours, theirs = (content_word_set(side.body) for side in sides)
    idf = linker.index.texts.idf
    rare = sorted((-idf(word), word) for word in ours & theirs if idf(word) >= _RARE)
    return (found | {word for _, word in rare[:_MOST_WORDS]}) - {""}
