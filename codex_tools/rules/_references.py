"""What the rules about references share: words for them, and the choice between their kinds."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.references import above_root
from codex_tools.base.relations import Provenance
from codex_tools.base.resolver.layout import Dialect
from codex_tools.base.resolver.moved import is_sure
from codex_tools.base.resolver.uses import USES, Where, where
from codex_tools.base.scope import Scope
from codex_tools.model import (
    BODY,
    Applicability,
    BrokenLink,
    Finding,
    Fix,
    Link,
    ResolvedBy,
    ResolvedLink,
    Syntax,
)
from codex_tools.rules._definitions import is_table_header, repeats_wikilink
from codex_tools.rules._in_words import is_word, relations_in_words
from codex_tools.rules._web import on_the_web
from codex_tools.runtime.text import abridged

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def is_wikilink(link: Link) -> bool:
    """Tell whether a link is a wikilink of the text, not of a relation field."""
    return link.relation == BODY and link.syntax is Syntax.WIKILINK


def is_edge(link: Link) -> bool:
    """Tell whether a link is an entry of a relation field, of the front matter or of the text."""
    return link.relation != BODY


def is_provenance(base: KnowledgeBase, *directions: Provenance) -> Callable[[Link], bool]:
    """Return what tells whether a link is an entry that leads from claims to sources, or back."""
    names = {relation.name for relation in base.relations.with_provenance(*directions)}
    return lambda link: link.relation in names


def quoted(link: Link) -> str:
    """Return what the link names, between quotes and not too long for a message."""
    text = " ".join(link.target.split())
    return f'"{text if len(text) <= 80 else text[:77] + "…"}"'


def field_of(link: Link) -> str:
    """Return the field that a link stands in, for a message."""
    keys = getattr(link.place, "keys", None)
    return f"`{keys[0] if keys else link.field or link.relation}`"


def escapes(source: str, link: Link) -> bool:
    """Tell whether the path of a link leads out of the knowledge base."""
    return bool(above_root(source, link.target))


def unknown_root(base: KnowledgeBase, broken: BrokenLink) -> str:
    """Return the folder with which an address from the root of a site begins, if there is no such
    folder from which it could be looked up. In a bundle that root is known: it is the bundle's."""
    link = broken.link
    if where(link) is not Where.ADDRESS or link.target[:1] != "/" or broken.candidates:
        return ""
    vault, places = base.resolver.layout.vault_of(broken.source), base.resolver.places
    folder, _, rest = link.target.lstrip("/").partition("/")
    if not (folder and rest) or vault.dialect is Dialect.OBSIDIAN:
        return ""
    if base.kinds.bundle_of(broken.source) is not None:
        return ""
    roots = ("", vault.folder, *base.resolver.layout.link_roots)
    known = any(posixpath.join(root, folder) in places.folders for root in roots)
    return "" if known else folder


