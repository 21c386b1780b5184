"""The front matters of a group → a JSON Schema as loose as they are.

It requires what nearly all of them have, and knows the types that values have. Only what a few
files do otherwise than all the others is a mistake to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from codex_tools.base.fields import FieldTable, Meaning
from codex_tools.survey.groups import FEWEST

_NEARLY_ALL = 0.95
_RARE = 0.01
"""The part of the files up to which a field is none of the kind's."""

_LEAST = 5
"""How many files it takes for a schema."""

_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_OTHER_DATE = re.compile(r"\d{4}(?:-\d{2})?|\d{4}-\d{2}-\d{2}[T ].+")
_MOST_VALUES = 8
_LOOSE = frozenset({"string", "array", "null"})
"""Types that people use for one thing: one text, several, none yet."""

Fields = Mapping[str, object]


def derive_schema(
    name: str,
    notes: Sequence[Fields],
    fields: FieldTable,
    references: Collection[str] = (),
    optional: Collection[str] = (),
    in_text: Collection[str] = (),
) -> Mapping[str, Any] | None:
    """Return the schema of front matters of one kind; ``None`` where they are too few to tell.

    ``references`` are fields that name notes, of which there may always be one, several or none;
    ``optional`` are fields that nobody has to fill, however many do; ``in_text`` those that stand
    in bodies, and may as well stand here.
    """
    if len(notes) < _LEAST:
        return None
    counts = Counter(key for note in notes for key in note)
    used = [key for key in counts if counts[key] >= max(FEWEST, _RARE * len(notes))]
    closed = set(fields.keys(Meaning.CONFIDENCE, Meaning.STATUS))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": f"What {len(notes)} files of this kind have, as `codex init` found it.",
        "type": "object",
        "required": [key for key in used if key not in optional and _is_required(key, notes)],
        "properties": {
            **{key: {"description": "In the text of files."} for key in in_text},
            **{key: _property(key, notes, key in closed, key in references) for key in used},
        },
    }


def with_property(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a schema with one more property, which no file has yet."""
    new = {name: {"description": "In none of the files yet."}}
    return {**schema, "properties": {**schema["properties"], **new}}


def _is_required(key: str, notes: Sequence[Fields]) -> bool:
    filled = sum(note.get(key) not in (None, "", []) for note in notes)
    return filled >= _NEARLY_ALL * len(notes)


def _property(
    key: str, notes: Sequence[Fields], is_closed: bool, is_reference: bool
) -> dict[str, Any]:
    values = [note[key] for note in notes if key in note]
    found: dict[str, Any] = {"description": f"In {len(values)} of {len(notes)} files."}
    types = _types(values)
    if is_reference and _LOOSE.intersection(types):
        types = sorted(_LOOSE.union(types))
    if types:
        found["type"] = types[0] if len(types) == 1 else types
    texts = [value for value in values if isinstance(value, str)]
    if _are_dates(texts) and "array" not in types:
        found["format"] = "date"
    elif is_closed and len(texts) == len(values) and (known := _known(texts)):
        found["enum"] = known
    elif is_closed and "number" in types:
        found |= _bounds([value for value in values if isinstance(value, int | float)])
    if shown := Counter(text for text in texts if text and "[" not in text):
        found["examples"] = [max(shown, key=lambda text: (shown[text], -len(text), text))]
    return found


def _bounds(numbers: Sequence[float]) -> dict[str, int]:
    """The bounds of shares of one, if nearly all numbers are such."""
    inside = sum(0 <= number <= 1 for number in numbers)
    return {"minimum": 0, "maximum": 1} if inside >= _NEARLY_ALL * len(numbers) else {}


def _types(values: Iterable[object]) -> list[str]:
    """The types of values that are more than a slip; none where anything goes."""
    counts = Counter(map(_type, values))
    kept = {name for name in counts if counts[name] > (1 - _NEARLY_ALL) * counts.total()}
    if kept & _LOOSE:
        kept |= _LOOSE & counts.keys()
    if "number" in kept:
        kept -= {"integer"}
    return sorted(kept)


def _type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def _are_dates(texts: Sequence[str]) -> bool:
    dates = sum(_DATE.fullmatch(text) is not None for text in texts)
    others = any(_OTHER_DATE.fullmatch(text) for text in texts)
    return len(texts) >= FEWEST and dates >= _NEARLY_ALL * len(texts) and not others


def _known(texts: Sequence[str]) -> list[str]:
    """The values of a closed list, if these are of one: few, each of them several times."""
    counts = Counter(texts)
    known = [text for text, count in counts.most_common() if count >= FEWEST]
    covered = sum(counts[text] for text in known)
    fits = len(known) <= _MOST_VALUES and covered >= _NEARLY_ALL * len(texts)
    return sorted(known) if fits and len(known) > 1 else []
