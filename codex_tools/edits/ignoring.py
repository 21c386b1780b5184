"""``--add-ignore``: write the comments that silence findings, each as close as it can stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from codex_tools.edits import apply_edits
from codex_tools.model import Block, Diagnostic, Edit, Suppression
from codex_tools.runtime import lazy_regex
from codex_tools.syntax import frontmatter
from codex_tools.syntax.markdown.body import Body
from codex_tools.syntax.markdown.tables import is_in_table
from codex_tools.syntax.suppressions import MARK, find_suppressions

_CRLF = b"\r\n"
_FENCE = lazy_regex.compile(rb"[ \t]*---")
_OBSIDIAN = lazy_regex.compile(rb"%%\s*" + MARK)
_CELL_END = lazy_regex.compile(rb"(?:(?<![ \t])[ \t]++)?(?<!\\)\|")
_BLANK_ABOVE = lazy_regex.compile(rb"(?<=\n\n)|(?<=\n\r\n)")


def add_comments(data: bytes, found: Iterable[Diagnostic]) -> bytes:
    """Return ``data`` with a comment for each line that has findings, which must be its own.

    Where a comment is about that line already, it gets the codes. Others stand in the body at the
    end of their line, in the cell of a table or in a line above, those of the front matter in a
    line above. Where they would change anything else, and for findings about the file as a whole,
    the comment is one for the whole file; where that would do harm too there is none. Fields, links
    and headings stay as they are.
    """
    block, comments = _block(data), _comments(data)
    by_line: dict[int, list[Diagnostic]] = {}
    whole: set[str] = set()
    for each in found:
        start = data.rfind(b"\n", 0, each.start) + 1
        if _is_about_file(data, each, start, block):
            whole.add(each.code)
        else:
            by_line.setdefault(start, []).append(each)
    data, left = _placed(
        data, [_row(data, start, by_line[start], block, comments) for start in sorted(by_line)]
    )
    whole.update(*(row.codes for row in left))
    return _first_that_fits(data, _whole(data, whole)) if whole else data


class _Row(NamedTuple):
    """A line with findings: their codes, and where a comment for them may stand, best first."""

    codes: frozenset[str]
    places: list[Edit]


def _row(
    data: bytes,
    start: int,
    found: list[Diagnostic],
    block: Block | None,
    comments: Iterable[Suppression],
) -> _Row:
    codes = frozenset(each.code for each in found)
    last = max(each.end for each in found)
    own = (each for each in comments if found[0].line in each.lines and not each.whole_file)
    places = _places(data, start, last, _listed(codes), block)
    return _Row(codes, [*_merged(data, own, codes), *places])


def _merged(data: bytes, comments: Iterable[Suppression], codes: Iterable[str]) -> Iterator[Edit]:
    """Yield what adds codes to the first of the comments that names some."""
    for each in comments:
        if each.selectors:
            end = data.index(b"]", each.place.start)
            yield Edit(end, end, b", " + _listed(set(codes).difference(each.selectors)))
            return


def _placed(data: bytes, rows: list[_Row]) -> tuple[bytes, list[_Row]]:
    """Write a comment for each row; returns the rows for which there is no place too.

    All get their best place at once, if that changes nothing else; otherwise each half is tried,
    the last first, so that the places of the others stay.
    """
    if len(rows) > 1:
        edits = [row.places[0] for row in rows if row.places]
        if len(edits) == len(rows) and (after := _silenced(data, edits)) is not None:
            return after, []
        middle = len(rows) // 2
        data, last = _placed(data, rows[middle:])
        data, first = _placed(data, rows[:middle])
        return data, first + last
    if not rows:
        return data, []
    after = _first_that_fits(data, rows[0].places)
    return after, [] if after is not data else rows


def _silenced(data: bytes, edits: list[Edit]) -> bytes | None:
    """Make edits that add comments or codes; ``None`` where they change anything else."""
    comments, line_ends, *rest = _content(data)
    new = sum(MARK in edit.content for edit in edits)
    line_ends += sum(edit.content.count(_CRLF) for edit in edits)
    after = apply_edits(data, edits)
    return after if _content(after) == [comments + new, line_ends, *rest] else None


def _first_that_fits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Make the first of ``edits`` that adds a comment or codes and changes nothing else."""
    found = (after for edit in edits if (after := _silenced(data, [edit])) is not None)
    return next(found, data)


