"""A knowledge base → how well the shipped model fits it, and what it has besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import PLAIN, TYPE, shipped_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note
from codex_tools.survey.groups import FEWEST
from codex_tools.survey.homes import by_kind
from codex_tools.survey.values import Evidence, Proposed, Survey

_RARE = "types that no kind has, in a few files or in folders of another kind"


def fitting(notes: Iterable[Note]) -> Evidence:
    """Return how many of the notes whose type the shipped model knows lack no more than one of the
    fields that it requires."""
    table = KindTable(shipped_kinds())
    total, fits = 0, []
    for note in notes:
        kind = table.by_type.get(named_type(note))
        if kind is not None:
            total += 1
            fits += [note.path] if table.fit(kind, note.document.fields) else []
    return Evidence.of(fits, total)


def named_type(note: Note) -> str:
    """Return what the ``type:`` of a note says; empty where it is no text."""
    given = note.document.fields.get(TYPE)
    return given if isinstance(given, str) else ""


def survey_shipped(base: KnowledgeBase) -> Survey:
    """Return what a knowledge base has that uses the shipped model."""
    kinds = {path: kind_name(note, base.kinds) for path, note in base.notes.items()}
    return Survey(settings=tuple(kinds_besides(base)), kinds=kinds)


def kinds_besides(base: KnowledgeBase) -> Iterator[Proposed]:
    """Propose the folders of the shipped kinds, where they are others, and kinds for types that
    are frequent and stand in no folder of another kind."""
    named = {path: kind_name(note, base.kinds) for path, note in base.notes.items()}
    homes = by_kind(named)
    for kind in sorted(homes.keys() & base.kinds.by_name.keys()):
        if not all(_is_known_place(base, kind, folder) for folder in homes[kind]):
            yield Proposed(("kinds", kind, "folders"), homes[kind])
    counts = Counter(kind for kind in named.values() if kind and kind not in base.kinds.by_name)
    plain = Counter(named[path] for path, note in base.notes.items() if note.kind == PLAIN)
    rare = []
    for kind, count in sorted(counts.items()):
        if plain[kind] == count >= FEWEST:
            yield from _own_kind(kind, _paths(named, kind), homes.get(kind, ()))
        else:
            rare.append(f"{kind} {count}")
    if rare:
        evidence = Evidence(len(rare), noun="type", examples=tuple(rare))
        yield Proposed(("types",), "any", evidence, _RARE, False)


def kind_name(note: Note, kinds: KindTable) -> str:
    """Return the kind that a note names in its ``type:``, the unknown type itself, or nothing."""
    given = named_type(note)
    kind = kinds.by_type.get(given)
    return kind.name if kind else given


def _paths(named: Mapping[str, str], kind: str) -> list[str]:
    return [path for path, name in named.items() if name == kind]


def _own_kind(name: str, paths: list[str], folders: Iterable[str]) -> Iterator[Proposed]:
    keys = ("kinds", name)
    yield Proposed(keys, None, Evidence.of(paths), "a type that the shipped model does not know")
    yield Proposed((*keys, "folders"), list(folders))
    yield Proposed((*keys, "types"), [name])


def _is_known_place(base: KnowledgeBase, kind: str, folder: str) -> bool:
    found = base.kinds.by_path(f"{folder}/")
    return found is not None and found.name == kind
