"""References → the changes that write them anew where they stand, in the form that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem, without_md
from codex_tools.base.references import Keys
from codex_tools.base.resolver.uses import EXACT, USES
from codex_tools.errors import EditRefusedError
from codex_tools.model import (
    Applicability,
    Block,
    FieldPath,
    Fix,
    Link,
    Note,
    Place,
    Replace,
    ResolvedBy,
    Span,
    Syntax,
)
from codex_tools.refactoring.reference_forms import recased
from codex_tools.runtime import lazy_regex
from codex_tools.storage.walking import MARKDOWN
from codex_tools.syntax import frontmatter
from codex_tools.syntax.markdown.reference_text import beside, written
from codex_tools.syntax.markdown.tables import is_in_table
from codex_tools.syntax.markdown.wikilinks import WIKILINK
from codex_tools.syntax.offsets import char_to_byte_span

if TYPE_CHECKING:
    import yaml

_UNWRITABLE = lazy_regex.compile(r"[\[\]|#^\n]")
_IN_PLACE = lazy_regex.compile(r"\[\[|&|[^\n]*\n")
"""How a value begins that is edited in place: without quotes, with an anchor, on several lines."""

_NOT_IN_PLACE = lazy_regex.compile(r"[\[\]{},\"'\\\n]|: |:$| #")

References = list[tuple[Link, str | None]]
"""The references in one value, each with its new text, or ``None`` where it stays."""


def rewrite(
    base: KnowledgeBase,
    source: str,
    link: Link,
    target: str,
    applicability: Applicability = Applicability.SAFE,
    how: ResolvedBy | None = None,
) -> Fix | None:
    """Return the fix that lets ``link`` of the file ``source`` name the file ``target``.

    Alias, heading and the form, which is a name, a file or a path, stay. ``None`` where the form
    of the link cannot hold the name.
    """
    name = next(_names(base, source, link, target, how), "")
    if not name:
        return None
    place, text = _place_and_text(base, source, link, name, how)
    if text is None:
        return None
    return Fix(f"write `{name}`", (Replace(source, place, text),), applicability)


def _names(
    base: KnowledgeBase, source: str, link: Link, target: str, how: ResolvedBy | None
) -> Iterator[str]:
    """Yield the texts in the place of ``link.target`` that name ``target`` exactly, best first."""
    for text in dict.fromkeys(_forms(base, source, link, target, how)):
        is_new = text != link.target and not _UNWRITABLE.search(text)
        if is_new and _would_name(base, source, link, text, target):
            yield text


def _would_name(base: KnowledgeBase, source: str, link: Link, text: str, target: str) -> bool:
    """Tell whether ``text`` in the place of ``link.target`` would name ``target`` exactly."""
    may_be_name = not link.syntax.is_address and ":" not in text
    if may_be_name and base.resolver.unique_match_for(source)(text) == target:
        return True
    bare = Link(link.relation, text, text, FieldPath(()), link.syntax)
    found = base.resolver.resolve(bare, source, base.relations.kinds(link.relation))
    return found.paths == (target,) and found.by in EXACT


def _forms(
    base: KnowledgeBase, source: str, link: Link, target: str, how: ResolvedBy | None
) -> Iterator[str]:
    """The texts that may name ``target``, in the form that is there: as a path with as many
    folders, a path or a name, with or without an ending. A title with a slash is no path."""
    if how is ResolvedBy.CASE:
        yield from (link.target.lower(),) if link.syntax.is_address else ()  # as sites may have it
        yield recased(link.target, target)
    folder = base.resolver.layout.vault_of(source).folder
    here = target.removeprefix(f"{folder}/")
    if link.syntax.is_address:
        yield from (f"/{here}", f"/{target}") if link.target.startswith("/") else ()
        near = beside(target, source)
        yield from (near,) if link.target.endswith(MARKDOWN) else (without_md(near), near)
        return
    yield from base.resolver.texts_for(link, source, target)
    ending = ".md" if link.target.endswith(".md") else ""
    is_path = "/" in link.target and not (how and USES[how].keeps_words)
    if not is_path:
        yield stem(target) + ending
    yield from (without_md(here) + ending, without_md(target) + ending)


def _place_and_text(
    base: KnowledgeBase, source: str, link: Link, name: str, how: ResolvedBy | None
) -> tuple[Place, str | None]:
    keeps_words = how is not None and USES[how].keeps_words
    label_first = base.resolver.layout.vault_of(source).dialect.label_first
    if isinstance(link.place, Span):
        if not keeps_words:
            return link.place, written(link, name)
        start, data = link.place.start, base.text(source)
        is_embed = data[start - 3 : start] == b"![["
        bar = "\\|" if is_in_table(data, start) else "|"
        return link.place, written(link, name, not is_embed, bar, label_first)
    keys, value = _value_at(base.notes[source].document.fields, link.place.keys)
    if not isinstance(value, str):
        return FieldPath(keys), None
    wikilink = f"[[{link.raw}]]"
    if link.syntax is Syntax.WIKILINK and wikilink in value:
        text = written(link, name, keeps_words, label_first=label_first)
        return FieldPath(keys), value.replace(wikilink, f"[[{text}]]")
    if link.syntax.is_address and link.raw in value:
        return FieldPath(keys), value.replace(link.raw, written(link, name), 1)
    return FieldPath(keys), value.replace(link.target, name, 1) if link.target in value else None


def rewrite_all(note: Note, data: bytes, texts: Mapping[int, str]) -> Iterator[Replace]:
    """Yield the changes that write references of ``note``, whose bytes are ``data``, anew.

    ``texts`` maps the index of a reference in ``note.links`` to the text that takes the place of
    what is between its brackets, or of the whole value of a field. Raises EditRefusedError for a
    value that holds something else than its references say.
    """
    values: dict[FieldPath, References] = {}
    for index, link in enumerate(note.links):
        if isinstance(link.place, FieldPath):
            values.setdefault(link.place, []).append((link, texts.get(index)))
        elif index in texts:
            yield Replace(note.path, link.place, texts[index])
    for place, found in values.items():
        if any(text is not None for _, text in found):
            yield from _in_value(note, data, place, found)


def _in_value(note: Note, data: bytes, place: FieldPath, found: References) -> Iterator[Replace]:
    keys, value = _value_at(note.document.fields, place.keys)
    if not isinstance(value, str):
        raise EditRefusedError(f"{note.path}: `{place.keys[0]}` holds no text where one is named")
    spans = _spans_in_source(data, keys, found)
    if spans:
        pairs = zip(spans, found, strict=True)
        yield from (Replace(note.path, span, text) for span, (_, text) in pairs if text is not None)
        return
    if found[0][0].syntax is not Syntax.WIKILINK:
        [(link, text)] = found
        was = link.raw if link.syntax.is_address else link.target
        yield Replace(note.path, FieldPath(keys), value.replace(was, text or "", 1))
    else:
        yield Replace(note.path, FieldPath(keys), _with_wikilinks(value, found))


def _value_at(fields: Mapping[str, object], keys: Keys) -> tuple[Keys, object]:
    """Follow ``keys``; what stands alone counts as a list of one, a list of one as its entry."""
    value: Any = fields
    real: list[str | int] = []
    for key in keys:
        inside = isinstance(value, list) and isinstance(key, int) and key < len(value)
        if inside or (isinstance(value, Mapping) and key in value):
            value = value[key]
            real.append(key)
    if isinstance(value, list) and len(value) == 1:
        return (*real, 0), value[0]
    return tuple(real), value


def _with_wikilinks(value: str, found: References) -> str:
    """The text of a value with its wikilinks written anew, each at its own place."""
    pieces, end = [], 0
    for match, (_, text) in zip(WIKILINK.finditer(value), found, strict=True):
        pieces += [value[end : match.start(1)], match[1] if text is None else text]
        end = match.end(1)
    return "".join((*pieces, value[end:]))


def _spans_in_source(data: bytes, keys: Keys, found: References) -> list[Span]:
    """Where the references of a value stand that would not come back as it was written.

    Such are texts over several lines, wikilinks without quotes, and values with an anchor, which
    others share. They are edited in place, if what is written there needs no quotes.
    """
    if any(text and _NOT_IN_PLACE.search(text) for _, text in found):
        return []
    import yaml  # by a rename alone, not by each check

    from codex_tools.syntax.frontmatter import field_nodes

    begin, text, root = _composed(data)
    _, node = field_nodes.descend(root, keys)
    if not isinstance(node, yaml.ScalarNode):
        return []
    start, end = node.start_mark.index, node.end_mark.index
    if not _IN_PLACE.match(text[start:end].rstrip()):
        return []
    spans = _spans(text, start, end, found)
    return [char_to_byte_span(text, span, begin) for span in spans]


@lru_cache(maxsize=1)
def _composed(data: bytes) -> tuple[int, str, yaml.Node | None]:
    """Where a front matter begins, its text and its nodes; no nodes where it has none that are
    sure. A file is asked about once for each of its values."""
    from codex_tools.syntax.frontmatter import field_nodes

    block = frontmatter.find_block(data)
    if not isinstance(block, Block):
        return 0, "", None
    text, root = field_nodes.compose(data, block)
    is_whole = text.encode() == data[block.start : block.end]
    return block.start, text, root if is_whole else None


def _spans(text: str, start: int, end: int, found: References) -> list[Span]:
    """Where references stand in the characters of a text; none where they are written in another
    way."""
    link = found[0][0]
    if link.syntax is not Syntax.WIKILINK:
        begin = text.find(link.raw, start, end)
        again = text.find(link.raw, begin + 1, end)
        return [Span(begin, begin + len(link.raw))] if begin >= 0 > again else []
    matches = list(WIKILINK.finditer(text, start, end))
    same = [match[1] for match in matches] == [each.raw for each, _ in found]
    return [Span(*match.span(1)) for match in matches] if same else []
