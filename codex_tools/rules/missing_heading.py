from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.base.scope import Scope
from codex_tools.model import (
    Applicability,
    Finding,
    Fix,
    Link,
    Replace,
    ResolvedLink,
    Severity,
    Span,
)
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim
from codex_tools.runtime.text import closest
from codex_tools.syntax.markdown import find_headings
from codex_tools.syntax.markdown.code_regions import CodeRegions

_LINK = r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()]*\)"
_ANCHOR = rb"(?:\b(?:id|name)=[\"']?|\{#)([^\"'\s>}]+)"
_MOST_HINTS = 50
"""The nearest heading is looked for so many times in a file, since that takes long."""

_LEVELS = 6
_NO_HEADING = r"\^.*|:~:.*|L\d+(-L\d+)?"
"""References to a block, a text or a line, which are something else than a heading."""


class MissingHeading(Rule):
    """A link leads to a heading that its target does not have.

    ## Why it matters
    The file opens, but at its top: what the link was about has to be searched for, or is not there
    any more.

    ## What to do
    Write the heading as the target has it. The fix writes the nearest one, which is a guess.
    """

    code = "RF011"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(
                    "[[b#The moon & tides]], [x](b.md#the-moon--tides), [[b#^1]]"
                ),
                "domains/b.md": claim("## The Moon & Tides\n"),
            }
        ),
        Case({"domains/a.md": claim('<a id="top"></a> [up](#top)\n')}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [[b#Suns]].\n"), "domains/b.md": claim("# Moon\n")},
            ("domains/a.md:9:7",),
        ),
        Case(
            {
                "domains/a.md": claim("See [it](b.md#One%0ATwo), [it](b.md#%5Bx%5D%28y%29).\n"),
                "domains/b.md": claim("# One\nTwo\n\n## [x](y)\n"),
            },
            ("domains/a.md:9:10", "domains/a.md:9:32"),
        ),
        Case(
            {
                "domains/a.md": claim("See [[b#High tide]].\n"),
                "domains/b.md": "---\n# High tide\ntype: claim\n---\n```\n# High tide\n```\n",
            },
            ("domains/a.md:9:7",),
        ),
        Case(
            {
                "domains/a.md": claim("See [[b#High tides|it]].\n"),
                "domains/b.md": claim("# High tide\n"),
            },
            ("domains/a.md:9:7",),
            {"domains/a.md": claim("See [[b#High tide|it]].\n")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each link with a heading that no heading or anchor of its target answers to."""
        to_headings = [each for each in scope.references if each.link.heading]
        to_headings.sort(key=attrgetter("target", "source"))
        for target, references in groupby(to_headings, key=attrgetter("target")):
            if target in scope.base.notes:
                yield from _missing(scope.base, target, references)


def _missing(
    base: KnowledgeBase, target: str, references: Iterable[ResolvedLink]
) -> Iterator[Finding]:
    data, start = base.text(target), base.notes[target].document.body_start
    code = CodeRegions(data, start)
    known: dict[str, str] | None = None
    anchors: set[bytes] = set()
    hints = 0
    for resolved in references:
        heading = resolved.link.heading.rpartition("#")[2]
        if _stands_in(data, start, code, heading):
            continue
        if known is None:
            known, anchors = _headings(data, start, code), set(re.findall(_ANCHOR, data))
        if not _has(known, heading) and heading.encode() not in anchors:
            message = f"{target} has no heading like `{heading}`"
            hints += 1
            close = closest(fold(heading), known, 0.7) if hints <= _MOST_HINTS else ""
            fix = _fix(resolved, heading, known[close]) if close else None
            hint = f"the nearest is `{known[close]}`" if fix else ""
            yield Finding(resolved.source, resolved.link.place, message, hint, fix)


def _stands_in(data: bytes, start: int, code: CodeRegions, heading: str) -> bool:
    """Tell at a look that a heading is there as it is written; most are."""
    if "[" in heading or "\n" in heading:
        return False
    mark = data.find(b"# %b\n" % heading.encode("utf-8", "replace"), start)
    line = data.rfind(b"\n", 0, max(mark, 0)) + 1
    is_mark = mark >= 0 and len(data[line:mark]) < _LEVELS and not data[line:mark].strip(b"#")
    return is_mark and not code.holds_heading(mark)


def _headings(data: bytes, start: int, code: CodeRegions) -> dict[str, str]:
    """The headings of a file by their folded texts."""
    texts = [heading.text for heading in find_headings(data, start, code)]
    texts = [re.sub(_LINK, _shown, text) if "[" in text else text for text in texts]
    return {fold(text): text for text in texts}


def _shown(link: re.Match[str]) -> str:
    return link[1] or link[2] or ""


def _has(known: dict[str, str], heading: str) -> bool:
    """Tell whether a heading is there; its anchor may have the number of a repetition."""
    if not heading or re.fullmatch(_NO_HEADING, heading):
        return True
    return fold(heading) in known or fold(re.sub(r"-\d+$", "", heading)) in known


def _fix(resolved: ResolvedLink, heading: str, meant: str) -> Fix | None:
    """The fix that writes ``meant`` for a heading, where the link can hold it."""
    place = resolved.link.place
    if not isinstance(place, Span) or re.search(r"[\[\]|#^]", meant):
        return None
    change = Replace(resolved.source, place, _written(resolved.link, heading, meant))
    return Fix(f"write `{meant}`", (change,), Applicability.UNSAFE)


def _written(link: Link, heading: str, meant: str) -> str:
    if link.syntax.is_address:
        meant = re.sub(r"[^\w\- ]", "", meant.casefold()).replace(" ", "-")
        return link.raw.rpartition("#")[0] + "#" + meant
    return link.raw.replace(f"#{heading}", f"#{meant}", 1)
