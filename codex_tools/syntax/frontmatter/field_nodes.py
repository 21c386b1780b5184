"""The explaining path of front matters: errors, positions and repeated keys.

A block is parsed a second time by PyYAML, which only a finding or an edit needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import yaml

from codex_tools.model import Block, Edit, FieldPath, Fields, Problem, Span
from codex_tools.syntax.frontmatter import yaml_nodes
from codex_tools.syntax.frontmatter.yaml_nodes import MAX_NODES, AliasBombError
from codex_tools.syntax.frontmatter.yaml_words import is_left_open, plain_words
from codex_tools.syntax.offsets import char_to_byte_span


def read_slowly(data: bytes, block: Block) -> Fields:
    """Parse the YAML of ``block``. A block that cannot be read gives no fields and a Problem."""
    text = data[block.start : block.end].decode("utf-8", "replace")
    try:
        value, repeated, unquoted = yaml_nodes.read_slowly(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Fields({}, (_syntax_problem(error, text, block.start),))
    problems = [_repeated(name, span, text, block.start) for name, span in repeated]
    problems += [_unquoted(place, text, block.start) for each in unquoted for place in each.places]
    if not isinstance(value, dict | None):
        message = "the front matter is not a list of `key: value` fields"
        problems.append(Problem("not-a-mapping", Span(block.start, block.end), message))
    fields = value if isinstance(value, dict) else {}
    return Fields({str(key): item for key, item in fields.items()}, tuple(problems))


def _repeated(name: str, span: Span, text: str, base: int) -> Problem:
    return Problem(
        "repeated-key",
        char_to_byte_span(text, span, base),
        f"the key `{name}` stands here a second time; the entry above it is not read",
        "merge the two entries by hand",
    )


def _unquoted(place: Span, text: str, base: int) -> Problem:
    return Problem(
        "unquoted-wikilink",
        char_to_byte_span(text, place, base),
        "a wikilink in a front matter needs quotes; without them YAML reads a list in a list",
        "put it between quotes",
    )


def quoted_wikilinks(data: bytes, block: Block) -> list[tuple[Edit, ...]]:
    """Return the edits that put quotes around the wikilinks of ``block`` that lack them.

    Those of one list that lacks its brackets as well come together.
    """
    text = data[block.start : block.end].decode("utf-8", "replace")
    if "[[" not in text:
        return []
    try:
        unquoted = yaml_nodes.parse(text).unquoted
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    return [
        tuple(
            Edit(*char_to_byte_span(text, place, block.start), new.encode())
            for place, new in each.quoted(text)
        )
        for each in unquoted
    ]


def _syntax_problem(error: Exception, text: str, base: int) -> Problem:
    if isinstance(error, AliasBombError):
        return Problem(
            "alias-bomb",
            Span(base, base),
            f"aliases stand for more than {MAX_NODES:,} values, so the front matter is not read",
            "write the values out instead of using & and *",
        )
    if isinstance(error, RecursionError):
        return Problem("invalid-yaml", Span(base, base), "the YAML is nested too deeply to be read")
    index, words = _what_went_wrong(error)
    span = char_to_byte_span(text, Span(index, min(index + 1, len(text))), base)
    words, hint = plain_words(words)
    return Problem("invalid-yaml", span, f"the YAML cannot be read: {words}", hint)


def _what_went_wrong(error: Exception) -> tuple[int, str]:
    said = str(getattr(error, "problem", None) or "syntax error")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = next(filter(None, reversed(marks) if is_left_open(said) else marks), None)
    if mark is not None:
        return mark.index, said
    if isinstance(error, yaml.reader.ReaderError):
        return int(error.position), f"the character {error.character!r} is not allowed"
    return 0, str(error).splitlines()[0]


def compose(data: bytes, block: Block) -> tuple[str, yaml.Node | None]:
    """Return the text of ``block`` and its YAML node tree, or ``None`` where it has none."""
    text = data[block.start : block.end].decode("utf-8", "replace")
    return text, yaml_nodes.compose(text)


def descend(
    node: yaml.Node | None, keys: tuple[str | int, ...]
) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Follow ``keys`` from ``node``; returns the pair (key node, value node), ``None`` if absent.

    A key that stands twice is followed where it stands last, which is the one that is read.
    A single value counts as a list of one.
    """
    name: yaml.Node | None = None
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            name, node = _entries(node).get(str(key), (None, None))
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        elif not (isinstance(node, yaml.ScalarNode) and key == 0):
            return None, None
    return name, node


@lru_cache(maxsize=16)
def _entries(node: yaml.MappingNode) -> Mapping[str, tuple[yaml.Node, yaml.Node]]:
    """Return the pairs of a mapping by their keys; the last of those with one key."""
    return {pair[0].value: pair for pair in node.value if isinstance(pair[0].value, str)}


def locate(text: str, root: yaml.Node | None, place: FieldPath, block: Block) -> Span:
    """Return the byte span of ``place``: of its value, of its key, or of the nearest entry above
    that exists; the whole block's first line as a last resort."""
    for depth in range(len(place.keys), 0, -1):
        name, value = descend(root, place.keys[:depth])
        node = name if place.on_key and depth == len(place.keys) else value
        node = node or name
        if node is not None:
            return _trimmed(text, node, block.start)
    return Span(block.start, block.start)


@lru_cache(maxsize=16)
def _trimmed(text: str, node: yaml.Node, base: int) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    span = Span(start, start + len(text[start:end].rstrip()))
    return char_to_byte_span(text, span, base)
