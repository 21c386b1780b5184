"""The body of a note → that of the concept: links as Markdown has them, and its edges in prose."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.lists import as_text
from codex_tools.edits import apply_edits
from codex_tools.exports.okf.places import Places
from codex_tools.exports.okf.statements import Statements
from codex_tools.model import Edit, Link, Note, Span, Syntax
from codex_tools.syntax.markdown.address import write_address
from codex_tools.syntax.markdown.anchors import shown, slug

RELATIONS = "Relations"
"""The heading below which the typed edges of a note stand."""


def body_text(base: KnowledgeBase, note: Note, places: Places, statements: Statements) -> str:
    """Return the body of the concept that is made of a note."""
    data = base.text(note.path)
    edits: list[Edit] = []
    named: set[str] = set()
    for link in note.document.links:
        paths, how = base.resolver.resolve(link, note.path)
        if how is not None and len(paths) == 1:
            named.add(paths[0])
            edits += _edits(data, link, note, paths[0], places)
    body = apply_edits(data, edits)[note.document.body_start :].decode("utf-8", "replace")
    body = body.replace("\r\n", "\n")
    known = named if places.in_bundles else set[str]()
    lines = list(_edge_lines(base, note, places, statements, known))
    if not lines:
        return body
    end = "" if not body or body.endswith("\n") else "\n"
    return f"{body}{end}\n# {RELATIONS}\n\n{''.join(lines)}"


def _edge_lines(
    base: KnowledgeBase, note: Note, places: Places, statements: Statements, known: set[str]
) -> Iterator[str]:
    """Yield the typed edges of a note as items of a list, those to what is ``known`` left out."""
    for target, relation, date in statements.edges(note.path):
        if target not in known:
            title = base.notes[target].title if target in base.notes else target
            address = write_address("", f"/{places.of(target)}")
            day = f" ({date})" if date else ""
            yield f"* {as_text(relation)} [{as_text(title)}]({address}){day}\n"


def _edits(data: bytes, link: Link, note: Note, target: str, places: Places) -> Iterator[Edit]:
    assert isinstance(link.place, Span)
    new, source = places.of(target), places.of(note.path)
    if link.syntax is Syntax.WIKILINK:
        if not link.also:
            yield from _of_wikilink(data, link, note, target, new)
    elif not _leads_there(link, source, new):
        text = write_address(link.raw, f"/{new}", link.syntax is Syntax.HTML)
        yield Edit(*link.place, text.encode("utf-8", "replace"))


def _leads_there(link: Link, source: str, new: str) -> bool:
    """Tell whether an address leads to a file as it is, read as the format has it."""
    path = link.target.rstrip("/")
    if not path:
        return source == new
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/")) == new
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) == new


def _of_wikilink(data: bytes, link: Link, note: Note, target: str, new: str) -> Iterator[Edit]:
    """Write ``[label](/path#anchor)`` in the place of ``[[target#heading|label]]``."""
    assert isinstance(link.place, Span)
    start, end = link.place.start - 2, link.place.end + 2
    is_embed = data[start - 1 : start] == b"!"
    is_picture = is_embed and not new.endswith(".md")
    _, bar, label = link.raw.replace("\\|", "|").partition("|")
    if not bar or is_picture:
        label = as_text(link.raw.split("|")[0].replace("#", " > ").strip(" >"))
    address = "" if target == note.path and link.heading else write_address("", f"/{new}")
    text = f"[{label.strip()}]({address}{_anchor(link.heading)})"
    yield Edit(start - (is_embed and not is_picture), end, text.encode("utf-8", "replace"))


def _anchor(heading: str) -> str:
    """Return the anchor that a heading has in an address; that of a block stays what it is."""
    if not heading:
        return ""
    last = heading.rpartition("#")[2].strip()
    text = last if last.startswith("^") else slug(shown(last))
    return f"#{write_address('', text)}" if text else ""
