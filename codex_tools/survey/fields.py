"""Fields → what they mean, where their names tell it and are not known without configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from codex_tools.base.fields import USUAL_NAMES, FieldTable, Meaning, build_fields, nested
from codex_tools.model import Note
from codex_tools.survey.groups import FEWEST
from codex_tools.survey.values import Evidence, Proposed
from codex_tools.survey.words import meaning_of_name

_DEPTH = 3
"""How deep in mappings a field is looked for."""


def find_fields(notes: Sequence[Note], taken: Iterable[str]) -> tuple[FieldTable, list[Proposed]]:
    """Return the fields by their meanings, and the settings that name those with unusual names.

    ``taken`` are fields that mean something else: they hold references, or tell kinds.
    """
    by_meaning = _meant(_used(notes), frozenset(taken))
    texts = by_meaning.pop(Meaning.SOURCE_TEXT, [])
    if told := [each for each in texts if not _is_category(each[0], notes)]:
        by_meaning[Meaning.SOURCE_TEXT] = told
    names = {meaning.value: [name for name, _ in found] for meaning, found in by_meaning.items()}
    settings = [
        _proposed(meaning, found, len(notes)) for meaning, found in sorted(by_meaning.items())
    ]
    return build_fields(names), settings


def _proposed(meaning: Meaning, found: Sequence[tuple[str, Sequence[str]]], total: int) -> Proposed:
    names = [name for name, _ in found]
    evidence = Evidence.of(list(dict.fromkeys(path for _, paths in found for path in paths)), total)
    return Proposed(("fields", meaning.value), names[0] if len(names) == 1 else names, evidence)


def _meant(
    used: Mapping[str, Sequence[str]], taken: frozenset[str]
) -> dict[Meaning, list[tuple[str, Sequence[str]]]]:
    """The unusual names of each meaning, the most frequent first."""
    found: dict[Meaning, list[tuple[str, Sequence[str]]]] = {}
    for name, paths in sorted(used.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        meaning = meaning_of_name(name.rpartition(".")[2])
        if meaning is None or name in USUAL_NAMES[meaning] or name.split(".")[0] in taken:
            continue
        if _is_said_already(meaning, paths, used):
            continue
        if len(paths) >= FEWEST and (("." not in name) or _is_of_note(meaning)):
            found.setdefault(meaning, []).append((name, paths))
    return found


def _is_category(name: str, notes: Iterable[Note]) -> bool:
    """Tell whether a field holds a few words again and again, and so no texts: `basis: derived`."""
    values = [nested(note.document.fields, name.split(".")) for note in notes]
    said = [value for value in values if value not in (None, "", [])]
    words = {value for value in said if isinstance(value, str) and value.isalpha()}
    return 2 * len(words) <= len(said) and all(
        isinstance(value, str) and value in words for value in said
    )


def _is_said_already(
    meaning: Meaning, paths: Sequence[str], used: Mapping[str, Sequence[str]]
) -> bool:
    """Tell whether most of the files with an unusual name say the same under a usual one."""
    usual = {path for name in USUAL_NAMES[meaning] for path in used.get(name, ())}
    return 2 * sum(path in usual for path in paths) > len(paths)


def _is_of_note(meaning: Meaning) -> bool:
    """Tell whether a value in a mapping may be meant of the note, unlike that of `author.name`."""
    return meaning in (
        Meaning.CREATED,
        Meaning.UPDATED,
        Meaning.CONFIDENCE,
        Meaning.STATUS,
        Meaning.URL,
        Meaning.DOI,
    )


def _used(notes: Iterable[Note]) -> dict[str, list[str]]:
    """The files that fill each field, those in mappings with dots between the keys."""
    table: dict[str, list[str]] = {}
    for note in notes:
        for name in _names(note.document.fields):
            table.setdefault(name, []).append(note.path)
    return table


def _names(fields: Mapping[str, object], above: str = "", depth: int = 1) -> Iterator[str]:
    for key, value in fields.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            if depth < _DEPTH:
                yield from _names(value, f"{name}.", depth + 1)
        elif value not in (None, "", []):
            yield name
