"""The front matter of a Markdown file: where it is, and what it says.

Fast path: :func:`find_block` and :func:`read_block` give the values. Explaining path:
:func:`locate` parses a block a second time for the positions of its entries, which only a finding
or an edit needs. Dates stay text. Nothing here writes; see :mod:`codex_tools.entries`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from codex_tools.model import FieldPath, Problem, Span

try:
    from yaml import CSafeLoader as BaseLoader
except ImportError:  # PyYAML without libyaml: slower, same answers
    from yaml import SafeLoader as BaseLoader  # type: ignore[assignment]

BOM = b"\xef\xbb\xbf"
MAX_NODES = 100_000
"""A front matter that stands for more values than this, aliases written out, is refused."""

_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_FENCE = "---\n"
_MAX_DEPTH = 200
_SHORT = 4_000
"""Characters in which a front matter cannot nest deep enough to do harm."""
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class Block(NamedTuple):
    """Byte offsets: the YAML is ``start:end``, the line of the closing ``---`` begins at ``end``,
    the body begins at ``body``."""

    start: int
    end: int
    body: int


class TextDatesLoader(BaseLoader):
    """PyYAML's safe loader with dates left as text and repeated keys noted."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[str, Span]] = []

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        """Build a mapping; a key that comes again is noted in ``repeated`` and the last one wins.

        Raises ``yaml.constructor.ConstructorError`` for a key that cannot be hashed.
        """
        if any(key.value == "<<" for key, _ in node.value):
            return super().construct_mapping(node, deep=deep)
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


TextDatesLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if tag != _TIMESTAMP]
    for first, pairs in BaseLoader.yaml_implicit_resolvers.items()
}


class TextDatesHandler(YAMLHandler):
    """python-frontmatter's reader with :class:`TextDatesLoader` in the place of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[tuple[str, Span]] = []
        self.value: object = None

    def split(self, text: str) -> tuple[str, str]:
        """Cut at the fences that :func:`read_block` put around the YAML."""
        return text[len(_FENCE) : 1 - len(_FENCE)], ""

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the value of the YAML text ``fm``; raises ``yaml.YAMLError`` or ``ValueError``."""
        if len(fm) > _SHORT and _too_deep(fm):
            raise RecursionError
        loader = TextDatesLoader(fm)
        try:
            node = loader.get_single_node()
            self.value = None if node is None else _construct(loader, node, fm)
        finally:
            loader.dispose()
        self.repeated = loader.repeated
        return self.value


def _construct(loader: TextDatesLoader, node: yaml.Node, text: str) -> object:
    if "*" in text and "&" in text and written_out(node) > MAX_NODES:
        raise AliasBombError(node.start_mark.index)
    return loader.construct_document(node)


