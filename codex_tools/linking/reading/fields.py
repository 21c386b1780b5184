"""What the fields of claims and sources mean: each role with the names that are usual for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codex_tools.base.fields import USUAL_NAMES, Meaning

ROLES: Mapping[str, tuple[str, ...]] = {
    "title": USUAL_NAMES[Meaning.TITLE],
    "description": ("description", "summary"),
    "created": ("created", *USUAL_NAMES[Meaning.DATE]),
    "people": (*USUAL_NAMES[Meaning.AUTHOR], "creators"),
    "date": (*USUAL_NAMES[Meaning.DATE], *USUAL_NAMES[Meaning.YEAR], "date_archived"),
    "container": (*USUAL_NAMES[Meaning.CONTAINER], "container-title"),
    "address": (*USUAL_NAMES[Meaning.URL], *USUAL_NAMES[Meaning.SOURCE_TEXT]),
    "names": ("citekey", "citation_key", "key", "aliases", "alias", "id"),
    "domain": ("domain", "domains", "field"),
    "processed": ("processed_date", "processed", "date_archived"),
}
"""The names of fields by role. Where several are there, the first one counts or all do."""

IDENTIFIERS = ("doi", "pmid", "pmcid", "isbn", "arxiv")
"""Fields that hold an identifier, each called as the identifier is in a text."""

_PARTS_OF_NAMES = (("given", "family"), ("first", "last"), ("firstName", "lastName"))


def first(fields: Mapping[str, Any], role: str) -> str:
    """Return what the first field of a role that says anything says, as one text."""
    return next(("; ".join(each) for each in _each(fields, role) if each), "")


def every(fields: Mapping[str, Any], role: str) -> list[str]:
    """Return every text in the fields of a role."""
    return [text for each in _each(fields, role) for text in each]


def identifiers_in(fields: Mapping[str, Any]) -> str:
    """Return the identifiers in the fields that are for them, as they stand in a text."""
    found = ((name, texts(fields.get(name))) for name in IDENTIFIERS)
    return " ".join(f"{name}:{text}" for name, values in found for text in values)


def _each(fields: Mapping[str, Any], role: str) -> Iterable[list[str]]:
    return (texts(fields.get(name)) for name in ROLES[role])


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
