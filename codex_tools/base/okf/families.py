"""The front matter of a concept → who made it, who verified it, and what it derives from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from codex_tools.base.okf.keys import (
    AT,
    BY,
    GENERATED,
    HUMAN,
    ID,
    LAST_MODIFIED,
    RESOURCE,
    SOURCES,
    STALE_AFTER,
    TIMESTAMP,
    TITLE,
    USAGE_WINDOW,
    VERIFIED,
)
from codex_tools.model import FieldPath

Fields = Mapping[str, object]


class Tier(StrEnum):
    """How far a concept is confirmed, as its ``verified`` says."""

    UNVERIFIED = "unverified"
    MACHINE_CONFIRMED = "machine-confirmed"
    HUMAN_REVIEWED = "human-reviewed"


class Event(NamedTuple):
    """Who did something and when, as texts, and where the two stand; empty for what is not said."""

    by: str
    at: str
    by_place: FieldPath
    at_place: FieldPath


class SourceEntry(NamedTuple):
    """An entry of ``sources``: its ``title`` and ``id`` are labels, ``resource`` is what it names.

    ``keys`` lead to it from the top.
    """

    keys: tuple[str | int, ...]
    id: str
    title: str
    resource: str

    def place(self, key: str) -> FieldPath:
        """Return where the value of one of its keys stands."""
        return FieldPath((*self.keys, key))


def generated(fields: Fields) -> Event | None:
    """Return how the content came about; of version 0.1 that is its ``timestamp``."""
    given = fields.get(GENERATED)
    if isinstance(given, Mapping):
        return _event(given, (GENERATED,))
    place = FieldPath((TIMESTAMP,))
    return Event("", said, place, place) if (said := text_of(fields.get(TIMESTAMP))) else None


def verified(fields: Fields) -> list[Event]:
    """Return who confirmed the content; one mapping is a list of one."""
    return [_event(each, keys) for keys, each in _entries(fields, VERIFIED)]


def _event(given: Mapping[str, object], keys: tuple[str | int, ...]) -> Event:
    by, at = text_of(given.get(BY)), text_of(given.get(AT))
    return Event(by, at, FieldPath((*keys, BY)), FieldPath((*keys, AT)))


def tier_of(fields: Fields) -> Tier:
    """Return the trust tier: it rests on the actors of ``verified`` alone."""
    actors = [event.by for event in verified(fields) if event.by]
    if not actors:
        return Tier.UNVERIFIED
    is_human = any(map(is_person, actors))
    return Tier.HUMAN_REVIEWED if is_human else Tier.MACHINE_CONFIRMED


def is_person(actor: str) -> bool:
    """Tell whether an actor is a person, and no program."""
    return actor.startswith(HUMAN) and actor != HUMAN


def sources(fields: Fields) -> list[SourceEntry]:
    """Return the entries of ``sources`` that are mappings; one mapping is a list of one."""
    return [
        SourceEntry(keys, *(text_of(each.get(key)) for key in (ID, TITLE, RESOURCE)))
        for keys, each in _entries(fields, SOURCES)
    ]


def resources(fields: Fields) -> list[str]:
    """Return what the entries of ``sources`` name, those that are no mappings too."""
    given = fields.get(SOURCES)
    plain = given if isinstance(given, list) else [given]
    texts = [text_of(each) for each in plain if isinstance(each, str)]
    return [text for text in (*texts, *(entry.resource for entry in sources(fields))) if text]


def _entries(fields: Fields, name: str) -> list[tuple[tuple[str | int, ...], Fields]]:
    """Return the mappings in a field, each with the keys that lead to it."""
    given = fields.get(name)
    if isinstance(given, Mapping):
        return [((name,), given)]
    listed = enumerate(given) if isinstance(given, list) else ()
    return [((name, number), each) for number, each in listed if isinstance(each, Mapping)]


def instants(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    """Yield the instants of a front matter, as they are written, with their places."""
    made = generated(fields)
    for event in (*([made] if made else []), *verified(fields)):
        if event.at:
            yield event.at_place, event.at
    if said := text_of(fields.get(STALE_AFTER)):
        yield FieldPath((STALE_AFTER,)), said
    yield from _window(fields, ())
    for keys, entry in _entries(fields, SOURCES):
        if said := text_of(entry.get(LAST_MODIFIED)):
            yield FieldPath((*keys, LAST_MODIFIED)), said
        yield from _window(entry, keys)


def _window(fields: Fields, keys: tuple[str | int, ...]) -> Iterator[tuple[FieldPath, str]]:
    for inner, window in _entries(fields, USAGE_WINDOW):
        for end in ("from", "to"):
            if said := text_of(window.get(end)):
                yield FieldPath((*keys, *inner, end)), said


def text_of(value: object) -> str:
    """Return a plain value as a text without blanks around; empty for any other."""
    return str(value).strip() if isinstance(value, str | int | float) else ""
