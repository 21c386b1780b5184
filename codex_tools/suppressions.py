"""Comments that silence findings: where they stand, what they silence, and which are of no use.

In a front matter ``# codex: ignore[RF001, ED] reason``, in a body
``<!-- codex: ignore[RF001] reason -->``. Either silences its own line, and the next one when it
stands alone. ``ignore-file`` silences the file. Without brackets every rule is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from codex_tools.model import Block, Diagnostic, Span, Suppression
from codex_tools.patterns import regex

MARK = b"codex: ignore"

_WORDS = rb"codex: (ignore(?:-file)?)(?:\[([^\]\n]*)\])?"
_IN_BODY = regex(rb"<!--\s*" + _WORDS + rb"([^\n]*?)-->")
_IN_FRONT_MATTER = regex(rb"#\s*" + _WORDS + rb"([^\r\n]*)")


def find_suppressions(data: bytes, block: Block | None) -> tuple[Suppression, ...]:
    """Return the suppressions of a file, in the order in which they stand in it."""
    start, end, body = block or (0, 0, 0)
    if data.find(MARK, start, end) < 0 and (data.find(b"<", body) < 0 or data.find(MARK, body) < 0):
        return ()
    matches = [
        *_IN_FRONT_MATTER.finditer(data, start, end),
        *_IN_BODY.finditer(data, body),
    ]
    return tuple(_suppression(data, match) for match in matches)


def _suppression(data: bytes, match: re.Match[bytes]) -> Suppression:
    line = data.count(b"\n", 0, match.start()) + 1
    before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
    line_end = data.find(b"\n", match.end())
    after = data[match.end() : line_end if line_end >= 0 else None]
    alone = not before.strip() and not after.strip()
    selectors = (match[2] or b"").decode("utf-8", "replace").split(",")
    return Suppression(
        selectors=tuple(each.strip() for each in selectors if each.strip()),
        whole_file=match[1] == b"ignore-file",
        lines=(line, line + 1) if alone else (line,),
        place=Span(*match.span()),
        reason=match[3].decode("utf-8", "replace").strip(),
    )


Fits = Callable[[Diagnostic, Sequence[str]], bool]
"""Tells whether the rule of a diagnostic is one of those that selectors name."""


def suppress(
    found: Iterable[Diagnostic], comments: Mapping[str, Sequence[Suppression]], fits: Fits
) -> tuple[list[Diagnostic], set[tuple[str, Span]]]:
    """Take out the diagnostics that a comment silences.

    ``comments`` holds the suppressions by path. Returns what is left, and the path and place of
    each suppression that silenced something.
    """
    kept: list[Diagnostic] = []
    used: set[tuple[str, Span]] = set()
    for diagnostic in found:
        fitting = [
            comment
            for comment in comments.get(diagnostic.path, ())
            if _covers(comment, diagnostic)
            and (not comment.selectors or fits(diagnostic, comment.selectors))
        ]
        used |= {(diagnostic.path, comment.place) for comment in fitting}
        if not fitting:
            kept.append(diagnostic)
    return kept, used


def _covers(comment: Suppression, found: Diagnostic) -> bool:
    return comment.whole_file or found.line in comment.lines
