"""What the rules on bundles of the Open Knowledge Format share."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import declared_bundles, is_reserved
from codex_tools.base.scope import Scope
from codex_tools.model import Heading, Note
from codex_tools.rules._base import Rule


class BundleRule(Rule):
    """A rule that looks only at bundles of the Open Knowledge Format."""

    whole_base = True
    foreign_to = frozenset(Model) - {Model.OKF}


def concepts(scope: Scope) -> Iterator[Note]:
    """Yield the examined concepts of bundles, by path."""
    kinds = scope.base.kinds
    return (note for note in scope.examined() if kinds.is_concept(note.path))


def sure_concepts(scope: Scope) -> Iterator[Note]:
    """Yield the examined files that are surely meant as concepts, by path.

    Where no list declares a bundle, its root is only guessed: then these are the files of folders
    that have a concept with a type.
    """
    folders = scope.base.once("folders of concepts", _folders_of_concepts)
    return (note for note in concepts(scope) if folders is None or _folder(note) in folders)


def _folders_of_concepts(base: KnowledgeBase) -> frozenset[str] | None:
    """Return the folders that have a typed concept; ``None``, which is all, in declared bundles."""
    notes = base.notes.values()
    if declared_bundles(notes):
        return None
    typed = (note for note in notes if note.given_type and base.kinds.is_concept(note.path))
    return frozenset(map(_folder, typed))


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


def reserved(scope: Scope, name: str) -> Iterator[Note]:
    """Yield the examined lists or logs of bundles, as ``name`` says, by path."""
    kinds = scope.base.kinds
    for note in scope.examined():
        is_meant = is_reserved(note.path) and note.path.rsplit("/", 1)[-1] == name
        if is_meant and kinds.bundle_of(note.path) is not None:
            yield note


def day_headings(base: KnowledgeBase, note: Note) -> list[Heading]:
    """Return the headings of a log that should each be a day."""
    return [heading for heading in base.headings(note) if heading.level == 2]
