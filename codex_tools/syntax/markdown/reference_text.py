"""The text of a reference, written anew: another target in the same form."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from codex_tools.model import Link, Syntax
from codex_tools.runtime import lazy_regex

ABOVE = "/-" * 32
"""Folders above the root, so that a path which leads out of it can be reckoned with too."""

_ADDRESS = lazy_regex.compile(r"[^#|\\]*")
_TO_QUOTE = lazy_regex.compile(r"[\x00-\x20\x7f%#<>\\?]")
_BALANCED = lazy_regex.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")


def beside(path: str, source: str) -> str:
    """Return ``path``, given from the root, as seen from the folder of the file ``source``."""
    folder = posixpath.join(ABOVE, posixpath.dirname(source))
    slash = "/" if path.endswith("/") else ""
    return posixpath.relpath(posixpath.join(ABOVE, path), folder) + slash


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
