"""Findings → diagnostics: places become byte spans, lines and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import yaml

from codex_tools import field_lines, frontmatter
from codex_tools.frontmatter import Block
from codex_tools.model import Diagnostic, Finding, Place, Span
from codex_tools.rule import Rule


class SourceText:
    """The bytes of one file, with what it takes to find a place in them."""

    def __init__(self, data: bytes) -> None:
        self.data = data

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
    def _tree(self) -> tuple[str, yaml.Node | None]:
        assert self.block is not None
        return frontmatter.compose(self.data, self.block)

    def span(self, place: Place | None) -> Span:
        """Return the byte span of a place; the start of the file for none."""
        if isinstance(place, Span):
            return place
        if place is None or self.block is None:
            return Span(0, 0)
        if not place.keys:
            return Span(self.block.start, self.block.start)
        span = field_lines.find_span(self._yaml, place)
        if span is not None:
            return frontmatter.to_bytes(self._yaml, span, self.block.start)
        text, root = self._tree
        return frontmatter.locate(text, root, place, self.block)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in characters) of a byte offset."""
        line = self.data.count(b"\n", 0, offset) + 1
        start = self.data.rfind(b"\n", 0, offset) + 1
        if line == 1 and self.data.startswith(frontmatter.BOM):
            start = min(len(frontmatter.BOM), offset)
        return line, len(self.data[start:offset].decode("utf-8", "replace")) + 1

    def line(self, offset: int) -> str:
        """Return the text of the line that holds a byte offset, without its end."""
        start = self.data.rfind(b"\n", 0, offset) + 1
        end = self.data.find(b"\n", offset)
        return self.data[start : end if end >= 0 else None].decode("utf-8", "replace").rstrip("\r")


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
        diagnostics = [_diagnostic(rule, finding, text) for rule, finding in by_path[path]]
        yield from sorted(diagnostics, key=lambda each: (each.start, each.code, each.message))


def _diagnostic(rule: Rule, finding: Finding, text: SourceText) -> Diagnostic:
    span = text.span(finding.place)
    line, column = text.position(span.start)
    end_line, end_column = text.position(span.end)
    return Diagnostic(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        path=finding.path,
        start=span.start,
        end=span.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        message=finding.message,
        hint=finding.hint,
        fix=finding.fix,
        source_line=text.line(span.start),
    )
