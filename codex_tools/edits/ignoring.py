"""``--add-ignore``: write the comments that silence findings, each as close as it can stand."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools import frontmatter
from codex_tools.edits import apply_edits
from codex_tools.model import Block, Diagnostic, Edit


def add_comments(data: bytes, found: Iterable[Diagnostic]) -> bytes:
    """Return ``data`` with a comment for each line that has findings, which must be its own.

    Comments of the body stand at the end of their line, those of the front matter in a line above.
    Where a line above would be part of a text, and for findings about the file as a whole, the
    comment is one for the whole file. No field of the front matter changes.
    """
    block = frontmatter.find_block(data)
    span = block if isinstance(block, Block) else None
    by_line: dict[int, set[str]] = {}
    whole: set[str] = set()
    for each in found:
        start = data.rfind(b"\n", 0, each.start) + 1
        if _is_about_file(data, each, start, span):
            whole.add(each.code)
        else:
            by_line.setdefault(start, set()).add(each.code)
    for start in sorted(by_line, reverse=True):
        data = _silence(data, start, _codes(by_line[start]), span)
    return _silence_file(data, _codes(whole), span) if whole else data


def _is_about_file(data: bytes, found: Diagnostic, start: int, block: Block | None) -> bool:
    """Tell whether a finding has no line of its own: at the top, or at no letter in particular."""
    if block is None:
        return found.start == 0 or data.startswith(b"---", start)
    return found.start < block.start or (found.start == found.end and found.start < block.body)


def _codes(codes: set[str]) -> bytes:
    return ", ".join(sorted(codes)).encode()


def _silence(data: bytes, start: int, codes: bytes, block: Block | None) -> bytes:
    if block is None or start >= block.body:
        if data[start : start + 1] == b"#":
            return _line_above(data, start, b"<!-- codex: ignore[" + codes + b"] -->")
        return _at_line_end(data, start, codes)
    commented = _line_above(data, start, b"# codex: ignore[" + codes + b"]")
    return commented if _same_fields(data, commented) else _silence_file(data, codes, block)


def _silence_file(data: bytes, codes: bytes, block: Block | None) -> bytes:
    if block is not None:
        return _line_above(data, block.start, b"# codex: ignore-file[" + codes + b"]")
    lead = b"" if not data or data.endswith(b"\n") else b"\n"
    comment = lead + b"<!-- codex: ignore-file[" + codes + b"] -->\n"
    return apply_edits(data, [Edit(len(data), len(data), comment)])


def _at_line_end(data: bytes, start: int, codes: bytes) -> bytes:
    end = data.find(b"\n", start)
    end = len(data) if end < 0 else end
    end -= data[end - 1 : end] == b"\r"
    return apply_edits(data, [Edit(end, end, b" <!-- codex: ignore[" + codes + b"] -->")])


def _line_above(data: bytes, start: int, comment: bytes) -> bytes:
    line_end = data.find(b"\n", start)
    newline = b"\r\n" if data[line_end - 1 : line_end] == b"\r" else b"\n"
    line = data[start : max(line_end, start)]
    indent = line[: len(line) - len(line.lstrip(b" "))]
    return apply_edits(data, [Edit(start, start, indent + comment + newline)])


def _same_fields(before: bytes, after: bytes) -> bool:
    blocks = frontmatter.find_block(before), frontmatter.find_block(after)
    if not (isinstance(blocks[0], Block) and isinstance(blocks[1], Block)):
        return False
    first = frontmatter.read_block(before, blocks[0])
    second = frontmatter.read_block(after, blocks[1])
    return repr(first.fields) == repr(second.fields) and len(first.problems) == len(second.problems)
