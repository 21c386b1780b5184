"""What the copies of one document say of it, in the forms in which it is looked up."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from codex_tools.base.names import stem
from codex_tools.linking.reading.mentions import initialisms
from codex_tools.linking.reading.names import date_in, names_of, without_date
from codex_tools.linking.reading.people import authors_in, subject_of
from codex_tools.linking.reading.records import SourceRecord
from codex_tools.linking.text.dates import When, day_number, parse_date
from codex_tools.linking.text.identifiers import comparable_url, handles, identifiers
from codex_tools.linking.text.parts import part_marks
from codex_tools.linking.text.words import content_words, straighten, unaccented
from codex_tools.runtime import lazy_regex

AUTHOR, TITLE, NAME = 1, 2, 4
_HEAD_MARK = lazy_regex.compile(r"[:?(-]")
_HEAD = lazy_regex.compile(r"(?:(?<!\s)\s++(?:[:?(]|-+\s)|[:?(])\s*")
Description = dict[str, Any]
"""The attributes of a document by their names, without its records."""


@lru_cache(maxsize=32)
def compared_words(text: str) -> tuple[str, ...]:
    """Return the words of a part of a record, which is needed several times in a row."""
    return tuple(content_words(text))


def describe(copies: Sequence[SourceRecord]) -> Description:
    """Return what a document says that has these copies."""
    spots: dict[str, int] = {}
    for record in copies:
        for text, spot in _names(record):
            for word in compared_words(text):
                spots[word] = spots.get(word, 0) | spot
        for name in initialisms(record.author):
            spots[name] = spots.get(name, 0) | AUTHOR
    dates = {when for record in copies for when in _dates(record)}
    days = {day_number(when) for when in dates} | {_processed(record) for record in copies}
    dates |= {When(when.year) for when in dates if (when.month, when.day) == (1, 1)}
    named = " ".join([f"{one.url} {one.author} {one.identifiers}" for one in copies])
    cast = authors_in(next((one.author for one in copies if one.author), ""))
    return {
        "words": spots,
        "titles": _titles(copies, spots),
        "dates": tuple(sorted(dates)),
        "days": tuple(sorted(day for day in days if day is not None)),
        "identifiers": tuple(sorted(identifiers(named + " " + copies[0].publisher))),
        "handles": tuple(sorted(handles(named))),
        "compounds": " ".join(["", *[word for word in spots if spots[word] & (AUTHOR | NAME)], ""]),
        "cast": cast,
        "subject": "" if cast.people else subject_of(copies[0].title),
        "parts": part_marks(straighten(copies[0].title or without_date(stem(copies[0].id)))),
        "names": names_of(copies),
        "archived": any(in_archive(record.id) for record in copies),
    }


def in_archive(path: str) -> bool:
    return "/archive/" in f"/{path}"


def _names(record: SourceRecord) -> list[tuple[str, int]]:
    host = comparable_url(record.url).partition("/")[0]
    name = without_date(stem(record.id))
    return [
        (record.title, TITLE),
        (record.author, AUTHOR),
        (record.publisher, AUTHOR),
        (name, NAME),
        (host.rsplit(".", 1)[0] if "." in host else host, NAME),
    ]


def _titles(copies: Sequence[SourceRecord], spots: dict[str, int]) -> tuple[tuple[str, ...], ...]:
    titles = set()
    for record in copies:
        whole, *parts = title_parts(record) or [()]
        titles.add(whole)
        titles |= {
            part for part in parts if 2 * sum([spots[word] & AUTHOR for word in part]) < len(part)
        }
    return tuple(sorted(titles - {()}))


def title_parts(record: SourceRecord) -> list[tuple[str, ...]]:
    """Return the words of a source's title, and of its parts around a colon, dash or bracket."""
    title = record.title or without_date(stem(record.id))
    folded = unaccented(title)
    parts = _HEAD.split(folded) if _HEAD_MARK.search(folded) else []
    if len(parts) == 1:
        parts = []  # it is the whole title
    titles = [compared_words(part) for part in (title, *parts)]
    return [part for number, part in enumerate(titles) if part and (number == 0 or len(part) > 1)]


def _dates(record: SourceRecord) -> list[When]:
    dates = [parse_date(record.date), parse_date(date_in(record.id.rsplit("/", 1)[-1]))]
    return [when for when in dates if when]


def _processed(record: SourceRecord) -> int | None:
    when = parse_date(record.processed)
    return day_number(when) if when else None
