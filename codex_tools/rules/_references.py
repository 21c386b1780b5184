"""What the rules about references share: words for them, and the choice between their kinds."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem, words
from codex_tools.base.relations import Provenance
from codex_tools.base.resolver import is_sure
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
from codex_tools.refactoring.rewriting import rewrite
from codex_tools.runtime.text import abridged

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
NEAR = 0.4
"""The part of the words of two names (Jaccard) from which on one is offered for the other."""


def is_wikilink(link: Link) -> bool:
    """Tell whether a link is a wikilink of the text, not of a relation field."""
    return link.relation == BODY and link.syntax is Syntax.WIKILINK


def is_edge(link: Link) -> bool:
    """Tell whether a link is an entry of a relation field."""
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
    return f"`{keys[0]}`" if keys else f"`{link.relation}`"


def escapes(source: str, link: Link) -> bool:
    """Tell whether the path of a link leads out of the knowledge base."""
    if ".." not in link.target or link.target.startswith("/"):
        return False
    folder = posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(folder, link.target)).startswith("../")


def dangling(scope: Scope, wanted: Callable[[Link], bool], what: str) -> Iterator[Finding]:
    """Yield a finding for each wanted link that names nothing; ``what`` is what it should name."""
    for broken in scope.broken:
        link = broken.link
        gone = not broken.candidates and not link.prose
        if gone and wanted(link) and not escapes(broken.source, link):
            close = scope.base.resolver.suggest(link.target)
            hint = f"the nearest name is {close}" if close else ""
            message = f"{_subject(link)} names no {what}: {quoted(link)}"
            fix = _suggestion(scope.base, broken, close) if close else None
            yield Finding(broken.source, link.place, message, hint, fix)


def _suggestion(base: KnowledgeBase, broken: BrokenLink, close: str) -> Fix | None:
    """The fix that writes the nearest name, where it is near enough and a file of its kind fits."""
    kinds = base.relations.kinds(broken.link.relation)
    if kinds and base.notes[close].kind not in kinds:
        return None
    name, meant_name = stem(broken.link.target), stem(close)
    if len(name) < NEAR / 2 * len(meant_name):
        return None
    given, meant = set(words(name)), set(words(meant_name))
    if len(given & meant) < NEAR * len(given | meant):
        return None
    return rewrite(base, broken.source, broken.link, close, UNSAFE)


def ambiguous(scope: Scope, wanted: Callable[[Link], bool]) -> Iterator[Finding]:
    """Yield a finding for each wanted link that names several files."""
    for broken in scope.broken:
        if broken.candidates and wanted(broken.link):
            message = f"{_subject(broken.link)} may mean {_several(broken)}: {quoted(broken.link)}"
            hint = "write the path of one: " + abridged(broken.candidates, 3, ", ")
            nearest = _nearest(broken.source, broken.candidates)
            fix = None
            if nearest:
                fix = rewrite(scope.base, broken.source, broken.link, nearest, UNSAFE)
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


INEXACT = {
    ResolvedBy.FOLDED: "differs from the file's name in case or punctuation",
    ResolvedBy.MOVED: "gives a folder in which the file is not",
    ResolvedBy.TITLE: "gives the title, not the name of the file",
}


def applicability(found: ResolvedLink) -> Applicability:
    """Tell whether what follows from a reference is safe: not where only a name such as `report`,
    which other folders may have too, says which file it means."""
    unsure = found.how is ResolvedBy.MOVED and not is_sure(found.link.target, found.target)
    return UNSAFE if unsure else SAFE


def inexact(
    scope: Scope, wanted: Callable[[ResolvedLink], bool], ways: frozenset[ResolvedBy]
) -> Iterator[Finding]:
    """Yield a finding for each wanted link that only resolves in one of the ``ways``."""
    for resolved in scope.references:
        if resolved.how in ways and wanted(resolved):
            link, target = resolved.link, resolved.target
            message = f"{_subject(link)} {INEXACT[resolved.how]}: {quoted(link)}"
            safety = applicability(resolved)
            fix = rewrite(scope.base, resolved.source, link, target, safety, resolved.how)
            yield Finding(resolved.source, link.place, message, f"meant: {target}", fix)


def listed(kinds: Iterable[str]) -> str:
    """Return the kinds that a relation may lead to, for a message."""
    kinds = sorted(kinds)
    return kinds[0] if len(kinds) == 1 else ", ".join(kinds[:-1]) + " or " + kinds[-1]
