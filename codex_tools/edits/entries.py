"""Entries of a front matter: append one to a list, replace one, set one; nothing else changes.

Every function takes the bytes of a file and returns its new bytes. The result is parsed again and
compared, and an edit that would do more or less than it should is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from codex_tools.edits import apply_edits
from codex_tools.errors import EditRefusedError
from codex_tools.model import Block, Edit, FieldPath
from codex_tools.runtime import lazy_regex
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import field_nodes, yaml_nodes

_EMPTY = ("", "~", "null", "Null", "NULL")
_SURELY_TEXT = lazy_regex.compile(
    r"([A-Za-z][\w-]*(?:/[\w.-]*\w)+)|'([ -&(-\[\]-~]+)'|\"([ !#-\[\]-~]+)\"", re.ASCII
)
"""Paths, and what stands in quotes without any in it: all YAML reads them as they are written."""

_NEEDS_QUOTES = lazy_regex.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def append_entry(data: bytes, name: str, item: str, key: str = "") -> bytes:
    """Return ``data`` with ``item`` at the end of the front matter list ``name``.

    With a ``key`` the entry is a mapping that says ``item`` under it.

    A missing field is added after the last one, an empty one filled, a single text turned into a
    list of two; wikilinks without quotes get some. Quotes and indentation follow the entries that
    are there. An item that is in the list already leaves the bytes as they are.

    Raises EditRefusedError when the file has no readable front matter or the field holds something
    else than texts.
    """
    return Editor(data, key).append(name, item)


def assign_value(data: bytes, name: str, value: str) -> bytes:
    """Return ``data`` with ``value`` as the text of the front matter field ``name``.

    A missing field is added after the last one, an empty one filled. Raises EditRefusedError when
    the field holds something else than one text.
    """
    return Editor(data).assign(name, value)


def replace_value(data: bytes, place: FieldPath, new: str) -> bytes:
    """Return ``data`` with the text at ``place`` of the front matter replaced by ``new``.

    A place ``on_key`` gives the field that ends its path the name ``new``. The quotes stay what
    they are where they can. Raises EditRefusedError when there is no text at ``place``, or when
    there is a field ``new`` already.
    """
    return Editor(data).replace(place, new)


class Editor:
    """A file's front matter with its YAML nodes, ready for one edit.

    With a ``key``, what is appended are mappings that say something under it.
    """

    def __init__(self, data: bytes, key: str = "") -> None:
        self._key = key
        block = frontmatter.find_block(data)
        if not isinstance(block, Block):
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

    def append(self, name: str, item: str) -> bytes:
        """Return the file with an entry more, see :func:`append_entry`."""
        before = self.fields.get(name)
        listed = as_list(name, before)
        entry = {self._key: item} if self._key else item
        if entry in listed:
            return self.data
        quoted = self.with_quotes(name)
        if quoted != self.data:
            return Editor(quoted, self._key).append(name, item)
        edits = self._append_edits(name, item)
        return self.checked(edits, {**self.fields, name: [*listed, entry]})

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

    def _append_edits(self, name: str, item: str) -> list[Edit]:
        key, value = field_nodes.descend(self.root, (name,))
        if key is None:
            return [self._new_field(name, item)]
        if isinstance(value, yaml.SequenceNode):
            return [self._into_sequence(value, item)]
        assert isinstance(value, yaml.ScalarNode)
        if not value.style and value.value in _EMPTY:
            return [self._into_empty(key, value, item)]
        return self._beside_scalar(value, item)

    def _new_field(self, name: str, item: str) -> Edit:
        return self._new_line(f"{name}:{self.newline}{self._indent()}- {self._quoted(item)}")

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

    def _into_sequence(self, node: yaml.SequenceNode, item: str) -> Edit:
        if node.flow_style:
            return self._into_flow(node, item)
        last = node.value[-1]
        quoted = self._quoted(item, like=last)
        line_end = self.line_end(self.content_end(last))
        indent = " " * node.start_mark.column
        return self.edit(line_end, line_end, f"{self.newline}{indent}- {quoted}")

    def _into_flow(self, node: yaml.SequenceNode, item: str) -> Edit:
        if node.value:
            end = self.content_end(node.value[-1])
            return self.edit(end, end, f", {self._quoted(item, like=node.value[-1], flow=True)}")
        start, end = node.start_mark.index, node.end_mark.index
        if self.line_end(end) > len(self.text[:end].rstrip()) or "\n" in self.text[start:end]:
            return self.edit(start + 1, start + 1, self._quoted(item, flow=True))
        entry = f"{self.newline}{self._indent()}- {self._quoted(item)}"
        return self.edit(len(self.text[:start].rstrip(" \t")), end, entry)

    def _into_empty(self, key: yaml.Node, node: yaml.ScalarNode, item: str) -> Edit:
        start, end = node.start_mark.index, node.end_mark.index
        if start != end:
            return self.edit(start, end, f"[{self._quoted(item, flow=True)}]")
        line_end = self.line_end(key.end_mark.index)
        entry = f"{self.newline}{self._indent()}- {self._quoted(item)}"
        return self.edit(line_end, line_end, entry)

    def _beside_scalar(self, node: yaml.ScalarNode, item: str) -> list[Edit]:
        start = node.start_mark.index
        line_end = self.line_end(self.content_end(node))
        lead = f"{self.newline}{self._indent()}- "
        quoted = self._quoted(item, like=node)
        return [
            self.edit(len(self.text[:start].rstrip(" \t")), start, lead),
            self.edit(line_end, line_end, f"{lead}{quoted}"),
        ]

    def assign(self, name: str, value: str) -> bytes:
        """Return the file with a text for a field, see :func:`assign_value`."""
        if self.fields.get(name) == value:
            return self.data
        key, node = field_nodes.descend(self.root, (name,))
        if key is None:
            edit = self._new_line(f"{name}: {self._quoted(value)}")
        elif isinstance(node, yaml.ScalarNode) and not node.style and node.value in _EMPTY:
            start = node.start_mark.index
            lead = "" if start > key.end_mark.index + 1 else " "
            edit = self.edit(start, node.end_mark.index, lead + self._quoted(value))
        else:
            return self.replace(FieldPath((name,)), value)
        return self.checked([edit], {**self.fields, name: value})

    def replace(self, place: FieldPath, new: str) -> bytes:
        """Return the file with another text at a place, see :func:`replace_value`."""
        key, value = field_nodes.descend(self.root, place.keys)
        node = key if place.on_key else value
        if not isinstance(node, yaml.ScalarNode):
            raise EditRefusedError("there is no text at that place")
        start, end = node.start_mark.index, self.content_end(node)
        flow = self.text[node.end_mark.index :].lstrip(" \t")[:1] in (",", "]", "}")
        edit = self.edit(start, end, self._quoted(new, like=node, flow=flow))
        change = _renamed if place.on_key else _replaced
        return self.checked([edit], change(self.fields, place.keys, new))

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
        offset = self.block.start + len(self.text[:start].encode())
        return Edit(offset, offset + len(self.text[start:end].encode()), content.encode())

    def _quoted(self, item: str, like: yaml.Node | None = None, flow: bool = False) -> str:
        forms: dict[Any, Callable[[str], str]] = {"'": _single, '"': _double}
        own = forms.get(getattr(like, "style", None), _plain)
        for form in (own, _single, _double):
            written = form(item)
            if _reads_as(written, item, flow):
                return self._with_key(written, flow)
        raise EditRefusedError("the entry cannot be written in YAML")

    def _with_key(self, written: str, flow: bool) -> str:
        if not self._key:
            return written
        return f"{{{self._key}: {written}}}" if flow else f"{self._key}: {written}"

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
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | Mapping) for item in listed) or isinstance(value, Mapping):
        raise EditRefusedError(f"`{name}` holds something else than a list of texts")
    return list(listed)


def _replaced(value: Any, keys: tuple[str | int, ...], new: str) -> Any:
    if not keys:
        return new
    first, rest = keys[0], keys[1:]
    if isinstance(value, list) and isinstance(first, int):
        return [
            _replaced(item, rest, new) if index == first else item
            for index, item in enumerate(value)
        ]
    if isinstance(value, Mapping):
        return {
            key: _replaced(item, rest, new) if key == first else item for key, item in value.items()
        }
    return new


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


def _plain(item: str) -> str:
    return item


def _single(item: str) -> str:
    return "'" + item.replace("'", "''") + "'"


def _double(item: str) -> str:
    text = item.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return '"' + _NEEDS_QUOTES.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + '"'


class _Yaml11(yaml.SafeLoader):
    """What other programs read: YAML 1.1, where `yes` is true; dates stay text all the same."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _reads_as(written: str, item: str, flow: bool) -> bool:
    """Tell whether a list with ``written`` as its entry is read as ``[item]``, by YAML 1.1 too."""
    if sure := _SURELY_TEXT.fullmatch(written):
        return item in sure.groups()
    return _is_parsed_as(written, item, flow)


def _is_parsed_as(written: str, item: str, flow: bool) -> bool:
    if "\n" in written or "\r" in written:
        return False
    text = f"[{written}, x]" if flow else f"- {written}\n- x\n"
    try:
        readings = (yaml_nodes.read_slowly(text).value, yaml.load(text, _Yaml11))
    except (yaml.YAMLError, ValueError):
        return False
    return all(reading == [item, "x"] for reading in readings)
