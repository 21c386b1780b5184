"""What the fields of claims and sources say, as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codex_tools.base.fields import USUAL_FIELDS, Meaning

_PARTS_OF_NAMES = (("given", "family"), ("first", "last"), ("firstName", "lastName"))


def first(fields: Mapping[str, object], *meanings: Meaning) -> str:
    """Return what the first field with one of these meanings says, as one text."""
    return next(("; ".join(each) for each in _each(fields, meanings) if each), "")


def every(fields: Mapping[str, object], *meanings: Meaning) -> list[str]:
    """Return every text in the fields with one of these meanings."""
    return [text for each in _each(fields, meanings) for text in each]


def identifiers_in(fields: Mapping[str, object]) -> str:
    """Return the identifiers of a work, each behind the name of its field as in a text."""
    found = (
        (field.name, text)
        for meaning in (Meaning.DOI, Meaning.IDENTIFIER)
        for field in USUAL_FIELDS.every(fields, meaning)
        for text in texts(field.value)
    )
    return " ".join(f"{name}:{text}" for name, text in found)


def _each(fields: Mapping[str, object], meanings: tuple[Meaning, ...]) -> Iterator[list[str]]:
    for meaning in meanings:
        yield from (texts(field.value) for field in USUAL_FIELDS.every(fields, meaning))


def texts(value: object) -> list[str]:
    """Return every text inside a value, whatever shape it was written in."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, Mapping):
        if name := _name_in(value):
            return [name]
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return [str(value)] if str(value).strip() else []


def _name_in(person: Mapping[str, object]) -> str:
    """Return the name in an entry for a person, whose parts may have fields of their own."""
    parts = ((person.get(given), person.get(family)) for given, family in _PARTS_OF_NAMES)
    whole = next((f"{given or ''} {family}".strip() for given, family in parts if family), "")
    return whole or str(person.get("name") or person.get("literal") or "")
