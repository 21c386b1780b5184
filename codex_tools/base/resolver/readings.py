"""A link → the ways in which it can be read, where its form alone does not decide."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.names import ending
from codex_tools.base.resolver.layout import Dialect
from codex_tools.model import Link, Syntax
from codex_tools.runtime import lazy_regex

_EXTERNAL = lazy_regex.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|(?:mailto|tel|sms|doi|urn|data|news|geo|obsidian):"
)
_RANGE = lazy_regex.compile(r"(?:,\d+)?(?::#.*)?\Z")
"""What follows a heading in a reference of Dendron: lines to leave out, and where it ends."""
_PATH = lazy_regex.compile(r"[?#].*")
_PAGE = lazy_regex.compile(r"(?:^|/)wiki/([^/]+)\Z")


def readings(link: Link, dialect: Dialect) -> Iterator[Link]:
    """Yield the readings of a link, the most likely first; all have its ``raw`` and its place.

    ``[[a|b]]`` is target and label, and in Dendron and wikis label and target; where the dialect is
    none it may be both. ``[[x]](y)`` names x or y.
    """
    is_labelled = link.syntax is Syntax.WIKILINK and "|" in link.raw
    if dialect is Dialect.DENDRON:
        address = link.raw.partition("|")[2] if is_labelled else ""
        read = _read(link, address) if address else link
        yield read._replace(heading=_RANGE.sub("", read.heading)) if read.heading else read
        return
    if dialect is Dialect.WIKI and (is_labelled or link.syntax.is_address):
        yield from _in_wiki(link)
        return
    yield link
    if link.also:
        yield _behind(link)
    elif is_labelled and dialect is Dialect.COMMONMARK:
        yield _read(link, link.raw.partition("|")[2])
    elif link.syntax.is_address and "%" in link.raw:  # which may be part of the file's name
        yield link._replace(target=_PATH.sub("", link.raw.strip("<>")))


def _in_wiki(link: Link) -> Iterator[Link]:
    """`[[label|page]]`, or `[[picture|height=9px]]`; and pages as seen from their repository."""
    if link.syntax.is_address:
        yield link
        if page := _PAGE.search(link.target):
            yield link._replace(target=page[1])
        return
    yield _read(link, link.raw.partition("|")[2])
    if ending(link.target):
        yield link


def _read(link: Link, address: str) -> Link:
    target, _, heading = address.partition("#")
    return link._replace(target=target.strip(), heading=heading.strip())


def _behind(link: Link) -> Link:
    """The reading of ``[[x]](address)`` that is the address."""
    from urllib.parse import unquote

    path, _, heading = link.also.strip("<>").partition("#")
    target = unquote(path.partition("?")[0])
    return link._replace(target=target, heading=unquote(heading), syntax=Syntax.MARKDOWN)


def with_signs(link: Link) -> Iterator[Link]:
    """Yield the readings in which a ``#`` belongs to the name, as in ``[[C#]]``, longest first."""
    if link.syntax is not Syntax.WIKILINK or "#" not in link.raw:
        return
    for address in link.raw.replace("\\|", "|").split("|"):
        end = len(address)
        while (end := address.rfind("#", 0, end)) >= 0:
            following = address.find("#", end + 1)
            name = address[: following if following >= 0 else len(address)].strip()
            if name.partition("#")[0].strip() == link.target:
                rest = address[following + 1 :] if following >= 0 else ""
                yield link._replace(target=name, heading=rest.strip())


def is_external(target: str) -> bool:
    """Tell whether the target of a wikilink, or the address behind one, leads out of any base."""
    return (":" in target or target[:2] == "//") and _EXTERNAL.match(target) is not None
