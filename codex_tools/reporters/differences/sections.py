"""What changed → headings with lines below them, in which texts of the base are told from ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codex_tools.app.differences import Comparison
from codex_tools.history.differences import Differences, Judged, Link, Moved, Participant, Reworded
from codex_tools.model import Diagnostic
from codex_tools.reporters.argument.words import verdict_words


class Theirs(str):
    """A text that stands in the base, and may be anybody's."""

    __slots__ = ()


Line = tuple[str, ...]
"""Parts of a line, some of which are :class:`Theirs`."""


class Section(NamedTuple):
    """A heading, and what stands below it."""

    title: str
    lines: list[Line]


def sections(found: Comparison) -> list[Section]:
    """Return the sections that have something to say, the losses first."""
    told = ((title, list(lines)) for title, lines in _told(found.differences, found))
    return [Section(title, lines) for title, lines in told if lines]


def _told(changes: Differences, found: Comparison) -> Iterator[tuple[str, Iterable[Line]]]:
    yield "Lost standing", map(_judged, changes.lost)
    yield "Won standing", map(_judged, changes.won)
    yield "New findings", map(_finding, found.fresh)
    yield "Findings that are gone", map(_finding, found.gone)
    yield "Added", map(_participant, changes.added)
    yield "Removed", map(_participant, changes.removed)
    yield "Retired", map(_participant, changes.retired)
    yield "Back from retirement", map(_participant, changes.restored)
    yield "Renamed", ((Theirs(old), " → ", Theirs(new)) for old, new in changes.renamed)
    yield "Reworded", map(_reworded, changes.reworded)
    yield "Confidence moved", (_moved(each) for each in changes.moved if _is_confidence(each))
    yield "Other fields", (_moved(each) for each in changes.moved if not _is_confidence(each))
    yield "Edges added", map(_link, changes.edges.added)
    yield "Edges dropped", map(_link, changes.edges.dropped)
    yield "Links added", map(_link, changes.links.added)
    yield "Links dropped", map(_link, changes.links.dropped)


def _is_confidence(each: Moved) -> bool:
    return each.part == "confidence"


def _judged(each: Judged) -> Line:
    return Theirs(each.path), f": {verdict_words(each.before)} → {verdict_words(each.after)}"


def _finding(each: Diagnostic) -> Line:
    place = Theirs(f"{each.path}:{each.line}:{each.column}")
    return place, f": {each.severity.label} ", Theirs(each.code), " ", Theirs(each.message)


def _participant(each: Participant) -> Line:
    verdict = f", {verdict_words(each.verdict)}" if each.verdict else ""
    return Theirs(each.path), ": ", Theirs(each.kind or "a note"), verdict


def _reworded(each: Reworded) -> Line:
    parts = Theirs(each.path), f": {' and '.join(each.parts)}"
    if each.before == each.after:
        return parts
    return *parts, ", ", Theirs(each.before), " → ", Theirs(each.after)


def _moved(each: Moved) -> Line:
    direction = {True: ", higher", False: ", lower", None: ""}[each.rose]
    what = f": {each.part} " if not _is_confidence(each) else ": "
    before, after = (Theirs(text) if text else "none" for text in (each.before, each.after))
    return Theirs(each.path), what, before, " → ", after, direction


def _link(each: Link) -> Line:
    start, end, relation = each
    return Theirs(start), " ", Theirs(relation), " ", Theirs(end)
