"""Findings → diagnostics: places become byte spans, lines and columns."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from codex_tools.model import Block, Diagnostic, FieldPath, Finding, Place, Span
from codex_tools.rules import Rule
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import field_lines
from codex_tools.syntax.line_ends import with_lf
from codex_tools.syntax.offsets import char_to_byte_span

if TYPE_CHECKING:
    import yaml


class Line(NamedTuple):
    """A line of a file: the byte offset from which columns count, and its text without its end."""

    start: int
    text: str
    is_ascii: bool


class SourceText:
    """The bytes of one file, with what it takes to find a place in them."""

    def __init__(self, data: bytes) -> None:
        self.data = with_lf(data)
        self._counted = (0, 0)
        self._spans: dict[Place, Span] = {}
        self._line = (1, 0, Line(0, "", True))
        self._column = (0, 0, 1)

    @cached_property
    def block(self) -> Block | None:
        """The front matter, or ``None`` when there is none that is closed."""
        block = frontmatter.find_block(self.data)
        return block if isinstance(block, Block) else None

    @cached_property
    def _yaml(self) -> str:
        assert self.block is not None
        return self.data[self.block.start : self.block.end].decode("utf-8", "replace")

    @cached_property
    def _tree(self) -> "tuple[str, yaml.Node | None]":
        assert self.block is not None
        from codex_tools.syntax.frontmatter import field_nodes

        return field_nodes.compose(self.data, self.block)

    def span(self, place: Place | None) -> Span:
        """Return the byte span of a place; the start of the file for none."""
        if isinstance(place, Span):
            return place
        if place is None or self.block is None:
            return Span(0, 0)
        if place not in self._spans:
            self._spans[place] = self._find(place)
        return self._spans[place]

    def _find(self, place: FieldPath) -> Span:
        assert self.block is not None
        if not place.keys:
            return Span(self.block.start, self.block.start)
        span = field_lines.find_span(self._yaml, place)
        if span is not None:
            return char_to_byte_span(self._yaml, span, self.block.start)
        from codex_tools.syntax.frontmatter import field_nodes

        text, root = self._tree
        return field_nodes.locate(text, root, place, self.block)

    def lines_above(self, offset: int) -> int:
        """Return how many lines end before a byte offset; quickly where offsets grow."""
        known, lines = self._counted
        if offset < known:
            known, lines = 0, 0
        lines += self.data.count(b"\n", known, offset)
        self._counted = offset, lines
        return lines

    def line(self, offset: int) -> Line:
        """Return the line that holds a byte offset: one object for all offsets in it."""
        first, last, line = self._line
        if not first <= offset <= last:
            first = self.data.rfind(b"\n", 0, offset) + 1
            last = self.data.find(b"\n", offset)
            last = len(self.data) if last < 0 else last
            line = self._read_line(first, last, offset)
            if first > 0 or offset >= len(frontmatter.BOM):
                self._line = line.start, last, line
        return line

    def _read_line(self, start: int, end: int, offset: int) -> Line:
        whole = self.data[start:end]
        if start == 0 and whole.startswith(frontmatter.BOM):
            start = min(len(frontmatter.BOM), offset)
        return Line(start, whole.decode("utf-8", "replace").rstrip("\r"), whole.isascii())

    def column(self, offset: int, line: Line) -> int:
        """Return the 1-based column, in characters, of a byte offset in ``line``."""
        if line.is_ascii:
            return offset - line.start + 1
        start, known, column = self._column
        if start != line.start or offset < known:
            start, known, column = line.start, line.start, 1
        column += len(self.data[known:offset].decode("utf-8", "replace"))
        self._column = start, offset, column
        return column


def locate(
    found: Iterable[tuple[Rule, Finding]], read: Callable[[str], bytes]
) -> Iterator[Diagnostic]:
    """Turn findings into diagnostics, in the order of paths; ``read`` gives a file's bytes.

    Each file is read once, and only files that have findings are.
    """
    by_path: dict[str, list[tuple[Rule, Finding]]] = {}
    for rule, finding in found:
        by_path.setdefault(finding.path, []).append((rule, finding))
    for path in sorted(by_path):
        text = SourceText(read(path))
        spans = [(text.span(finding.place), rule, finding) for rule, finding in by_path[path]]
        for span, rule, finding in sorted(spans, key=_order):
            yield _diagnostic(rule, finding, text, span)


def _order(located: tuple[Span, Rule, Finding]) -> tuple[int, str, str]:
    span, rule, finding = located
    return span.start, rule.code, finding.message


def _diagnostic(rule: Rule, finding: Finding, text: SourceText, span: Span) -> Diagnostic:
    start, end = span
    line, number = text.line(start), text.lines_above(start) + 1
    lines = text.data.count(b"\n", start, end)
    last = text.line(end) if lines else line
    return Diagnostic(
        rule.code,
        rule.name,
        rule.severity,
        finding.path,
        start,
        end,
        number,
        text.column(start, line),
        number + lines,
        text.column(end, last),
        finding.message,
        finding.hint,
        finding.fix,
        line.text,
        finding.once,
    )
