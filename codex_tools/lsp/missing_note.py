"""A reference that names nothing → the note that it may stand for, which is not there yet."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from codex_tools.base.kinds import TYPE, Kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.lsp.references import reference_at
from codex_tools.lsp.roots import Place
from codex_tools.model import Diagnostic, Link
from codex_tools.rules.unportable_name import name_trouble
from codex_tools.storage.files import is_listed


class MissingNote(NamedTuple):
    """A note that can be created: its path and its text."""

    path: str
    text: str


def missing_note(place: Place, found: Diagnostic) -> MissingNote | None:
    """Return the note that a finding is about because it is not there; ``None`` for others, and
    where no file can have that name."""
    note, base = place.note, place.base
    named = reference_at(base, note, found.start) if note else None
    if named is None or named.target or named.link.prose:
        return None
    kinds = base.relations.kinds(named.link.relation)
    if base.resolver.resolve(named.link, place.path, kinds).by is not None:
        return None
    path = _path(place, named.link)
    settings = place.root.workspace.settings
    is_read = is_listed(path, *settings.walked[:2]) and not path.startswith("../")
    if not is_read or path in base.notes or name_trouble(base, "", path):
        return None
    return MissingNote(path, _text(_kind(base, kinds, path), stem(path)))


def _path(place: Place, link: Link) -> str:
    """A path leads from where it would be looked up; a name stands beside the note."""
    folder = posixpath.dirname(place.path)
    target = link.target if link.target.endswith(".md") else f"{link.target}.md"
    is_rooted = "/" in target and not target.startswith(".") and not link.syntax.is_address
    return posixpath.normpath(target.lstrip("/") if is_rooted else posixpath.join(folder, target))


def _kind(base: KnowledgeBase, kinds: frozenset[str], path: str) -> Kind | None:
    """The kind that a relation leads to, where it is one; else what the folder suggests."""
    around = base.kinds.by_path(path)
    if kinds and (around is None or around.name not in kinds):
        return base.kinds.by_name.get(min(kinds)) if len(kinds) == 1 else None
    return around


def _text(kind: Kind | None, title: str) -> str:
    heading = f"# {title}\n"
    if kind is None or not kind.types:
        return heading
    required = [name for name in kind.required if name != TYPE]
    lines = [f"{TYPE}: {kind.types[0]}", *(f"{name}:" for name in required)]
    return "\n".join(("---", *lines, "---", "", heading))
