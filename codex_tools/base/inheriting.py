"""A knowledge base and the one before it → what was worked out of that and still holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from codex_tools.base.edges import CIRCULAR, RESTING, WEIGHED
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.links import Resolution
from codex_tools.base.names import file_name, stem
from codex_tools.base.resolver import Resolver
from codex_tools.base.resolver.index import given_id, is_number
from codex_tools.base.resolver.titles import aliases_of
from codex_tools.base.resolver.uses import EXACT
from codex_tools.model import BODY, Note, ResolvedLink, Role


class Difference(NamedTuple):
    """How a knowledge base differs from the one before it.

    ``changed`` are the paths of notes that are new, other or gone, ``relinked`` those of notes
    whose references name something else now. ``renamed`` tells that files are called otherwise, by
    path, name, title or alias, so that references may be written otherwise too. ``entire`` tells
    that nothing of the one before holds.
    """

    changed: frozenset[str] = frozenset()
    relinked: frozenset[str] = frozenset()
    renamed: bool = False
    entire: bool = False

    def then(self, later: Difference) -> Difference:
        """Return how the later base differs from the earlier of two steps."""
        return Difference(
            self.changed | later.changed,
            self.relinked | later.relinked,
            self.renamed or later.renamed,
            self.entire or later.entire,
        )


def inherit(base: KnowledgeBase, before: KnowledgeBase, with_bodies: bool = True) -> Difference:
    """Let ``base`` take over what ``before`` worked out, where it holds for both.

    Everything else is worked out as for any other base, so that nothing shows where it came from.
    The base before stays as it was. What bodies name is left out of all that unless it is
    ``with_bodies``.
    """
    if not _is_comparable(base, before):
        return Difference(entire=True)
    changed = frozenset(_changed(base, before))
    same_files = base.notes.keys() == before.notes.keys() and base.others == before.others
    renamed = [path for path in changed if _called(base, path) != _called(before, path)]
    has_own_names = base.resolver.layout.has_own_names
    if same_files and not has_own_names:
        base.resolver = before.resolver.with_notes(base.notes, same_titles=not renamed)
        base.links.use(base.resolver)
    again = changed
    is_renamed = bool(renamed) or not same_files or (has_own_names and bool(changed))
    if is_renamed:
        again |= _may_differ(base, before, renamed)
    fields = base.links.follow_fields(before.links, again)
    bodies = base.links.follow_bodies(before.links, again) if with_bodies else set[str]()
    stated = fields | bodies if BODY in base.relations.by_name else fields
    base.edges.follow(before.edges, stated)
    base.violations.follow(before.violations, changed)
    if not stated and all(_argues_alike(base, before, path) for path in changed):
        base.keep(before, WEIGHED, CIRCULAR, RESTING)
    return Difference(changed, frozenset(fields | bodies), is_renamed)


def _is_comparable(base: KnowledgeBase, before: KnowledgeBase) -> bool:
    """Tell whether two bases read their notes and references by the same conventions."""
    if base.fields is not before.fields or base.resolver.layout != before.resolver.layout:
        return False
    conventions = ("kinds", "relations", "scale", "argumentation")
    return all(getattr(base, name) == getattr(before, name) for name in conventions)


def _changed(base: KnowledgeBase, before: KnowledgeBase) -> Iterator[str]:
    """Yield the paths of notes that differ; others are held once, though they were made twice."""
    known = before.notes
    for path, note in base.notes.items():
        was = known.get(path)
        if was is note:
            continue
        if was is None or was.document is not note.document:
            yield path
        else:
            base.notes[path] = was
    yield from known.keys() - base.notes.keys()
    yield from {path for path, _ in {*base.unread} ^ {*before.unread}}


def _called(base: KnowledgeBase, path: str) -> object:
    """Everything of a note by which references find it."""
    note = base.notes.get(path)
    return note and (note.title, note.kind, given_id(note), tuple(aliases_of(note)))


def _may_differ(base: KnowledgeBase, before: KnowledgeBase, renamed: Iterable[str]) -> Set[str]:
    """Return the notes with a reference that may name something else, since files are called
    otherwise: one that is not exact, or whose file has namesakes among these."""
    layout = base.resolver.layout
    if layout.linked or layout.has_own_names:
        return base.notes.keys()
    names = {*map(file_name, {*renamed, *(base.others ^ before.others)})}
    names |= base.resolver.places.folder_names ^ before.resolver.places.folder_names
    alike = _namesakes(base.resolver, names) | _namesakes(before.resolver, names)
    found = set(_not_recorded(before))
    for part in (before.links.fields, before.links.bodies):
        found |= set(_stale(part, before, alike))
    return found & base.notes.keys()


def _not_recorded(before: KnowledgeBase) -> Iterator[str]:
    """Yield the notes with a reference that names nothing and needs not."""
    links = before.links
    recorded = Counter({path: len(named) for path, named in links.bodies.mentions.items()})
    for part in (links.fields, links.bodies):
        for some in (part.resolved, part.loose, part.broken):
            recorded.update(each.source for each in some)
    for path, note in before.notes.items():
        if len(note.field_links) + len(note.document.links) > recorded[path]:
            yield path


def _namesakes(resolver: Resolver, names: Iterable[str]) -> set[str]:
    spaces = [resolver.space(folder).names for folder in resolver.name_spaces]
    forms = {form for name in names for form in (name, stem(name))}
    return {path for each in spaces for form in forms for path in each.all_in_any_case(form)}


def _stale(part: Resolution, before: KnowledgeBase, alike: Set[str]) -> Iterator[str]:
    yield from (path for path, named in part.mentions.items() if not alike.isdisjoint(named))
    yield from (each.source for each in part.loose)
    yield from (each.source for each in part.broken)
    for each in part.resolved:
        if each.target in alike or not _is_plain(each, before):
            yield each.source


def _is_plain(found: ResolvedLink, before: KnowledgeBase) -> bool:
    """Tell whether a reference names its file exactly, and can be read in one way only."""
    link, target = found.link, found.target
    if found.how not in EXACT or link.also or not {"#", "|"}.isdisjoint(link.raw):
        return False
    is_file = target in before.notes or target in before.others
    return is_file and file_name(link.target) not in ("", ".", "..") and not is_number(link.target)


def _argues_alike(base: KnowledgeBase, before: KnowledgeBase, path: str) -> bool:
    """Tell whether a note has the part in the argument that it had, its references left out."""
    one, other = base.notes.get(path), before.notes.get(path)
    if one is None or other is None or Role.SOURCE in (one.role, other.role):
        return False
    return _part(base, one) == _part(base, other)


def _part(base: KnowledgeBase, note: Note) -> tuple[object, ...]:
    return note.role, *(
        base.fields.get(note, each) for each in (Meaning.CONFIDENCE, Meaning.STATUS)
    )
