"""Entries with fields of their own in a front matter → what they say of a source, as a citation.

A claim may list `{title, author, url}`, or pieces of evidence that each name their source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codex_tools.base.fields import (
    FILE_KEYS,
    SOURCE_KEYS,
    USUAL_FIELDS,
    USUAL_NAMES,
    WITH_SOURCES,
    Meaning,
)
from codex_tools.linking.reading.fields import texts

[_ID] = USUAL_NAMES[Meaning.ID]
_ABOUT = (*USUAL_NAMES[Meaning.SOURCE_TEXT], "metadata", "work", "paper")
_SAID = (
    (Meaning.AUTHOR, "{}"),
    (Meaning.TITLE, '"{}"'),
    (Meaning.CONTAINER, "{}"),
    (Meaning.DATE, "({})"),
    (Meaning.YEAR, "({})"),
    (Meaning.URL, "{}"),
    (Meaning.DOI, "doi:{}"),
)
"""What an entry may say of a work, in the order and form of a citation."""

_NAMING = (Meaning.AUTHOR, Meaning.TITLE, Meaning.URL, Meaning.DOI)


def usual_spelling(name: str) -> str:
    """Return the name of a field as it is written where one begins anew: `Date Published`."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def spread(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the fields of a source under their usual spellings too, and with those of the entry
    that says what it is of, `source: {title, url}` or `work: {title, author}`."""
    entries = [entry for name in _ABOUT if isinstance(entry := fields.get(name), Mapping)]
    within = {name: value for entry in entries for name, value in entry.items()}
    spelled = {usual_spelling(name): value for name, value in fields.items() if not name.islower()}
    return {**within, **spelled, **fields} if within or spelled else fields


def named_as_sources(fields: Mapping[str, object]) -> list[str]:
    """Return what a claim's fields for sources say, and what entries of other fields name as their
    source, as texts of one source each."""
    whole = (passages(fields.get(name)) for name in USUAL_NAMES[Meaning.SOURCE_TEXT])
    parts = (
        _referred(entry, SOURCE_KEYS)
        for name in WITH_SOURCES
        for entry in _entries(fields.get(name))
    )
    return [text for texts_of_one in (*whole, *parts) for text in texts_of_one]


def passages(value: object) -> list[str]:
    """Return what a field says of sources, one text for each: an entry's fields are one text."""
    if isinstance(value, list | tuple):
        return [text for item in value for text in passages(item)]
    if isinstance(value, Mapping):
        return [*_referred(value, (*SOURCE_KEYS, *FILE_KEYS)), *_described(value)] or texts(
            value.get(_ID, value)
        )
    return texts(value)


def _entries(value: object) -> Iterator[Mapping[str, object]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item


def _referred(entry: Mapping[str, object], names: tuple[str, ...]) -> list[str]:
    return [text for name in names if name in entry for text in passages(entry[name])]


def _described(entry: Mapping[str, object]) -> list[str]:
    """Return a citation of the work that an entry describes by a title, an author or an address."""
    found = [(USUAL_FIELDS.find(entry, meaning), form) for meaning, form in _SAID]
    said = [form.format(_in_one(field.value)) for field, form in found if field]
    return [", ".join(said)] if any(USUAL_FIELDS.find(entry, each) for each in _NAMING) else []


def _in_one(value: object) -> str:
    return " & ".join(texts(value)).replace(";", ",")
