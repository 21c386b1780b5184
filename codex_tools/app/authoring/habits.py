"""How a knowledge base writes the notes of a kind → where a new one goes and what it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from codex_tools.base.fields import Meaning
from codex_tools.base.kinds import Kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.base.provenance import provenance_fields
from codex_tools.errors import EditRefusedError
from codex_tools.model import NOTHING, Note, Role

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['\u2019]")
_ASKED_FOR: Mapping[Role, tuple[Meaning, ...]] = {
    Role.CLAIM: (Meaning.CONFIDENCE,),
    Role.SOURCE: (Meaning.TITLE, Meaning.AUTHOR, Meaning.DATE, Meaning.URL),
}
"""What is worth filling in a note of a role, where no other note shows what is usual."""

MAX_NAME = 180
"""The bytes of a new name at most, so that every system holds it with its ending."""


class Habits:
    """What the notes of one kind have in common; of all kinds where there is none of it yet."""

    def __init__(self, base: KnowledgeBase, kind: Kind) -> None:
        self._base, self.kind = base, kind
        self._own = [note for note in base.notes.values() if note.kind == kind.name]
        self._notes = self._own or [note for note in base.notes.values() if note.kind]

    def field(self, meaning: Meaning) -> str:
        """Return the name that a field of this meaning has: the one that is used most, else the
        first that the schema describes, or that a configuration gives; empty where the schema
        describes others only, and nobody uses any."""
        names = [name for name in self._base.fields.names[meaning] if "." not in name]
        used = Counter(name for note in self._own for name in names if name in note.document.fields)
        if used:
            return max(names, key=lambda name: used[name])
        known = self.kind.schema.get("properties")
        fitting = [name for name in names if known is None or name in known]
        return next(iter(fitting), "")

    def has(self, name: str) -> bool:
        """Tell whether most notes of the kind have a field."""
        return 2 * sum(name in note.document.fields for note in self._own) > len(self._own)

    @cached_property
    def usual_fields(self) -> list[str]:
        """The fields that most notes of the kind have; without a note, those that its role asks
        for."""
        if self._own:
            names = dict.fromkeys(name for note in self._own for name in note.document.fields)
            return list(filter(self.has, names))
        wanted = map(self.field, _ASKED_FOR.get(self.kind.role, ()))
        forward = provenance_fields(self._base).forward if self.kind.role is Role.CLAIM else None
        return [*filter(None, wanted), *((forward.name,) if forward else ())]

    def default(self, name: str) -> Any:
        """Return what is written for a field of which nothing is known: the default of its schema,
        an empty list where most notes have a list, else ``None``."""
        about = self.kind.schema.get("properties", NOTHING).get(name, NOTHING)
        if isinstance(about, Mapping) and isinstance(value := about.get("default"), str | int):
            return value
        values = [note.document.fields.get(name) for note in self._own]
        return [] if 2 * sum(isinstance(each, list) for each in values) > len(values) else None

    def sorted_fields(self, names: Iterable[str]) -> list[str]:
        """Return the names of fields in the order that notes of the kind have them in."""
        known = list(self.kind.schema.get("properties", NOTHING))
        place = {name: index for index, name in enumerate(known)}

        def rank(name: str) -> tuple[float, int]:
            usual = self._places.get(name)
            return (usual, 0) if usual is not None else (1.0, place.get(name, len(known)))

        return sorted(names, key=rank)

    @cached_property
    def _places(self) -> Mapping[str, float]:
        """Where a field stands on average, from 0 at the top to 1 at the end."""
        sums: dict[str, list[float]] = {}
        for note in self._own:
            names = list(note.document.fields)
            for index, name in enumerate(names):
                sums.setdefault(name, []).append(index / len(names))
        return {name: sum(each) / len(each) for name, each in sums.items()}

    def folder(self, domain: str) -> str:
        """Return the folder for a note of a domain: where most of those are, else where most of
        the kind are, else the first that the kind is told by.

        Raises EditRefusedError without a domain where the notes of the kind lie all over.
        """
        own, fold_own = self._own, fold(domain)
        of_domain = [
            note for note in own if fold(self._base.fields.text(note, Meaning.DOMAIN)) == fold_own
        ]
        if domain and not of_domain:
            return "/".join(filter(None, (self._top(own), _slug(domain))))
        if not domain:
            self._check_folders(own)
        return _most_common(map(_folder_of, of_domain or own), self._first_folder())

    def _check_folders(self, notes: Sequence[Note]) -> None:
        """Raise EditRefusedError where no folder has half of the notes: any would be a guess."""
        counts = Counter(map(_folder_of, notes))
        if counts and 2 * max(counts.values()) < counts.total():
            name = self.field(Meaning.DOMAIN)
            wanted = f"give `{name}`, or a path" if name else "give a path"
            few = ", ".join(folder or "the root" for folder, _ in counts.most_common(3))
            raise EditRefusedError(f"such notes lie in many folders ({few}, …): {wanted}")

    def _top(self, notes: Sequence[Note]) -> str:
        """The folder above the folders of domains."""
        tops = (_folder_of(note).rpartition("/")[0] for note in notes)
        return _most_common(tops, self._first_folder())

    def _first_folder(self) -> str:
        return next(iter(self.kind.folders), "")

    def name(self, title: str, date: str) -> str:
        """Return the name of a file without its ending, as this base writes names.

        A date before the name is written where most notes of the kind have one.
        """
        words = _NOT_IN_NAMES.sub(" ", title).split()
        text = " ".join(words) if self._names.has_blanks else _slug(title, self._names.is_lower)
        dated = f"{date}-{text}" if date and self._names.is_dated else text
        return _cut(dated.strip(". -")) or "untitled"

    @cached_property
    def _names(self) -> _Names:
        names = [note.name for note in self._notes]
        blanks = sum(" " in name for name in names)
        joined = sum("-" in name or "_" in name for name in names)
        return _Names(
            blanks > joined,
            2 * sum(name == name.lower() for name in names) >= len(names),
            bool(self._own) and 2 * sum(map(bool, map(_DATED.match, names))) > len(names),
        )

    @cached_property
    def has_heading(self) -> bool:
        """Whether most bodies begin with a heading, as the title."""
        begins = sum(note.document.begins_with_heading for note in self._notes)
        return 2 * begins >= len(self._notes)


class _Names(NamedTuple):
    """How names are written: with blanks between words, in small letters, behind a date."""

    has_blanks: bool
    is_lower: bool
    is_dated: bool


def _folder_of(note: Note) -> str:
    return note.path.rpartition("/")[0]


def _most_common(texts: Iterable[str], otherwise: str) -> str:
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], text)) if counts else otherwise


def _slug(text: str, is_lower: bool = True) -> str:
    joined = _NOT_IN_SLUGS.sub("-", _APOSTROPHES.sub("", text)).strip("-")
    return joined.lower() if is_lower else joined


def _cut(name: str) -> str:
    """Cut a long name between words."""
    while len(name.encode("utf-8", "surrogateescape")) > MAX_NAME:
        head = re.sub(r"[-_ ][^-_ ]*\Z", "", name)
        name = head if head != name else name[:-1]
    return name
