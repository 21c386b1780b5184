"""YAML text → plain values, by the core schema of YAML 1.2 with dates left as text.

Fast path: py-yaml12, a parser in Rust, where it is installed and the text holds nothing on which
the two parsers differ. Explaining path: PyYAML, which also notes repeated keys and knows where an
error stands. Both give the same values: ``tests/test_yaml_text.py`` holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

import yaml

from codex_tools.model import Span

try:
    from yaml import CSafeLoader as BaseLoader
except ImportError:  # PyYAML without libyaml: slower, same answers
    from yaml import SafeLoader as BaseLoader  # type: ignore[assignment]

try:
    from yaml12 import parse_yaml
except ImportError:  # no wheel for this platform
    parse_yaml = None  # type: ignore[assignment]

MAX_NODES = 100_000
"""A front matter that stands for more values than this, aliases written out, is refused."""

_MAX_DEPTH = 200
_SHORT = 4_000
"""Characters in which a text cannot nest deep enough to do harm."""

_INDICATOR = re.compile(r"[!&*?]")
_FIRST = re.compile(r"[A-Za-z_]")
_UNUSUAL_LINE = re.compile(r"\n(?:[^A-Za-z_#\s-]|-[^ \r\n])")
_UNUSUAL_PARTS = ("- - - -", '":', "':", "]:", "}:", " :")
"""With :data:`_INDICATOR` and unprintable characters, what the two parsers may read differently:
quoted and complex keys, several documents, tags, anchors and aliases."""

_EMPTY_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n *\r?(?:\n|\Z)")
"""With :data:`_INDICATOR` and unprintable characters, what the two parsers may read differently:
quoted and complex keys, several documents, tags, anchors and aliases."""

_KEY = re.compile(r"^ *(?:- +)*[^\s#][^\n]*?:(?=[ \r\n]|$)", re.MULTILINE)
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


class Value(NamedTuple):
    """What a text says, and its repeated keys with their character spans."""

    value: object
    repeated: list[tuple[str, Span]]


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

        Raises ``yaml.constructor.ConstructorError`` for a key that cannot be hashed.
        """
        mapping: dict[Hashable, object] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    problem="a key must be a plain value", problem_mark=key_node.start_mark
                )
            if key in mapping:
                span = Span(key_node.start_mark.index, key_node.end_mark.index)
                self.repeated.append((str(key), span))
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_core_int(self, node: yaml.ScalarNode) -> int:
        """Read a decimal, octal or hexadecimal whole number."""
        text = str(self.construct_scalar(node))
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)

    def construct_core_float(self, node: yaml.ScalarNode) -> float:
        """Read a number, an infinity or not-a-number."""
        text = str(self.construct_scalar(node)).lower()
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))


def _set_up() -> None:
    for name, (pattern, firsts) in _CORE.items():
        regexp = re.compile(rf"(?:{pattern})\Z")
        CoreLoader.add_implicit_resolver(_PREFIX + name, regexp, [*firsts.replace("\0", "")])
    null = _PREFIX + "null"
    CoreLoader.yaml_implicit_resolvers.setdefault("", []).append((null, re.compile(r"\Z")))
    CoreLoader.add_constructor(_PREFIX + "int", CoreLoader.construct_core_int)
    CoreLoader.add_constructor(_PREFIX + "float", CoreLoader.construct_core_float)


_set_up()


def read_yaml(text: str) -> Value:
    """Return what ``text`` says.

    Raises ``yaml.YAMLError``, ``ValueError``, :class:`AliasBombError` or ``RecursionError`` for a
    text that cannot be read.
    """
    if parse_yaml is not None and _is_usual(text):
        try:
            value = parse_yaml(text)
        except ValueError:
            return read_slowly(text)
        if _has_each_key(text, value):
            return Value(value, [])
    return read_slowly(text)


def _is_usual(text: str) -> bool:
    """Tell whether both parsers read ``text`` alike for sure, and safely."""
    return (
        len(text) < 5 * _SHORT
        and text.count("[") + text.count("{") < _MAX_DEPTH
        and text.replace("\r\n", "").replace("\n", "").isprintable()
        and _FIRST.match(text) is not None
        and _UNUSUAL_LINE.search(text) is None
        and not any(part in text for part in _UNUSUAL_PARTS)
        and _EMPTY_BLOCK_SCALAR.search(text) is None
        and not any(_is_indicator(text, match.start()) for match in _INDICATOR.finditer(text))
    )


def _is_indicator(text: str, position: int) -> bool:
    """Tell whether the character there may begin a tag, an anchor, an alias or a complex key."""
    return position == 0 or text[position - 1] in " \n[{,:"


def _has_each_key(text: str, value: object) -> bool:
    """Tell whether every line that looks like a key made one, so that none came twice."""
    return isinstance(value, dict) and _count_keys(value) >= len(_KEY.findall(text))


def _count_keys(value: Any) -> float:
    """Count the keys of all mappings; a key that is no text makes the count impossible."""
    if isinstance(value, dict):
        if not all(type(key) is str for key in value):
            return float("-inf")
        return len(value) + sum(_count_keys(v) for v in value.values() if type(v) in (dict, list))
    return sum(_count_keys(v) for v in value if type(v) in (dict, list))


def read_slowly(text: str) -> Value:
    """Return what ``text`` says, by PyYAML; raises as :func:`read_yaml` does."""
    check_depth(text)
    loader = CoreLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Value(None, [])
        if "*" in text and "&" in text and written_out(node) > MAX_NODES:
            raise AliasBombError
        return Value(loader.construct_document(node), loader.repeated)
    finally:
        loader.dispose()


def compose(text: str) -> yaml.Node | None:
    """Return the node tree of ``text`` with its positions; ``None`` where it cannot be read."""
    try:
        check_depth(text)
        node: yaml.Node | None = yaml.compose(text, CoreLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return node


def check_depth(text: str) -> None:
    """Raise RecursionError for a text that nests beyond all reason, which would exhaust the stack.

    Events come one by one, whatever the depth, so that counting them is safe.
    """
    if len(text) <= _SHORT:
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
        known[id(node)] = 1 + sum(written_out(child, known) for child in _children(node))
    return known[id(node)]


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value
