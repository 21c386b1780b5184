"""The places within a note that a link can lead to: headings, ids and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from unicodedata import normalize

from codex_tools.model import Link
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body
from codex_tools.syntax.markdown.insertions import has_insertions

_SHOWN = lazy_regex.compile(
    r"(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)|\\(?P<escaped>[!-/:-@\[-`{-~])|<!--.*?-->"
    r"|</?[A-Za-z][^<>]*>|!?\[\[(?:[^\[\]|]*\|)?(?P<wikilink>[^\[\]|]*)\]\]"
    r"|!?\[(?P<label>[^\[\]]*)\]\([^()]*\)|\[\^[^\[\]]*\]|(?P<entity>&#?\w+;)"
    r"|[*~]+|(?<!\w)_+|_+(?!\w)|(?<!\s)\s*+\{:?\s*+[#.][^{}]*+\}\s*$"
)
"""What a heading shows in another way than it is written."""

_MARKED = lazy_regex.compile(r"[`\\<!\[&*~_{]")
"""What a heading has that shows in another way; most headings have none."""

_MOST = 500
"""Characters of a heading at most whose marks are looked for: each may lead to the end of it."""

_LEVELS = 6
_NO_PART_OF_SLUG = lazy_regex.compile(r"[^\w\- ]")
_BETWEEN_WORDS = lazy_regex.compile(r"[-\s]+")
_WORDS = lazy_regex.compile(r"[^\W_]+")
_ID = lazy_regex.compile(rb"(?:\b(?:id|name)=[\"']?|\{:?\s*#)([^\"'\s>}]+)")
_ESCAPED = lazy_regex.compile(r"\\([!-/:-@\[-`{-~])")
_LABEL = lazy_regex.compile(
    rb"(?m)^[ \t>]*+(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\((?P<target>[^()\r\n]+)\)="
    rb"|(?:#\|[ \t]*|:)(?:name|label):[ \t]+(?P<option>\S+))[ \t]*\r?$"
    rb"|\$\$[ \t]*\((?P<formula>[^()\s]+)\)[ \t]*\r?$"
)
"""What gives a name to the next block in MyST, to a directive, to the output of code, or to a
formula."""

_BLOCK = lazy_regex.compile(rb"(?m)(?:^|[ \t>])\^([\w-]+)[ \t]*\r?$")
_ELSEWHERE = lazy_regex.compile(r"|top|:~:.*|L\d+(-L\d+)?|[/!].*|tab/.*", re.IGNORECASE)
"""Anchors that lead to the top, to a text or to a line, which every page has; to a page of a site
that is one page for the browser; or to a tab."""

_INSIDE = lazy_regex.compile(
    rb"(?m)^[ \t]*(?=[>*+\d-])(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+(?<=[> \t])#{1,6}[ \t]+(\S[^\n]*)"
    rb"|<[hH]([1-6])(?:\s[^<>]*)?>([^\0]{1,500}?)</[hH]\2>"
)
"""A heading in a list or a quotation, and one of HTML; on the page of a host they have anchors."""

_OF_HOST = "user-content-"
"""What hosts put before the ids of a page; the anchor works with and without it."""

_OF_FOOTNOTE = lazy_regex.compile(r"_?fn(?:ref)?[-:_]?[\w-]+(?:[-:]\d+)?", re.IGNORECASE)
_FOOTNOTE = lazy_regex.compile(rb"(?m)^[ \t>]*\[\^[^\]\s]+\]:")


class Anchors:
    """The anchors of ``data``, whose body begins at ``start``; each kind is gathered when it is
    asked for."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start
        self._body = Body(data, start)

    def answer(self, link: Link) -> bool:
        """Tell whether the last heading that a link gives is there, or the block or the id."""
        anchor = link.heading.rpartition("#")[2].removeprefix(_OF_HOST)
        if self._stands_in(anchor):
            return True
        if _ELSEWHERE.fullmatch(anchor):
            return True
        if _OF_FOOTNOTE.fullmatch(anchor) and self._has_footnotes:
            return True
        if anchor.startswith("^"):
            return "=" in anchor or anchor[1:].casefold() in self._blocks
        folded = fold_heading(anchor)
        if folded in self.headings or (not link.syntax.is_address and folded in self._written):
            return True
        if normalize("NFC", anchor).casefold() in self._slugs or anchor in self._ids:
            return True
        if anchor in self._plain_slugs:
            return True
        return folded in self._inside or normalize("NFC", anchor).casefold() in self._slugs_inside

    def _stands_in(self, anchor: str) -> bool:
        """Tell at a look that a heading is there as it is written; many are."""
        if not anchor or anchor != anchor.strip() or _MARKED.search(anchor):
            return False
        mark = self._data.find(b"# %b\n" % anchor.encode("utf-8", "replace"), self._start)
        line = self._data.rfind(b"\n", self._start, max(mark, self._start)) + 1
        hashes = self._data[line : mark + 1]
        is_heading = self._start < line and 0 < len(hashes) <= _LEVELS and not hashes.strip(b"#")
        return mark >= 0 and is_heading and self._body.is_text(mark)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The headings as they are written, by what they show, folded."""
        return {fold_heading(shown(text)): text for text in self._texts}

    @cached_property
    def _texts(self) -> list[str]:
        return [heading.text for heading in self._body.headings()]

    @cached_property
    def _written(self) -> set[str]:
        return set(map(fold_heading, self._texts))

    @cached_property
    def _slugs(self) -> set[str]:
        """The anchors that headings get, with both signs before a number."""
        return _with_numbers(numbered_slugs(self._texts))

    @cached_property
    def _plain_slugs(self) -> set[str]:
        """The anchors that headings get from Python-Markdown, which has letters of ASCII alone."""
        return _with_numbers(numbered_slugs(self._texts, plain_slug))

    @cached_property
    def _texts_inside(self) -> list[str]:
        """The headings that stand in lists, quotations and tags of HTML."""
        found = _INSIDE.finditer(self._data, self._start)
        texts = (each[1] or each[3] for each in found if not self._body.is_code(each.start()))
        return [" ".join(each.decode("utf-8", "replace").rstrip("# \r").split()) for each in texts]

    @cached_property
    def _inside(self) -> set[str]:
        return {fold_heading(shown(text)) for text in self._texts_inside}

    @cached_property
    def _slugs_inside(self) -> set[str]:
        return _with_numbers(numbered_slugs(self._texts_inside))

    @cached_property
    def has_insertions(self) -> bool:
        """Whether a generator puts text from elsewhere into the body, with anchors of its own."""
        return has_insertions(self._data, self._start)

    @cached_property
    def _has_footnotes(self) -> bool:
        """Whether there are footnotes, which get anchors from whatever makes a page."""
        return _FOOTNOTE.search(self._data, self._start) is not None

    @cached_property
    def _ids(self) -> set[str]:
        ids = (each.decode("utf-8", "replace") for each in _ID.findall(self._data, self._start))
        found = {_ESCAPED.sub(r"\1", each) for each in ids}
        return found | labels(self._data, self._start)

    @cached_property
    def _blocks(self) -> set[str]:
        matches = _BLOCK.finditer(self._data, self._start)
        found = (match[1] for match in matches if self._body.is_text(match.start(1)))
        return {name.decode().casefold() for name in found}


def labels(data: bytes, start: int) -> set[str]:
    """Return the names that MyST has for places in the body of ``data`` that begins at ``start``.

    On its sites, `#name` leads to such a place on whatever page.
    """
    found = _LABEL.finditer(data, start)
    return {each[each.lastgroup or 0].decode("utf-8", "replace") for each in found}


def slug(heading: str) -> str:
    """Return the anchor that a heading gets on GitHub, but for letters without a lower case."""
    text = normalize("NFC", heading).casefold().strip()
    return _NO_PART_OF_SLUG.sub("", text).replace(" ", "-")


def plain_slug(heading: str) -> str:
    """Return the anchor that a heading gets from Python-Markdown, and so on sites of MkDocs."""
    text = normalize("NFKD", heading).encode("ascii", "ignore").decode().strip().lower()
    return _BETWEEN_WORDS.sub("-", _NO_PART_OF_SLUG.sub("", text))


def _with_numbers(slugs: dict[str, int]) -> set[str]:
    """Return anchors, and those that have `_` before their number."""
    numbered = {f"{text}_{number}" for text, most in slugs.items() for number in range(1, most + 1)}
    return {*slugs, *numbered}


def numbered_slugs(headings: Iterable[str], form: Callable[[str], str] = slug) -> dict[str, int]:
    """Return the anchors of headings in their order; repeated ones have numbers. Each comes with
    the greatest number that was put behind it. ``form`` makes an anchor."""
    found: dict[str, int] = {}
    for text in headings:
        plain = made = form(shown(text))
        while made in found:
            found[plain] += 1
            made = f"{plain}-{found[plain]}"
        found[made] = 0
    return found


def shown(heading: str) -> str:
    """Return what a heading shows: its text without marks, tags and the targets of links."""
    if len(heading) > _MOST or not _MARKED.search(heading):
        return heading
    return _SHOWN.sub(_shown_part, heading)


def _shown_part(part: re.Match[str]) -> str:
    if part["entity"]:
        from html import unescape  # whose table of entities takes long to load

        return unescape(part["entity"])
    if part["label"]:
        return shown(part["label"])
    return part["code"] or part["escaped"] or part["wikilink"] or ""


def fold_heading(text: str) -> str:
    """Reduce the text of a heading to its words; where it has none, it stays."""
    folded = normalize("NFC", text).casefold()
    return " ".join(_WORDS.findall(folded)) or folded
