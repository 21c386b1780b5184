"""A reference that names nothing → the note that it may stand for, which is not there yet."""

from __future__ import annotations

import posixpath
from datetime import date

from codex_tools.app.authoring.drafting import Draft, Wish, draft
from codex_tools.app.unsaved import checked_path
from codex_tools.base.kinds import Kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.errors import CodexError
from codex_tools.lsp.references import reference_at
from codex_tools.lsp.roots import Place
from codex_tools.model import Diagnostic, Link
from codex_tools.rules.unportable_name import name_trouble


def missing_note(place: Place, found: Diagnostic) -> Draft | None:
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
    try:
        return _drafted(place, _kind(base, kinds, path), path)
    except CodexError:
        return None


def _drafted(place: Place, kind: Kind | None, path: str) -> Draft | None:
    """The text that notes of a kind begin with here; a heading where there is no kind."""
    settings = place.root.workspace.settings
    if kind is not None:
        wish = Wish(kind.name, stem(path), date.today().isoformat(), path=path)
        return draft(place.base, settings, wish)
    checked_path(settings, path)
    trouble = path in place.base.notes or name_trouble(place.base, path, path)
    return None if trouble else Draft(path, f"# {stem(path)}\n".encode())


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