def _block(data: bytes) -> Block | None:
    found = frontmatter.find_block(data)
    return found if isinstance(found, Block) else None


def _is_about_file(data: bytes, found: Diagnostic, start: int, block: Block | None) -> bool:
    """Tell whether a finding has no line of its own: at the top, or at no letter in particular."""
    if block is None:
        return found.start == 0 or _FENCE.match(data, start) is not None
    return found.start < block.start or (found.start == found.end and found.start < block.body)


def _comments(data: bytes) -> list[Suppression]:
    block = _block(data)
    return find_suppressions(data, block, Body(data, block.body if block else 0))[0]


def _listed(codes: Iterable[str]) -> bytes:
    return ", ".join(sorted(codes)).encode()


def _content(data: bytes) -> list[Any]:
    """How many comments and line ends of CRLF a file has, and what else it says."""
    block = _block(data)
    fields = frontmatter.read_block(data, block) if block else None
    body = Body(data, block.body if block else 0)
    comments, malformed = find_suppressions(data, block, body)
    return [
        len(comments),
        data.count(_CRLF),
        fields and repr(fields.fields),
        fields and len(fields.problems),
        [link.raw for link in body.links],
        [(each.level, each.text) for each in body.headings()],
        len(malformed),
    ]


def _places(
    data: bytes, start: int, last: int, codes: bytes, block: Block | None
) -> Iterator[Edit]:
    """Yield comments for the line at ``start``, whose last finding ends at ``last``."""
    if block is not None and start < block.body:
        yield _line_above(data, start, b"# codex: ignore[" + codes + b"]")
    else:
        comment = _comment(data, b"codex: ignore[" + codes + b"]")
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        place = _text_end(data, start, end)
        if is_in_table(data, start):
            cell = _CELL_END.search(data, min(last, place), place)
            place = cell.start() if cell else place
        if data[start : start + 1] != b"#":
            yield Edit(place, place, b" " + comment)
        if start == 0 or _BLANK_ABOVE.match(data, start) or data[start : start + 1] == b"#":
            yield _line_above(data, start, comment)


def _comment(data: bytes, text: bytes) -> bytes:
    """A comment of HTML, or one of Obsidian where the file silences findings in such ones."""
    return b"%% " + text + b" %%" if _OBSIDIAN.search(data) else b"<!-- " + text + b" -->"


def _text_end(data: bytes, start: int, end: int) -> int:
    """Where the text of a line ends, before what makes a line break of its end."""
    return start + len(data[start:end].rstrip(b" \t\r").removesuffix(b"\\"))


def _whole(data: bytes, wanted: Iterable[str]) -> Iterator[Edit]:
    codes = _listed(wanted)
    yield from _merged(data, (each for each in _comments(data) if each.whole_file), wanted)
    block = _block(data)
    if block is not None:
        yield _line_above(data, block.start, b"# codex: ignore-file[" + codes + b"]")
        return
    comment = _comment(data, b"codex: ignore-file[" + codes + b"]")
    lead = b"" if not data or data.endswith(b"\n") else b"\n"
    yield Edit(len(data), len(data), lead + comment + b"\n")
    yield Edit(len(data), len(data), lead + b"\n" + comment + b"\n")


def _line_above(data: bytes, start: int, comment: bytes) -> Edit:
    line_end = data.find(b"\n", start)
    newline = _CRLF if data[line_end - 1 : line_end] == b"\r" else b"\n"
    line = data[start : max(line_end, start)]
    indent = line[: len(line) - len(line.lstrip(b" "))]
    return Edit(start, start, indent + comment + newline)
