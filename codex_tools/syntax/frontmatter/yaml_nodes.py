"""YAML text → values and positions by PyYAML: the explaining path of :mod:`.yaml_text`.

It reads what the fast path leaves, notes repeated keys, and knows where an error or a value stands.
The schema is the core schema of YAML 1.2, with dates left as text.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Hashable
from typing import NamedTuple

import yaml

from codex_tools.model import Span
from codex_tools.syntax.frontmatter import line_breaks
from codex_tools.syntax.frontmatter.unquoted import (
    Unquoted,
    children,
    in_brackets,
    make_texts,
    nodes,
)

try:
    from yaml import CSafeLoader as BaseLoader
except ImportError:  # PyYAML without libyaml: slower, same answers
    from yaml import SafeLoader as BaseLoader  # type: ignore[assignment]

MAX_NODES = 100_000
"""A front matter that stands for more values than this, aliases written out, is refused."""

_MAX_DEPTH = 200
_NESTING = ("[", "{", "- ", "? ")
_MAX_DIGITS = 1_000
"""Python writes no number as a text that has some thousands of digits."""

_SHORT = 4_000
"""Characters in which a text cannot nest deep enough by its indentation to do harm."""

_PREFIX = "tag:yaml.org,2002:"
_CORE = {
    "null": (r"~|null|Null|NULL|", "~nN\0"),
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
}
_FOREIGN = ("binary", "set", "omap", "pairs")
"""Tags of YAML 1.1 that the core schema of YAML 1.2 does not have."""


class Tree(NamedTuple):
    """The nodes of a text, none of an empty one, and its wikilinks that lack quotes."""

    root: yaml.Node | None
    unquoted: list[Unquoted]


class Value(NamedTuple):
    """What a text says, its repeated keys with their character spans, and its wikilinks that lack
    quotes."""

    value: object
    repeated: list[tuple[str, Span]]
    unquoted: list[Unquoted]


class AliasBombError(ValueError):
    """Aliases of aliases stand for more values than anybody wrote."""


class CoreLoader(BaseLoader):
    """PyYAML's safe loader with the core schema of YAML 1.2; it notes repeated keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[str, Span]] = []

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        """Build a mapping; a key that comes again is noted in ``repeated`` and the last one wins.

        Keys are texts, as they are written. Raises ``yaml.constructor.ConstructorError`` for one
        that is no plain value.
        """
        mapping: dict[Hashable, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    problem="a key must be a plain value", problem_mark=key_node.start_mark
                )
            if key in mapping:
                span = Span(key_node.start_mark.index, key_node.end_mark.index)
                self.repeated.append((key, span))
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_core_int(self, node: yaml.ScalarNode) -> int | str:
        """Read a decimal, octal or hexadecimal whole number; a very long one stays a text."""
        text = str(self.construct_scalar(node))
        if len(text) > _MAX_DIGITS:
            return text
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)

    def construct_core_float(self, node: yaml.ScalarNode) -> float:
        """Read a number, an infinity or not-a-number."""
        text = str(self.construct_scalar(node)).lower()
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))

    def construct_core_date(self, node: yaml.ScalarNode) -> str:
        """Leave a date as the text that it is."""
        return str(self.construct_scalar(node))

    def refuse(self, node: yaml.Node) -> None:
        """Raise ``yaml.constructor.ConstructorError`` for a value that no schema can describe."""
        tag = node.tag.replace(_PREFIX, "!!")
        problem = f"the tag `{tag}` is not in the core schema of YAML 1.2"
        raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark)


def _set_up() -> None:
    for name, (pattern, firsts) in _CORE.items():
        regexp = re.compile(rf"(?:{pattern})\Z")
        CoreLoader.add_implicit_resolver(_PREFIX + name, regexp, [*firsts.replace("\0", "")])
    null = _PREFIX + "null"
    CoreLoader.yaml_implicit_resolvers.setdefault("", []).append((null, re.compile(r"\Z")))
    CoreLoader.add_constructor(_PREFIX + "int", CoreLoader.construct_core_int)
    CoreLoader.add_constructor(_PREFIX + "float", CoreLoader.construct_core_float)
    CoreLoader.add_constructor(_PREFIX + "timestamp", CoreLoader.construct_core_date)
    for name in _FOREIGN:
        CoreLoader.add_constructor(_PREFIX + name, CoreLoader.refuse)


_set_up()


def read_slowly(text: str) -> Value:
    """Return what ``text`` says, by PyYAML; positions of repeated keys included.

    Raises ``yaml.YAMLError``, ``ValueError``, :class:`AliasBombError` or ``RecursionError`` for a
    text that cannot be read.
    """
    root, unquoted = parse(text)
    if root is None:
        return Value(None, [], [])
    if "*" in text and "&" in text and written_out(root) > MAX_NODES:
        raise AliasBombError
    loader = CoreLoader("")
    try:
        return Value(loader.construct_document(root), loader.repeated, unquoted)
    finally:
        loader.dispose()


def parse(text: str) -> Tree:
    """Return the node tree of ``text``. Raises ``yaml.YAMLError``, ``ValueError`` or
    ``RecursionError`` for a text that cannot be read."""
    hidden = line_breaks.hidden(text)
    root = _composed(hidden)
    if root is not None and hidden is not text:
        for node in nodes(root):
            if isinstance(node, yaml.ScalarNode):
                node.value = line_breaks.shown(node.value)
    return Tree(root, make_texts(root, text))


def _composed(text: str) -> yaml.Node | None:
    try:
        return _composed_as_it_is(text)
    except yaml.YAMLError:
        if (listed := in_brackets(text)) != text:
            with contextlib.suppress(yaml.YAMLError):
                return _composed_as_it_is(listed)
        raise


def _composed_as_it_is(text: str) -> yaml.Node | None:
    check_depth(text)
    root: yaml.Node | None = yaml.compose(text, CoreLoader)
    return root


def compose(text: str) -> yaml.Node | None:
    """Return the node tree of ``text`` with its positions; ``None`` where it cannot be read."""
    try:
        return parse(text).root
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def scalars(data: bytes) -> list[Span]:
    """Return the byte spans of the scalars of a YAML text, as far as it can be read."""
    text = data.decode("utf-8", "replace")
    found: list[Span] = []
    known = offset = 0
    with contextlib.suppress(yaml.YAMLError, ValueError):
        for token in yaml.scan(line_breaks.hidden(text), BaseLoader):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark.index, token.end_mark.index
                if text[start] in "|>":  # a comment may stand behind the sign of a block
                    start = max(text.find("\n", start, end), start)
                offset += len(text[known:start].encode())
                size = len(text[start:end].encode())
                found.append(Span(offset, offset + size))
                known, offset = end, offset + size
    return found


def check_depth(text: str) -> None:
    """Raise RecursionError for a text that nests beyond all reason, which would exhaust the stack.

    Events come one by one, whatever the depth, so that counting them is safe.
    """
    if len(text) <= _SHORT and sum(map(text.count, _NESTING)) <= _MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, CoreLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise RecursionError


def written_out(node: yaml.Node, known: dict[int, float] | None = None) -> float:
    """Count the nodes below and with ``node``, aliases written out; infinite where it is circular.

    An alias shares its node with the anchor, so each node is counted once and remembered.
    """
    known = {} if known is None else known
    if id(node) not in known:
        known[id(node)] = float("inf")
        known[id(node)] = 1 + sum(written_out(child, known) for child in children(node))
    return known[id(node)]
