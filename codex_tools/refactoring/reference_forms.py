"""The forms in which a reference may name a file."""

import posixpath
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from codex_tools.base.names import fold_case, without_ending
from codex_tools.model import Link, ResolvedBy, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.reference_text import ABOVE, beside

_UNWRITABLE = {
    Syntax.WIKILINK: lazy_regex.compile(r"[\[\]|#^\\\n]"),
    Syntax.VALUE: lazy_regex.compile(r"\[\[|\n"),
}
_UNWRITABLE_ADDRESS = lazy_regex.compile(r"\n")


_LEAD = lazy_regex.compile(r"(?:\.{0,2}/)*")


class PathForm(Enum):
    """Where the path of a reference begins: at the root, with a slash, beside its own file, or
    somewhere on the way. A reference without a path is a name."""

    NAME = "name"
    ROOT = "root"
    SLASH = "slash"
    BESIDE = "beside"
    TAIL = "tail"


class LinkEnds(NamedTuple):
    """The file in which a reference stands, the one that it names, and the folders in which a path
    with a slash at its beginning may begin, the likeliest first."""

    source: str
    target: str
    roots: tuple[str, ...] = ("",)


def path_form(link: Link, ends: LinkEnds) -> PathForm:
    """Tell how the text of ``link`` leads from one of its ends to the other, in whatever case."""
    text, relative = link.target, link.syntax.is_address
    if "/" not in text and not relative:
        return PathForm.NAME
    if text.startswith("/"):
        begins = any(_begins_at(root, text, ends.target) for root in ends.roots)
        return PathForm.SLASH if begins else PathForm.NAME
    beside = _is(posixpath.join(posixpath.dirname(ends.source), text), ends.target)
    if beside and (relative or text.startswith(".")):
        return PathForm.BESIDE
    if _is(text, ends.target):
        return PathForm.ROOT
    if beside:
        return PathForm.BESIDE
    tail = f"/{text}" if text.endswith(".md") else f"/{text}.md"
    is_tail = fold_case(ends.target).endswith(fold_case(tail))
    return PathForm.TAIL if is_tail else PathForm.NAME


def _begins_at(root: str, text: str, target: str) -> bool:
    return _is(posixpath.join(root, text.lstrip("/")), target)


def _is(place: str, path: str) -> bool:
    place = fold_case(posixpath.normpath(place))
    return fold_case(path) in (place, f"{place}.md")


def forms(
    link: Link, how: ResolvedBy | None, before: LinkEnds, after: LinkEnds, title: str
) -> Iterator[str]:
    """Yield the texts that may name ``after.target`` in the place of ``link.target``.

    The text most like the one that is there comes first: a name stays a name, a path a path from
    the same folder on, and ``.md`` stays or stays away. ``title`` is for references by title.
    """
    texts = [title] if how is ResolvedBy.TITLE else []
    for path in (_with_ending(link.target, before.target, after.target), after.target):
        texts += _paths(link, path, before, after)
    unwritable = _UNWRITABLE.get(link.syntax, _UNWRITABLE_ADDRESS)
    yield from (text for text in dict.fromkeys(texts) if not unwritable.search(text))


def _with_ending(text: str, before: str, after: str) -> str:
    """The path ``after`` with an ending and a slash where ``text``, which named ``before``, has
    them."""
    slash = "/" if text.endswith("/") else ""
    ending = posixpath.splitext(before)[1]
    if ending not in (".md", ".markdown") or fold_case(text.rstrip("/")).endswith(ending):
        return after + slash
    return without_ending(after) + slash


def _paths(link: Link, path: str, before: LinkEnds, after: LinkEnds) -> Iterator[str]:
    """The texts that may lead to ``path``; an address from a root never becomes one without its
    slash, which would begin at another place."""
    has_slash = link.target.startswith("/")
    if has_slash:
        yield from _from_roots(link, path, before, after)
    else:
        yield _first(link, path_form(link, before), path, after.source)
    if link.syntax.is_address:
        yield beside(path, after.source)
    if not (has_slash and link.syntax.is_address):
        yield from (path, f"/{path}")


def _from_roots(link: Link, path: str, before: LinkEnds, after: LinkEnds) -> Iterator[str]:
    """``path`` as seen from each root that it is below; the one of the old text comes first."""
    known = [root for root in after.roots if _begins_at(root, link.target, before.target)]
    for root in (*known, *after.roots):
        if not root or path.startswith(f"{root}/"):
            yield f"/{path.removeprefix(f'{root}/')}"


def _first(link: Link, way: PathForm, path: str, source: str) -> str:
    if way is PathForm.TAIL:
        return "/".join(path.split("/")[-1 - link.target.count("/") :])
    if way is PathForm.BESIDE:
        near = beside(path, source)
        dotted = link.target.startswith("./") or not link.syntax.is_address
        return f"./{near}" if dotted and not near.startswith("../") else near
    if way is PathForm.NAME and link.syntax.is_address:
        return beside(path, source)
    if way is PathForm.NAME and "/" not in link.target:
        return posixpath.basename(path)
    return path


def recased(text: str, target: str) -> str:
    """Return a path with the letters that the last parts of ``target`` have, as many as it gives;
    an ending stays away where it was, and a slash at the end stays."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    given = text[start:].rstrip("/")
    slashes = text[start + len(given) :]
    count = given.count("/") + 1
    end = "/".join(target.split("/")[-count:])
    with_ending = len(given) == len(end) or posixpath.splitext(given)[1]
    return text[:start] + (end if with_ending else without_ending(end)) + slashes


def moved(link: Link, before: str, after: str) -> str:
    """Return the text of a relative link that leads nowhere, when its file is moved, so that it
    goes on leading to the same nowhere."""
    slash = "/" if link.target.endswith("/") else ""
    place = posixpath.join(ABOVE, posixpath.dirname(before), link.target)
    return posixpath.relpath(place, posixpath.join(ABOVE, posixpath.dirname(after))) + slash
