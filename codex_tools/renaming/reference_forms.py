"""The forms in which a reference may name a file, and the text of a reference in its own form."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote

from codex_tools.model import How, Link, Syntax
from codex_tools.patterns import regex

_ABOVE = "/-" * 32
"""Folders above the root, so that a path which leads out of it can be reckoned with too."""

_ADDRESS = regex(r"[^#|\\]*")
_UNWRITABLE = {
    Syntax.WIKILINK: regex(r"[\[\]|#^\\\n]"),
    Syntax.VALUE: regex(r"\[\[|\n"),
    Syntax.MARKDOWN: regex(r"\n"),
}
_TO_QUOTE = regex(r"[\x00-\x20\x7f%#<>\\?]")
_BALANCED = regex(r"[^()]*(?:\([^()]*\)[^()]*)*")


class Way(Enum):
    """Where the path of a reference begins: at the root, with a slash, beside its own file, or
    somewhere on the way. A reference without a path is a name."""

    NAME = "name"
    ROOT = "root"
    SLASH = "slash"
    BESIDE = "beside"
    TAIL = "tail"


class Ends(NamedTuple):
    """The file in which a reference stands, and the one that it names."""

    source: str
    target: str


def way_of(link: Link, ends: Ends) -> Way:
    """Tell how the text of ``link`` leads from one of its ends to the other."""
    text, relative = link.target, link.syntax is Syntax.MARKDOWN
    if "/" not in text and not relative:
        return Way.NAME
    if text.startswith("/"):
        return Way.SLASH if _is(text.lstrip("/"), ends.target) else Way.NAME
    beside = _is(posixpath.join(posixpath.dirname(ends.source), text), ends.target)
    if beside and (relative or text.startswith(".")):
        return Way.BESIDE
    if _is(text, ends.target):
        return Way.ROOT
    if beside:
        return Way.BESIDE
    tail = f"/{text}" if text.endswith(".md") else f"/{text}.md"
    return Way.TAIL if ends.target.endswith(tail) else Way.NAME


def _is(place: str, path: str) -> bool:
    place = posixpath.normpath(place)
    return path in (place, f"{place}.md")


def forms(link: Link, how: How | None, before: Ends, after: Ends, title: str) -> Iterator[str]:
    """Yield the texts that may name ``after.target`` in the place of ``link.target``.

    The text most like the one that is there comes first: a name stays a name, a path a path from
    the same folder on, and ``.md`` stays or stays away. ``title`` is for references by title.
    """
    texts = [title] if how is How.TITLE else []
    whole = _with_ending(link.target, before.target, after.target)
    texts += [
        _first(link, way_of(link, before), whole, after.source),
        *([beside(whole, after.source)] if link.syntax is Syntax.MARKDOWN else []),
        *(whole, f"/{whole}", after.target),
    ]
    unwritable = _UNWRITABLE[link.syntax]
    yield from (text for text in dict.fromkeys(texts) if not unwritable.search(text))


def _with_ending(text: str, before: str, after: str) -> str:
    """The path ``after`` with an ending where ``text``, which named ``before``, has one."""
    if text.endswith("/"):
        return f"{after}/"
    ending = posixpath.splitext(before)[1]
    if ending not in (".md", ".markdown") or text.endswith(ending):
        return after
    return after.removesuffix(".md").removesuffix(".markdown")


def _first(link: Link, way: Way, whole: str, source: str) -> str:
    if way is Way.SLASH:
        return f"/{whole}"
    if way is Way.TAIL:
        return "/".join(whole.split("/")[-1 - link.target.count("/") :])
    if way is Way.BESIDE:
        path = beside(whole, source)
        dotted = link.target.startswith("./") or link.syntax is not Syntax.MARKDOWN
        return f"./{path}" if dotted and not path.startswith("../") else path
    if way is Way.NAME and link.syntax is not Syntax.MARKDOWN and "/" not in link.target:
        return posixpath.basename(whole)
    return whole


def beside(path: str, source: str) -> str:
    """Return ``path``, given from the root, as seen from the folder of the file ``source``."""
    folder = posixpath.join(_ABOVE, posixpath.dirname(source))
    slash = "/" if path.endswith("/") else ""
    return posixpath.relpath(posixpath.join(_ABOVE, path), folder) + slash


def moved(link: Link, before: str, after: str) -> str:
    """Return the text of a relative link that leads nowhere, when its file is moved, so that it
    goes on leading to the same nowhere."""
    slash = "/" if link.target.endswith("/") else ""
    place = posixpath.join(_ABOVE, posixpath.dirname(before), link.target)
    return posixpath.relpath(place, posixpath.join(_ABOVE, posixpath.dirname(after))) + slash


def written(link: Link, target: str, keep_words: bool = False, bar: str = "|") -> str:
    """Return ``link.raw`` with ``target`` as its target; alias, heading and spaces stay.

    ``keep_words`` makes the old text of a wikilink its alias where it has none, for those who read;
    ``bar`` is what stands before it.
    """
    if link.syntax is Syntax.MARKDOWN:
        return _address(link.raw, target)
    if link.syntax is Syntax.VALUE:
        return target
    match = _ADDRESS.match(link.raw)
    assert match is not None
    address, rest = match.group(), link.raw[match.end() :]
    lead = address[: len(address) - len(address.lstrip())]
    trail = address[len(address.rstrip()) :]
    if keep_words and not rest:
        rest = f"{bar}{link.raw.strip()}"
    return f"{lead}{target}{trail}{rest}"


def _address(raw: str, target: str) -> str:
    """The text between ``(`` and ``)`` of a Markdown link, in angle brackets if it was."""
    pointed = raw.startswith("<")
    address, mark, heading = raw.strip("<>").partition("#")
    if pointed and not re.search(r"[<>#%]", target):
        return f"<{target}{mark}{heading}>"
    foreign = "%" in address and address.isascii()
    text = quote(target, safe="/.-_~!$&'()*+,;=:@") if foreign else _quoted(target)
    if not _BALANCED.fullmatch(text):
        text = text.replace("(", "%28").replace(")", "%29")
    return f"<{text}{mark}{heading}>" if pointed else f"{text}{mark}{heading}"


def _quoted(text: str) -> str:
    return _TO_QUOTE.sub(lambda match: f"%{ord(match.group()):02X}", text)