def _too_deep(text: str) -> bool:
    """Tell whether ``text`` nests beyond all reason, which would exhaust libyaml's stack.

    Events come one by one, whatever the depth, so that counting them is safe.
    """
    depth = 0
    for event in yaml.parse(text, TextDatesLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


class AliasBombError(ValueError):
    """Aliases of aliases stand for more values than anybody wrote."""


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


def find_block(data: bytes) -> Block | Problem | None:
    """Find the front matter of a file's bytes.

    Returns its :class:`Block`, ``None`` when there is none, or a Problem when it is not closed.
    """
    opening = _OPEN.match(data)
    if opening is None:
        return None
    closing = _CLOSE.search(data, opening.end())
    if closing is None:
        return Problem(
            "unclosed-front-matter",
            Span(opening.end() - len(opening.group().lstrip(BOM)), opening.end()),
            "the front matter is opened but never closed",
            "put a line with --- below its last field",
        )
    body = closing.end() + 1 if closing.end() < len(data) else closing.end()
    return Block(opening.end(), closing.start(), body)


class Values(NamedTuple):
    """What a block says: its fields, and the problems met on the way."""

    fields: dict[str, object]
    problems: list[Problem]


def read_block(data: bytes, block: Block) -> Values:
    """Parse the YAML of ``block``. A block that cannot be read gives no fields and a Problem."""
    text = data[block.start : block.end].decode("utf-8", "replace")
    handler = TextDatesHandler()
    try:
        fields, _ = frontmatter.parse(f"{_FENCE}{text}{_FENCE}", handler=handler)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Values({}, [_syntax_problem(error, text, block.start)])
    problems = [_repeated(name, span, text, block.start) for name, span in handler.repeated]
    if not isinstance(handler.value, dict | None):
        problems.append(_not_a_mapping(block))
    return Values({str(key): value for key, value in fields.items()}, problems)


def _repeated(name: str, span: Span, text: str, base: int) -> Problem:
    return Problem(
        "repeated-key",
        to_bytes(text, span, base),
        f"the key `{name}` stands here a second time; the entry above it is not read",
        "merge the two entries by hand",
    )


def _not_a_mapping(block: Block) -> Problem:
    message = "the front matter is not a list of `key: value` fields"
    return Problem("not-a-mapping", Span(block.start, block.end), message)


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
    span = to_bytes(text, Span(index, min(index + 1, len(text))), base)
    return Problem("invalid-yaml", span, f"the YAML cannot be read: {words}", _yaml_hint(words))


def _what_went_wrong(error: Exception) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.index, str(getattr(error, "problem", None) or "syntax error")
    if isinstance(error, yaml.reader.ReaderError):
        return int(error.position), f"the character {error.character!r} is not allowed"
    return 0, str(error).splitlines()[0]


def _yaml_hint(words: str) -> str:
    if "mapping values are not allowed" in words:
        return "put a text that has a colon in it between quotes"
    if "alias" in words:
        return "put a text that begins with * between quotes"
    if "cannot start any token" in words:
        return "indent with spaces instead of tabs, and quote texts that begin with @, ` or %"
    return ""


def to_bytes(text: str, span: Span, base: int) -> Span:
    """Turn character offsets within ``text`` into byte offsets within the file."""
    start = base + len(text[: span.start].encode())
    return Span(start, start + len(text[span.start : span.end].encode()))


def compose(data: bytes, block: Block) -> tuple[str, yaml.Node | None]:
    """Return the text of ``block`` and its YAML node tree, or ``None`` where it has none."""
    text = data[block.start : block.end].decode("utf-8", "replace")
    try:
        if len(text) > _SHORT and _too_deep(text):
            return text, None
        node = yaml.compose(text, TextDatesLoader)  # type: ignore[no-untyped-call]
    except (yaml.YAMLError, ValueError, RecursionError):
        return text, None
    return text, node


def descend(node: yaml.Node | None, keys: tuple[str | int, ...]) -> tuple[yaml.Node | None, ...]:
    """Follow ``keys`` from ``node``; returns the pair (key node, value node), ``None`` if absent.

    A key that stands twice is followed where it stands last, which is the one that is read.
    A single value counts as a list of one.
    """
    name: yaml.Node | None = None
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pairs = [pair for pair in node.value if pair[0].value == str(key)]
            name, node = pairs[-1] if pairs else (None, None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        elif not (isinstance(node, yaml.ScalarNode) and key == 0):
            return None, None
    return name, node


def locate(text: str, root: yaml.Node | None, place: FieldPath, block: Block) -> Span:
    """Return the byte span of ``place``: of its value, of its key, or of the nearest entry above
    that exists; the whole block's first line as a last resort."""
    for depth in range(len(place.keys), 0, -1):
        name, value = descend(root, place.keys[:depth])
        node = name if place.on_key and depth == len(place.keys) else value
        node = node or name
        if node is not None:
            return to_bytes(text, _trimmed(text, node), block.start)
    return Span(block.start, block.start)


def _trimmed(text: str, node: yaml.Node) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    return Span(start, start + len(text[start:end].rstrip()))
