"""A source → what it is called by references, in the form in which names are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from codex_tools.base.names import fold_strictly, stem, without_ending
from codex_tools.linking.reading.records import SourceRecord
from codex_tools.linking.reading.references import number_of
from codex_tools.runtime import lazy_regex

_DATED_STEM = lazy_regex.compile(r"^(\d{4}(?:-\d\d){0,2})[-_ ]*")


def names_of(copies: Sequence[SourceRecord]) -> tuple[tuple[str, ...], ...]:
    """Return what the copies of a document are called, by kind."""
    return tuple(
        tuple(sorted({fold_strictly(name) for copy in copies for name in names(copy)} - {""}))
        for names in _KINDS
    )


def without_date(name: str) -> str:
    """Return the name of a file without a date that it begins with."""
    return _DATED_STEM.sub("", name)


def date_in(name: str) -> str:
    """Return the date that the name of a file begins with; empty where there is none."""
    match = _DATED_STEM.match(name)
    return match.group(1) if match else ""


def _paths(record: SourceRecord) -> Iterator[str]:
    yield without_ending(record.id)
    yield stem(record.id)


def _other_names(record: SourceRecord) -> Iterator[str]:
    yield from record.names
    name = stem(record.id)
    yield without_date(name).removeprefix("@")
    yield number_of(name)


def _titles(record: SourceRecord) -> Iterator[str]:
    if record.title:
        yield record.title


_KINDS: tuple[Callable[[SourceRecord], Iterator[str]], ...] = (_paths, _other_names, _titles)
KINDS_OF_NAMES = len(_KINDS)
