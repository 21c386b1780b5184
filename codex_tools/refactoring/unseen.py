"""What still says the old name after a rename, and is no link: it is listed, for people to see."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from urllib.parse import quote

from codex_tools.base.names import stem, without_ending
from codex_tools.errors import EditRefusedError
from codex_tools.model import Document, Span
from codex_tools.refactoring.comments import comment_links
from codex_tools.refactoring.move import Move
from codex_tools.syntax.markdown.body import Body

UNREAD = frozenset({"invalid-yaml", "alias-bomb", "not-a-mapping"})
TEXTS = (
    *(".canvas", ".base", ".html", ".htm", ".json", ".yml", ".yaml", ".toml", ".xml", ".svg"),
    *(".txt", ".csv", ".tsv", ".rst", ".org", ".tex", ".bib", ".mdx", ".ipynb", ".excalidraw"),
)
"""The endings of files that are texts and no notes."""

_END = rb"(?:\.md|\.markdown)"


def unseen_in_notes(
    move: Move, documents: Iterable[tuple[Document, bytes]], called: str = ""
) -> Iterator[str]:
    """Yield ``path:line`` of each place outside of links and code that may name what was moved.

    A front matter that cannot be read is searched for the bare name. ``called`` is another
    name that wikilinks and tags may have for it.
    """
    form, bare = _form(move, called), _bare(move)
    for document, data in documents:
        is_unread = any(each.kind in UNREAD for each in document.problems)
        if is_unread:
            found = bare.finditer(data, 0, document.body_start)
            yield from _lines(document.path, data, (match.start() for match in found))
        if form.search(data, document.body_start):
            yield from _lines(document.path, data, _outside(document, data, form))


def unseen_in_others(
    move: Move, paths: Iterable[str], read: Callable[[str], bytes]
) -> Iterator[str]:
    """Yield the same of files that are texts, which ``read`` gives, and no notes."""
    form = _form(move)
    for path in sorted(each for each in paths if each.endswith(TEXTS)):
        try:
            data = read(path)
        except EditRefusedError:
            continue
        yield from _lines(path, data, (match.start() for match in form.finditer(data)))


def _bare(move: Move) -> re.Pattern[bytes]:
    return re.compile(rb"(?<!\w)(?:" + _spellings(stem(move.old)) + rb")(?!\w)")


def _form(move: Move, called: str = "") -> re.Pattern[bytes]:
    """A pattern of what looks as if it named a file: a path, a file name or a wikilink."""
    pattern = _usual_form(move)
    if called:
        text = re.escape(called.encode("utf-8", "surrogateescape"))
        pattern += rb"|(?i:\[\[%b[\]|#]|(?<!\w)#%b(?![\w/]))" % (text, text)
    return re.compile(pattern)


def _usual_form(move: Move) -> bytes:
    if move.is_folder:
        return rb"(?<![\w.-])(?:" + _spellings(move.old) + rb")/"
    if not move.renames(move.old):
        return rb"(?<![\w.-])(?:" + _spellings(without_ending(move.old)) + rb")(?!\w)"
    name = stem(move.old)
    names = _spellings(name)
    if posixpath.splitext(name)[1]:
        return rb"(?<![\w.-])(?:" + names + rb")(?!\w)"
    return (
        rb"\[\[(?:" + names + rb")[\]|#]"
        rb"|(?<![\w.-])(?:" + names + rb")" + _END + rb"(?!\w)"
        rb"|(?<=[/\\])(?:" + names + rb")" + _END + rb"?(?=[\"'<>)#?\]\s]|\Z)"
    )


def _spellings(name: str) -> bytes:
    """A pattern of a name as it is written in texts, addresses, HTML and JSON."""
    forms = (name, quote(name), quote(name, safe="/()!'"), escape(name), json.dumps(name)[1:-1])
    texts = [form.encode("utf-8", "surrogateescape") for form in dict.fromkeys(forms)]
    return b"|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _outside(document: Document, data: bytes, form: re.Pattern[bytes]) -> Iterator[int]:
    """The places in a body that are in no link and in no code."""
    start = document.body_start
    body = Body(data, start)
    links = (*document.links, *comment_links(document, data))
    places = [link.place for link in links if isinstance(link.place, Span)]
    for match in form.finditer(data, start):
        offset = match.end() - 1
        is_link = any(place.start <= offset <= place.end for place in places)
        if not is_link and not body.is_code(match.start()):
            yield match.start()


def _lines(path: str, data: bytes, offsets: Iterable[int]) -> Iterator[str]:
    lines = (data.count(b"\n", 0, offset) + 1 for offset in offsets)
    yield from (f"{path}:{line}" for line in dict.fromkeys(lines))
