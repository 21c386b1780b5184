"""How references are written in a knowledge base, so that new ones look like the old ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem, without_md
from codex_tools.base.relations import Provenance
from codex_tools.edits.beginning import why_not_begun
from codex_tools.model import Append, ResolvedLink, Role, Style, Syntax

_TELLING = 3_000
"""How many entries, in the order of paths, tell how a relation is written."""


def write_reference(
    base: KnowledgeBase, target: str, style: Style, source: str, relation: str
) -> str:
    """Return the text that names the file ``target`` in ``style``, in a field of ``source``.

    A form that does not lead back to the file, as its reader resolves it there, because another one
    bears the same name or title, is replaced by the path.
    """
    name = stem(target)
    title = base.notes[target].title
    text = {
        Style.NAME: name,
        Style.FILE: f"{name}.md",
        Style.PATH: target,
        Style.WIKILINK: f"[[{name}]]",
        Style.TITLE: title,
    }[style]
    read = title if style is Style.TITLE else name
    if style is Style.PATH or base.is_named_by(target, read, source, relation):
        return text
    return f"[[{without_md(target)}]]" if style is Style.WIKILINK else target


def append_reference(base: KnowledgeBase, path: str, relation: str, target: str) -> Append:
    """Return the change that names ``target`` in the field of a relation of the file ``path``.

    The field is the one that the file has, which may have a legacy name.
    """
    field = base.notes[path].renamed.get(relation, relation)
    row = base.relations.by_name[relation]
    if row.is_path:
        return Append(path, field, _address(base, path, target), row.target_key)
    style = style_of(base, relation, path)
    return Append(path, field, write_reference(base, target, style, path, relation))


def _address(base: KnowledgeBase, path: str, target: str) -> str:
    """Return the path of a file from the root of the bundle that a concept is in."""
    from codex_tools.base.okf.lists import as_resource

    folder = base.kinds.bundle_of(path)
    return as_resource(target.removeprefix(f"{folder}/") if folder else target)


def takes_entry(base: KnowledgeBase, path: str, relation: str) -> bool:
    """Tell whether an entry of a relation may be written into a file: into none without front
    matter, but for a claim of plain text that need not say more than its source, and into no source
    where claims alone name sources."""
    row, note = base.relations.by_name[relation], base.notes[path]
    if row.provenance is Provenance.GIVES and base.is_one_way:
        return False
    return note.has_front_matter or (
        row.provenance is Provenance.FROM
        and note.role is Role.CLAIM
        and not base.kinds.by_name[note.kind].required
        and not why_not_begun(base.text(path))
    )


def style_of(base: KnowledgeBase, relation: str, path: str) -> Style:
    """Return the style of a relation's field: that of the file, else the one of the settings, else
    of most of the base."""
    own = base.edges.targets(path, relation)
    return (own and _most_common(own.values())) or base.style or base_style(base, relation)


def base_style(base: KnowledgeBase, relation: str) -> Style:
    """Return the style that most entries of a relation have, as far as the first thousands tell."""
    found = base.once(f"style of {relation}", lambda base: _style_of_all(base, relation))
    row = base.relations.by_name.get(relation)
    return found or (row.style if row else Style.NAME)


def _style_of_all(base: KnowledgeBase, relation: str) -> Style | None:
    links = (link for targets in base.edges.of(relation).values() for link in targets.values())
    return _most_common(islice(links, _TELLING))


def _most_common(links: Iterable[ResolvedLink]) -> Style | None:
    counts = Counter(_style(link) for link in links)
    return max(counts, key=lambda style: (counts[style], style)) if counts else None


def _style(link: ResolvedLink) -> Style:
    target = link.link.target
    if link.link.syntax is Syntax.WIKILINK:
        return Style.WIKILINK
    if "/" in target:
        return Style.PATH
    if target.endswith(".md"):
        return Style.FILE
    return Style.NAME if target == stem(link.target) else Style.TITLE
