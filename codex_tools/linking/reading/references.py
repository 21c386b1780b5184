"""References to files in a text: wikilinks, links, citation keys, paths, and bare names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from codex_tools.runtime import lazy_regex

_WIKILINK = lazy_regex.compile(r"!?\[\[([^\[\]|#^]++)[^\[\]]*+\]\]")
_LINK = lazy_regex.compile(r"\]\(<?([^()<>]*(?:\([^()]*\)[^()<>]*)*)>?\)")
_HREF = lazy_regex.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>]+)[\"']", re.I)
_KEY = lazy_regex.compile(r"(?<![\w@.])@\{?([^\W_](?:[\w:.#$%&+?~/-]*\w)?)")
_PATH = lazy_regex.compile(
    r"(?<![\w/.-])([\w.@-]{1,255}+/[^\s\"'`\[\]()]{1,500}\.md\b|\d{4}-\d\d-[\w.-]{8,})"
)
"""A path to a note, or a name with a day. Paths have a most, lest a text be read to its end from
each slash in it."""

_DATED = lazy_regex.compile(r"\d\d{3}-\d\d-")
_BARE = lazy_regex.compile(r"[^\s/]+(?:/[^\s/]+)+|[^\W_]+(?:[-_][^\W_]+){2,}|\S+\.md")
REGISTERED = r"[A-Z]{2,8}-(?:0\d{1,6}|\d{3,6})"
_NUMBER = lazy_regex.compile(
    rf"(\d\d\.\d\d(?:\.\d+)?|\d{{12}}(?:\d\d)?|\d{{8}}T\d{{4}}(?:\d\d)?|{REGISTERED})"
    r"(?=\Z|[\s_,;:(-])"
)
"""What numbers a file: Johnny.Decimal (`31.14`), the time when it was made (`202403011200`), or its
number in a register (`SRC-0012`)."""

_PAGES = lazy_regex.compile(r"[\s,;:(]*(?:(?:pp?|ch|chap|s|cap|kap)\b\.?|§|\Z)", re.I)
_QUALIFIED = lazy_regex.compile(r"[^\W\d_][\w-]*:([^\s:/][^\s:]*)")
"""A key with a word for what it is in front of it: `cite:smith2020`, `paper:smith2020`."""

_AROUND = " \t\"'`[](){}<>,;:.!?*-"
_ELSEWHERE = lazy_regex.compile(r"\w+://|mailto:|doi:|10\.\d{4,}/|#|[\w-]+(?:\.[\w-]+)+/", re.I)
_MAX_NAME = 200


class FileReference(NamedTuple):
    """What may name a file. ``is_certain`` says that its form is that of a reference: whatever it
    does not name, it is no mere words."""

    target: str
    is_certain: bool


def file_references(text: str) -> tuple[FileReference, ...]:
    """Return what may name files in one passage: its references, else the whole of it as a name."""
    found = dict.fromkeys(_within(text))
    if not any(one.is_certain for one in found):
        names = (_bare(text), _qualified(text), _numbered(text))
        found |= dict.fromkeys(filter(None, names))
    return tuple(found)


def number_of(name: str) -> str:
    """Return the number that a name begins with and that names a file; empty without one."""
    found = _NUMBER.match(name)
    return found[1] if found else ""


def has_link(text: str) -> bool:
    """Tell whether a text has a wikilink, or a link to a file."""
    return "[[" in text or "](" in text or "href=" in text


def _within(text: str) -> Iterator[FileReference]:
    if has_link(text):
        targets = [match[1] for match in _WIKILINK.finditer(text)]
        places = [match[1] for one in (_LINK, _HREF) for match in one.finditer(text)]
        targets += [unquote(place.partition("#")[0] or place) for place in places]
        yield from (FileReference(_cleaned(one), True) for one in targets if not _is_elsewhere(one))
        text = _LINK.sub("]", _WIKILINK.sub(" ", text))
    if "@" in text:
        yield from (FileReference(match[1], False) for match in _KEY.finditer(text))
    if ".md" in text or _DATED.search(text):
        yield from (FileReference(match[1], True) for match in _PATH.finditer(text))


def _bare(text: str) -> FileReference | None:
    name = text.strip(_AROUND)
    if not name or len(name) > _MAX_NAME or _is_elsewhere(name) or has_link(text):
        return None
    return FileReference(_cleaned(name), bool(_BARE.fullmatch(name)))


def _qualified(text: str) -> FileReference | None:
    """Return the key in a text that is one with a word in front of it."""
    name = text.strip(_AROUND)
    found = None if _is_elsewhere(name) else _QUALIFIED.fullmatch(name)
    return FileReference(found[1], False) if found else None


def _numbered(text: str) -> FileReference | None:
    """Return the number of a file where a text is one, with pages at most."""
    text = text.strip(_AROUND)
    number = number_of(text)
    return FileReference(number, False) if number and _PAGES.match(text, len(number)) else None


def _cleaned(target: str) -> str:
    return target.strip().removesuffix("\\")


def _is_elsewhere(target: str) -> bool:
    return bool(_ELSEWHERE.match(target.strip()))
