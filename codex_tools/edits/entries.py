"""Entries of a front matter: append some to a list, replace some, set one; nothing else changes.

Every function takes the bytes of a file and returns its new bytes. The result is parsed again and
compared, and an edit that would do more or less than it should is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from codex_tools.edits import apply_edits
from codex_tools.edits.beginning import begun
from codex_tools.edits.quoting import all_quoted, quoted
from codex_tools.errors import EditRefusedError
from codex_tools.model import Block, Edit, FieldPath, Problem, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import field_nodes
from codex_tools.syntax.offsets import char_to_byte_span

_EMPTY = ("", "~", "null", "Null", "NULL")
_ENDS_IN_FLOW = lazy_regex.compile(r"[ \t]*[,\]}]")
"""What stands behind an entry of a list in brackets, or of a mapping in braces."""

Keys = tuple[str | int, ...]


def append_entries(data: bytes, name: str, items: Sequence[str], key: str = "") -> bytes:
    """Return ``data`` with ``items`` at the end of the front matter list ``name``.

    A file without a front matter gets one. With a ``key`` the entries are mappings that say an item
    each under it.

    A missing field is added after the last one, an empty one filled, a single text turned into a
    list; wikilinks without quotes get some. Quotes and indentation follow the entries that are
    there. Items that are in the list already leave the bytes as they are.

    Raises EditRefusedError when the front matter cannot be read or none may be put there, or the
    field holds something else than texts.
    """
    return Editor(begun(data), key).append(name, items)


def assign_value(data: bytes, name: str, value: str) -> bytes:
    """Return ``data`` with ``value`` as the text of the front matter field ``name``.

    A missing field is added after the last one, an empty one filled. Raises EditRefusedError when
    the field holds something else than one text.
    """
    return Editor(data).assign(name, value)


def replace_values(data: bytes, texts: Mapping[FieldPath, str]) -> bytes:
    """Return ``data`` with the texts at places of the front matter replaced by new ones.

    The quotes stay what they are where they can. Raises EditRefusedError when there is no text at
    a place, or when two are the same.
    """
    return Editor(data).replace(texts)


def rename_key(data: bytes, place: FieldPath, new: str) -> bytes:
    """Return ``data`` with the field at ``place`` of the front matter called ``new``.

    Raises EditRefusedError when there is no field at ``place``, or a field ``new`` already.
    """
    return Editor(data).rename_key(place, new)


class Editor:
    """A file's front matter with its YAML nodes, ready for one edit.

    With a ``key``, what is appended are mappings that say something under it.
    """

    def __init__(self, data: bytes, key: str = "") -> None:
        self._key = key
        block = frontmatter.find_block(data)
        if isinstance(block, Problem):
            raise EditRefusedError(block.message)
        if block is None:
            raise EditRefusedError("the file has no front matter")
        self.data = data
        self.block = block
        self.fields = _read(data, block)
        self.text, self.root = field_nodes.compose(data, block)
        if self.root is None:
            self.root = yaml.MappingNode("tag:yaml.org,2002:map", [])
        if not isinstance(self.root, yaml.MappingNode) or self.root.flow_style:
            raise EditRefusedError("the front matter is not written as one field a line")
        self.newline = "\r\n" if b"\r\n" in data[: block.body] else "\n"

    def append(self, name: str, items: Sequence[str]) -> bytes:
        """Return the file with more entries, see :func:`append_entries`."""
        listed = as_list(name, self.fields.get(name))
        known = set(self._said_in(listed))
        new = [item for item in dict.fromkeys(items) if item not in known]
        if not new:
            return self.data
        with_quotes = self.with_quotes(name)
        if with_quotes != self.data:
            return Editor(with_quotes, self._key).append(name, new)
        _, value = field_nodes.descend(self.root, (name,))
        is_list = isinstance(value, yaml.SequenceNode) and value.value
        now = new if is_list else new[:1]  # the first makes a list of the field
        edits = self._append_edits(name, now)
        wanted = [*listed, *map(self._said, now)]
        data = self.checked(edits, {**self.fields, name: wanted})
        return data if now == new else Editor(data, self._key).append(name, new[1:])

    def _said_in(self, listed: Iterable[object]) -> Iterator[str]:
        """The items that stand in a list, written as this editor writes them."""
        for entry in listed:
            item = entry.get(self._key) if self._key and isinstance(entry, dict) else entry
            if isinstance(item, str) and self._said(item) == entry:
                yield item

    def _said(self, item: str) -> object:
        """What an entry says."""
        return {self._key: item} if self._key else item

    def _entry(self, item: str, like: yaml.Node | None = None, flow: bool = False) -> str:
        return next(self._entries([item], like, flow))

    def _entries(
        self, items: Iterable[str], like: yaml.Node | None = None, flow: bool = False
    ) -> Iterator[str]:
        """The texts of entries, the first of them in the style of another."""
        if not self._key:
            yield from all_quoted(items, _style(like), flow)
            return
        for item in items:
            text = f"{self._key}: {quoted(item, _style(like), flow)}"
            yield f"{{{text}}}" if flow else text
            like = None

    def with_quotes(self, name: str) -> bytes:
        """Return the file with quotes around the wikilinks of a field that lack them."""
        place = field_nodes.locate(self.text, self.root, FieldPath((name,)), self.block)
        edits = [
            edit
            for edits in field_nodes.quoted_wikilinks(self.data, self.block)
            for edit in edits
            if place.start <= edit.start and edit.end <= place.end
        ]
        return self.checked(edits, self.fields) if edits else self.data

    def _append_edits(self, name: str, items: Sequence[str]) -> list[Edit]:
        """The edits that append items; several of them only to a list that has some."""
        item = items[0]
        key, value = field_nodes.descend(self.root, (name,))
        if key is None:
            return [self._new_field(name, item)]
        if isinstance(value, yaml.SequenceNode):
            return [self._into_sequence(value, items)]
        assert isinstance(value, yaml.ScalarNode)
        if not value.value or (not value.style and value.value in _EMPTY):
            return [self._into_empty(key, value, item)]
        return self._beside_scalar(value, item)

    def _new_field(self, name: str, item: str) -> Edit:
        return self._new_line(f"{name}:{self.newline}{self._indent()}- {self._entry(item)}")

    def _new_line(self, entry: str) -> Edit:
        end = len(self.text)
        lead = "" if not self.text or self.text.endswith("\n") else self.newline
        return self.edit(end, end, f"{lead}{entry}{self.newline}")

    def _indent(self) -> str:
        """The indentation of the first block list of the front matter, two spaces without one."""
        assert self.root is not None
        for _, value in self.root.value:
            if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
                return " " * value.start_mark.column
        return "  "

    def _into_sequence(self, node: yaml.SequenceNode, items: Sequence[str]) -> Edit:
        if node.flow_style:
            return self._into_flow(node, items)
        last = node.value[-1]
        line_end = self.line_end(self.content_end(last))
        lead = f"{self.newline}{' ' * node.start_mark.column}- "
        entries = self._entries(items, last)
        return self.edit(line_end, line_end, "".join(lead + entry for entry in entries))

    def _into_flow(self, node: yaml.SequenceNode, items: Sequence[str]) -> Edit:
        if node.value:
            last = node.value[-1]
            entries = self._entries(items, last, flow=True)
            end = self.content_end(last)
            return self.edit(end, end, "".join(f", {entry}" for entry in entries))
        start, end = node.start_mark.index, node.end_mark.index
        if self.line_end(end) > len(self.text[:end].rstrip()) or "\n" in self.text[start:end]:
            return self.edit(start + 1, start + 1, self._entry(items[0], flow=True))
        entry = f"{self.newline}{self._indent()}- {self._entry(items[0])}"
        return self.edit(len(self.text[:start].rstrip(" \t")), end, entry)

    def _into_empty(self, key: yaml.Node, node: yaml.ScalarNode, item: str) -> Edit:
        start, end = node.start_mark.index, node.end_mark.index
        if start != end:
            return self.edit(start, end, f"[{self._entry(item, flow=True)}]")
        line_end = self.line_end(key.end_mark.index)
        entry = f"{self.newline}{self._indent()}- {self._entry(item)}"
        return self.edit(line_end, line_end, entry)

    def _beside_scalar(self, node: yaml.ScalarNode, item: str) -> list[Edit]:
        start = node.start_mark.index
        line_end = self.line_end(self.content_end(node))
        lead = f"{self.newline}{self._indent()}- "
        entry = self._entry(item, node)
        return [
            self.edit(len(self.text[:start].rstrip(" \t")), start, lead),
            self.edit(line_end, line_end, f"{lead}{entry}"),
        ]

    def assign(self, name: str, value: str) -> bytes:
        """Return the file with a text for a field, see :func:`assign_value`."""
        if self.fields.get(name) == value:
            return self.data
        key, node = field_nodes.descend(self.root, (name,))
        if key is None:
            edit = self._new_line(f"{name}: {quoted(value)}")
        elif isinstance(node, yaml.ScalarNode) and not node.style and node.value in _EMPTY:
            start = node.start_mark.index
            lead = "" if start > key.end_mark.index + 1 else " "
            edit = self.edit(start, node.end_mark.index, lead + quoted(value))
        else:
            return self.replace({FieldPath((name,)): value})
        return self.checked([edit], {**self.fields, name: value})

    def replace(self, texts: Mapping[FieldPath, str]) -> bytes:
        """Return the file with other texts, see :func:`replace_values`."""
        edits = []
        for place, new in texts.items():
            edits.append(self._rewritten(field_nodes.descend(self.root, place.keys)[1], new))
        by_keys = {place.keys: new for place, new in texts.items()}
        return self.checked(edits, _replaced(self.fields, by_keys))

    def rename_key(self, place: FieldPath, new: str) -> bytes:
        """Return the file with another name of a field, see :func:`rename_key`."""
        edit = self._rewritten(field_nodes.descend(self.root, place.keys)[0], new)
        return self.checked([edit], _renamed(self.fields, place.keys, new))

    def _rewritten(self, node: yaml.Node | None, new: str) -> Edit:
        if not isinstance(node, yaml.ScalarNode):
            raise EditRefusedError("there is no text at that place")
        start, end = node.start_mark.index, self.content_end(node)
        flow = _ENDS_IN_FLOW.match(self.text, node.end_mark.index) is not None
        return self.edit(start, end, quoted(new, _style(node), flow))

    def content_end(self, node: yaml.Node) -> int:
        """Return the offset of the end of what a node says, before blanks and line breaks."""
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def line_end(self, position: int) -> int:
        """Return the offset of the end of the line of ``position``, before its line break."""
        end = self.text.find("\n", position)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def edit(self, start: int, end: int, content: str) -> Edit:
        """Return the edit of the file that gives a part of the front matter this content."""
        return Edit(
            *char_to_byte_span(self.text, Span(start, end), self.block.start), content.encode()
        )

    def checked(self, edits: list[Edit], wanted: Mapping[str, object]) -> bytes:
        """Make the edits; refuse a result that does not say exactly ``wanted``."""
        result = apply_edits(self.data, edits)
        block = frontmatter.find_block(result)
        if not isinstance(block, Block) or result[block.body :] != self.data[self.block.body :]:
            raise EditRefusedError("the edit would change the body")
        try:
            read = _read(result, block)
        except EditRefusedError as error:
            raise EditRefusedError("the entry cannot be written into the YAML there") from error
        if repr(read) != repr(dict(wanted)):
            raise EditRefusedError("the edit would change more than its entry")
        return result


def _read(data: bytes, block: Block) -> dict[str, object]:
    values = frontmatter.read_block(data, block)
    for problem in values.problems:
        if problem.kind not in ("repeated-key", "unquoted-wikilink"):
            raise EditRefusedError(problem.message)
    try:
        data[: block.body].decode()
    except UnicodeDecodeError as error:
        raise EditRefusedError("the front matter is not UTF-8") from error
    return values.fields


def as_list(name: str, value: object) -> list[object]:
    if value is None or value == "":
        return []
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | Mapping) for item in listed) or isinstance(value, Mapping):
        raise EditRefusedError(f"`{name}` holds something else than a list of texts")
    return list(listed)


def _style(node: yaml.Node | None) -> str | None:
    """The quotes of a text, if it has some."""
    style: str | None = getattr(node, "style", None)
    return style


def _replaced(value: Any, texts: Mapping[Keys, str]) -> Any:
    """Return ``value`` with the texts at some keys below it replaced."""
    if () in texts:
        return texts[()]
    if not isinstance(value, list | Mapping):
        return next(iter(texts.values()))  # what stands alone counts as a list of one
    below: dict[str | int, dict[Keys, str]] = {}
    for (first, *rest), new in texts.items():
        below.setdefault(first, {})[tuple(rest)] = new
    if isinstance(value, list):
        return [
            _replaced(item, below[index]) if index in below else item
            for index, item in enumerate(value)
        ]
    return {
        key: _replaced(item, below[key]) if key in below else item for key, item in value.items()
    }


def _renamed(value: Any, keys: tuple[str | int, ...], new: str) -> Any:
    """Return ``value`` with the last of ``keys`` called ``new``."""
    if isinstance(value, list):
        return [
            _renamed(item, keys[1:], new) if index == keys[0] else item
            for index, item in enumerate(value)
        ]
    if len(keys) > 1:
        return {
            key: _renamed(item, keys[1:], new) if key == keys[0] else item
            for key, item in value.items()
        }
    if new in value:
        raise EditRefusedError(f"there is a field `{new}` already")
    return {new if key == keys[0] else key: item for key, item in value.items()}
