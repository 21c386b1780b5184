"""A reference written anew, so that it names another file and looks as it did."""

from __future__ import annotations

from collections.abc import Mapping

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.model import (
    Applicability,
    FieldPath,
    Fix,
    Link,
    Place,
    Replace,
    ResolvedBy,
    Span,
    Syntax,
)
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.reference_text import beside, written
from codex_tools.syntax.markdown.tables import is_in_table

_UNWRITABLE = lazy_regex.compile(r"[\[\]|#^\n]")


def rename_fix(
    base: KnowledgeBase,
    source: str,
    link: Link,
    target: str,
    applicability: Applicability = Applicability.SAFE,
    how: ResolvedBy | None = None,
) -> Fix | None:
    """Return the fix that lets ``link`` of the file ``source`` name the file ``target``.

    Alias, heading and the form, which is a name, a file or a path, stay. ``None`` where the form
    of the link cannot hold the name.
    """
    name = _name(base, source, link, target)
    if not name or _UNWRITABLE.search(name):
        return None
    place, text = _place_and_text(base, source, link, name, how)
    if text is None:
        return None
    return Fix(f"write `{name}`", (Replace(source, place, text),), applicability)


def _name(base: KnowledgeBase, source: str, link: Link, target: str) -> str:
    if link.syntax is Syntax.MARKDOWN:
        return f"/{target}" if link.target.startswith("/") else beside(target, source)
    ending = ".md" if link.target.endswith(".md") else ""
    by_path = target.removesuffix(".md") + ending
    if "/" in link.target:
        return by_path
    name = stem(target)
    wanted = base.relations.kinds(link.relation)
    bare = Link(link.relation, name, name, FieldPath(()), link.syntax)
    found, _ = base.resolver.resolve(bare, source, wanted)
    return name + ending if found == (target,) else by_path


def _place_and_text(
    base: KnowledgeBase, source: str, link: Link, name: str, how: ResolvedBy | None
) -> tuple[Place, str | None]:
    if isinstance(link.place, Span):
        in_table = how is ResolvedBy.TITLE and is_in_table(base.text(source), link.place.start)
        return link.place, written(link, name, how is ResolvedBy.TITLE, "\\|" if in_table else "|")
    keys, value = _value_at(base.notes[source].document.fields, link.place.keys)
    return FieldPath(keys), _within(value, link, name, how)


def _value_at(
    fields: Mapping[str, object], keys: tuple[str | int, ...]
) -> tuple[tuple[str | int, ...], object]:
    """Follow ``keys``; a single value counts as a list of one, a list of one as its entry."""
    value: object = fields
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
    if isinstance(value, list) and len(value) == 1:
        return (*keys, 0), value[0]
    return keys, value


def _within(value: object, link: Link, name: str, how: ResolvedBy | None) -> str | None:
    """The whole text of an entry with the reference in it written anew."""
    if not isinstance(value, str):
        return None
    wikilink = f"[[{link.raw}]]"
    if link.syntax is Syntax.WIKILINK and wikilink in value:
        return value.replace(wikilink, f"[[{written(link, name, how is ResolvedBy.TITLE)}]]")
    return value.replace(link.target, name, 1) if link.target in value else None
