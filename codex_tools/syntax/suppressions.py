"""Comments that silence findings: where they stand, what they silence, and which are of no use.

In a front matter ``# codex: ignore[RF001, ED] reason``, in a body
``<!-- codex: ignore[RF001] reason -->`` or ``%% codex: ignore[RF001] reason %%``. Each silences its
own line, and the next one when it stands alone. ``ignore-file`` silences the file. Without brackets
every rule is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from codex_tools.model import Block, Diagnostic, Problem, Span, Suppression
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body, holds

MARK = b"codex: ignore"

_IN_BODY = lazy_regex.compile(
    rb"(?:<!--|(?P<percent>%%))\s*" + MARK + rb"(?P<rest>[^\n]*?)(?(percent)%%|-->)"
)
_IN_FRONT_MATTER = lazy_regex.compile(rb"(?<=\s)#[ \t]*" + MARK + rb"(?P<rest>[^\r\n]*)")
_REST = lazy_regex.compile(rb"(-file)?(?:\[([^\[\]]+)\])?(?:\s+(?![\[\s])(.*?)|)\s*")
"""What follows the words: for the file or not, codes or names of rules, and the reason."""

_CODE = lazy_regex.compile(rb"[A-Za-z]{2}\d{3}\b")


def find_suppressions(
    data: bytes, block: Block | None, body: Body
) -> tuple[list[Suppression], list[Problem]]:
    """Return the suppressions of a file in their order, and those that are not written as such.

    Only comments count: not what stands in code, in a text of the front matter or between quotes.
    """
    start, end, below = block or (0, 0, 0)
    in_front = data.find(MARK, start, end) >= 0
    in_body = data.find(b"<", below) >= 0 or data.find(b"%", below) >= 0
    in_body = in_body and data.find(MARK, below) >= 0
    if not (in_front or in_body):
        return [], []
    matches = [
        *(_in_front_matter(data, block) if in_front and block else ()),
        *(_in_body(data, below, body) if in_body else ()),
    ]
    found: list[Suppression] = []
    problems: list[Problem] = []
    known, line = 0, 1
    for match in matches:
        line += data.count(b"\n", known, match.start())
        known = match.start()
        rest = _REST.fullmatch(match["rest"])
        if rest is None or (not rest[2] and _CODE.match(rest[3] or b"")):
            problems.append(_not_understood(match))
        else:
            found.append(_suppression(data, match, rest, line))
    return found, problems


def _in_front_matter(data: bytes, block: Block) -> Iterator[re.Match[bytes]]:
    """Yield the comments of a front matter: what stands in a value is none."""
    from codex_tools.syntax.frontmatter.yaml_nodes import scalars

    values = scalars(data[block.start : block.end])
    for match in _IN_FRONT_MATTER.finditer(data, block.start, block.end):
        if not holds(values, match.start() - block.start):
            yield match


def _in_body(data: bytes, start: int, body: Body) -> Iterator[re.Match[bytes]]:
    """Yield the comments of a body that may silence something."""
    starts = {comment.start for comment in body.comments}
    return (each for each in _IN_BODY.finditer(data, start) if each.start() in starts)


def _not_understood(match: re.Match[bytes]) -> Problem:
    return Problem(
        "malformed-suppression",
        Span(*match.span()),
        "this comment silences nothing, because it is not written as one that does",
        "write `codex: ignore[CODE] reason` or `codex: ignore-file[CODE] reason`",
    )


def _suppression(
    data: bytes, match: re.Match[bytes], rest: re.Match[bytes], line: int
) -> Suppression:
    before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
    line_end = data.find(b"\n", match.end())
    after = data[match.end() : line_end if line_end >= 0 else None]
    alone = not before.strip() and not after.strip()
    selectors = (rest[2] or b"").decode("utf-8", "replace").split(",")
    return Suppression(
        selectors=tuple(each.strip() for each in selectors if each.strip()),
        whole_file=rest[1] is not None,
        lines=(line, line + 1) if alone else (line,),
        place=Span(*match.span()),
        reason=(rest[3] or b"").decode("utf-8", "replace"),
    )


Matches = Callable[[Diagnostic, Sequence[str]], bool]
"""Tells whether the rule of a diagnostic is one of those that selectors name."""


def suppress(
    found: Iterable[Diagnostic], comments: Mapping[str, Sequence[Suppression]], matches: Matches
) -> tuple[list[Diagnostic], set[tuple[str, Span]]]:
    """Take out the diagnostics that a comment silences.

    ``comments`` holds the suppressions by path. Returns what is left, and the path and place of
    each suppression that silenced something.
    """
    kept: list[Diagnostic] = []
    used: set[tuple[str, Span]] = set()
    tables = {path: _by_line(some) for path, some in comments.items()}
    for diagnostic in found:
        table = tables.get(diagnostic.path)
        if table is None:
            kept.append(diagnostic)
            continue
        fitting = [
            comment
            for comment in (*table.get(_ANY_LINE, ()), *table.get(diagnostic.line, ()))
            if not comment.selectors or matches(diagnostic, comment.selectors)
        ]
        used |= {(diagnostic.path, comment.place) for comment in fitting}
        if not fitting:
            kept.append(diagnostic)
    return kept, used


_ANY_LINE = 0


def _by_line(comments: Iterable[Suppression]) -> dict[int, list[Suppression]]:
    table: dict[int, list[Suppression]] = {}
    for comment in comments:
        for line in (_ANY_LINE,) if comment.whole_file else comment.lines:
            table.setdefault(line, []).append(comment)
    return table