def _is_said_elsewhere(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether another rule speaks of a link that names nothing, or none needs to."""
    said = escapes(broken.source, broken.link) or bool(unknown_root(base, broken))
    if said or _is_a_page(base, broken):
        return True
    return repeats_wikilink(base, broken) or is_table_header(base, broken)


def _is_a_page(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether a link names a page that is there without a file."""
    dialect = base.resolver.layout.vault_of(broken.source).dialect
    return dialect.makes_pages and broken.link.syntax is Syntax.WIKILINK


def dangling(scope: Scope, wanted: Callable[[Link], bool], what: str) -> Iterator[Finding]:
    """Yield a finding for each wanted link that names nothing; ``what`` is what it should name."""
    in_words = scope.base.once("relations in words", relations_in_words)
    for broken in scope.dangling:
        link = broken.link
        if link.prose or is_word(link, in_words):
            continue
        if wanted(link) and not _is_said_elsewhere(scope.base, broken):
            if _is_short_title(scope.base, broken):
                continue
            hint, fix = _suggestion(scope.base, broken)
            message = f"{_subject(link)} names no {what}: {quoted(link)}"
            yield Finding(broken.source, link.place, message, hint, fix)


def _is_short_title(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether a wikilink is the title of one note in few words, where links give titles."""
    link = broken.link
    if link.syntax is not Syntax.WIKILINK or base.resolver.layout.by_title:
        return False
    return len(base.resolver.space("").titles.find(link.target)) == 1 and are_by_title(base)


def are_by_title(base: KnowledgeBase) -> bool:
    """Tell whether most wikilinks of a base give titles, and no setting says that they do.

    Rules that yield what :func:`dangling` or :func:`inexact` find look at all of such a base.
    """
    from codex_tools.rules._by_title import titles_prevail  # most bases have no link by title

    return titles_prevail(base)


def rests_on_all(base: KnowledgeBase) -> bool:
    """Tell whether it takes all of a base to know which entries of relation fields are dangling:
    those of a field tell whether it holds references, or links tell that they give titles."""
    return base.kinds.model is Model.NONE or are_by_title(base)


def _suggestion(base: KnowledgeBase, broken: BrokenLink) -> tuple[str, Fix | None]:
    """What a link may have meant, in words, and the fix that writes it where it is one file."""
    link = broken.link
    found, by = base.resolver.suggest(link, broken.source, base.relations.kinds(link.relation))
    if by is None:
        return on_the_web(base, broken)
    if len(found) > 1:
        return "several files may be meant: " + abridged(found, 3, ", "), None
    hint = f"did you mean {found[0]}?"
    if link.also:
        return hint, None
    return hint, _rewrite(base, broken.source, link, found[0], UNSAFE, by)


def _rewrite(
    base: KnowledgeBase,
    source: str,
    link: Link,
    target: str,
    safety: Applicability,
    how: ResolvedBy | None = None,
) -> Fix | None:
    from codex_tools.refactoring.rewriting import rewrite  # of many runs no finding has a fix

    return rewrite(base, source, link, target, safety, how)


def ambiguous(scope: Scope, wanted: Callable[[Link], bool]) -> Iterator[Finding]:
    """Yield a finding for each wanted link that names several files."""
    for broken in scope.ambiguous:
        if wanted(broken.link):
            message = f"{_subject(broken.link)} may mean {_several(broken)}: {quoted(broken.link)}"
            hint = "write the path of one: " + abridged(broken.candidates, 3, ", ")
            nearest = _nearest(broken.source, broken.candidates)
            fix = None
            if nearest:
                fix = _rewrite(scope.base, broken.source, broken.link, nearest, UNSAFE)
            yield Finding(broken.source, broken.link.place, message, hint, fix)


def _nearest(source: str, candidates: tuple[str, ...]) -> str:
    """The one candidate that stands in the folder of the file itself, if one does."""
    folder = source.rpartition("/")[0]
    beside = [each for each in candidates if each.rpartition("/")[0] == folder and each != source]
    return beside[0] if folder and len(beside) == 1 else ""


def _several(broken: BrokenLink) -> str:
    return f"{len(broken.candidates)} files"


def _subject(link: Link) -> str:
    if link.relation != BODY:
        return field_of(link)
    return "the wikilink" if link.syntax is Syntax.WIKILINK else "the link"


def inexact(scope: Scope, place: Where) -> Iterator[Finding]:
    """Yield a finding for each link of a place whose form is not that of the file it means.

    A title is a form of its own where the settings say that links are written so. Where most are,
    it is told once.
    """
    for resolved in scope.inexact:
        if place in USES[resolved.how].reported and where(resolved.link) is place:
            if resolved.how is not ResolvedBy.TITLE:
                yield _inexact(scope.base, resolved)
            elif not scope.base.resolver.layout.by_title:
                yield _title(scope.base, resolved)


def _inexact(base: KnowledgeBase, resolved: ResolvedLink) -> Finding:
    hint, fix = f"meant: {resolved.target}", _repair(base, resolved)
    return Finding(resolved.source, resolved.link.place, _form(resolved), hint, fix)


def _title(base: KnowledgeBase, resolved: ResolvedLink) -> Finding:
    from codex_tools.rules._by_title import HINT, ONCE

    if not are_by_title(base):
        return _inexact(base, resolved)
    return Finding(resolved.source, resolved.link.place, _form(resolved), HINT, once=ONCE)


def _form(resolved: ResolvedLink) -> str:
    """Say what form a link has."""
    link = resolved.link
    return f"{_subject(link)} {USES[resolved.how].words}: {quoted(link)}"


def _repair(base: KnowledgeBase, resolved: ResolvedLink) -> Fix | None:
    """The fix that writes the form that the file has; none where that is the file itself.

    It is not safe where only a name such as `report`, which other folders may have too, says which
    file is meant.
    """
    source, link, target, how = resolved
    safety = USES[how].fix
    if source == target or safety is None:
        return None
    if how is ResolvedBy.MOVED and not is_sure(link.target, target):
        safety = UNSAFE
    return _rewrite(base, source, link, target, safety, how)


def listed(kinds: Iterable[str]) -> str:
    """Return the kinds that a relation may lead to, for a message."""
    kinds = sorted(kinds)
    return kinds[0] if len(kinds) == 1 else ", ".join(kinds[:-1]) + " or " + kinds[-1]
