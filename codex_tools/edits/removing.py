"""One entry less in a list of a front matter; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from codex_tools.edits.entries import Editor, as_list
from codex_tools.errors import EditRefusedError
from codex_tools.model import Edit
from codex_tools.syntax.frontmatter import field_nodes

_NONE_LEFT = "[]"


def remove_entry(data: bytes, name: str, index: int) -> bytes:
    """Return ``data`` without the entry ``index`` of the front matter list ``name``.

    The field stays, as an empty list where nothing is left; a single text counts as a list of one.
    Raises EditRefusedError when there is no such entry, or when more would change.
    """
    editor = Editor(data)
    quoted = editor.with_quotes(name)
    if quoted != data:
        return remove_entry(quoted, name, index)
    listed = as_list(name, editor.fields.get(name))
    if not 0 <= index < len(listed):
        raise EditRefusedError(f"`{name}` has no such entry")
    wanted = {**editor.fields, name: listed[:index] + listed[index + 1 :]}
    return editor.checked(list(_edits(editor, name, index)), wanted)


def _edits(editor: Editor, name: str, index: int) -> Iterator[Edit]:
    key, value = field_nodes.descend(editor.root, (name,))
    assert key is not None
    if not isinstance(value, yaml.SequenceNode):
        assert value is not None
        yield editor.edit(value.start_mark.index, editor.content_end(value), _NONE_LEFT)
    elif value.flow_style:
        yield editor.edit(*_flow_span(editor, value.value, index), "")
    else:
        if len(value.value) == 1:
            colon = editor.text.index(":", key.end_mark.index) + 1
            yield editor.edit(colon, colon, f" {_NONE_LEFT}")
        yield editor.edit(*_lines_of(editor, value.value[index]), "")


def _flow_span(editor: Editor, items: list[yaml.Node], index: int) -> tuple[int, int]:
    """Return where an item stands in brackets, with the comma that it needs no more."""
    start, end = items[index].start_mark.index, editor.content_end(items[index])
    if index + 1 < len(items):
        return start, items[index + 1].start_mark.index
    return (editor.content_end(items[index - 1]) if index else start), end


def _lines_of(editor: Editor, item: yaml.Node) -> tuple[int, int]:
    """Return where the lines of an item stand, with their ends."""
    start = editor.text.rfind("\n", 0, item.start_mark.index) + 1
    if editor.text[start : item.start_mark.index].strip() != "-":
        raise EditRefusedError("the entry is not on lines of its own")
    end = editor.text.find("\n", editor.content_end(item))
    return start, len(editor.text) if end < 0 else end + 1
