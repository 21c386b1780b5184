from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
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
from codex_tools.syntax.markdown.anchors import Anchors, fold_heading, labels, shown, slug

_README = "readme"
_MOST_HINTS = 50
"""The nearest heading is looked for so many times in a file, since that takes long."""


class MissingHeading(Rule):
    """A link leads to a heading or a block that its target does not have.

    ## Why it matters
    The file opens, but at its top: what the link was about has to be searched for, or is not there
    any more.

    ## What to do
    Write the heading as the target shows it; for a block, write its `^name` at its end. The second
    of two headings `Notes` is `#notes-1` in a Markdown link. The fix writes the nearest heading,
    which is a guess. Nothing is said of a file into which a generator puts text from elsewhere;
    on a site of MyST or Sphinx, `#name` may be a label on any page.
    """

    code = "RF011"
    subject = "to_headings"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(
                    "[[b#The moon & tides]], [x](b.md#the-moon--tides), [[b#^1]]"
                ),
                "domains/b.md": claim("## The Moon & Tides\n\nThey turn. ^1\n"),
            }
        ),
        Case({"domains/a.md": claim('<a id="top"></a> [up](#top)\n')}),
        Case(
            {
                "domains/a.md": claim("[it](b.md#tides.turn), [old](c.md#110-2024-05-01)\n"),
                "domains/b.md": claim("# Reference\n\n::: tides\n"),
                "domains/c.md": claim("## [1.1.0](https://sea.example) - 2024-05-01\n"),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [[b#Suns]].\n"), "domains/b.md": claim("# Moon\n")},
            ("domains/a.md:9:7",),
        ),
        Case(
            {"domains/a.md": claim("[it](b.md#notes-1)"), "domains/b.md": claim("# Notes\n")},
            ("domains/a.md:9:6",),
        ),
        Case(
            {"domains/a.md": claim("See [[b#^1]].\n"), "domains/b.md": claim("It is 2^1.\n")},
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

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether there are labels that all pages of a site know."""
        return any(site.generator.labels for site in base.resolver.layout.sites)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each link with a heading that no heading or anchor of its target answers to."""
        to_headings = sorted(scope.to_headings, key=attrgetter("target", "source"))
        for target, references in groupby(to_headings, key=attrgetter("target")):
            if target in scope.base.notes:
                yield from _missing(scope.base, target, references)


def _missing(
    base: KnowledgeBase, target: str, references: Iterable[ResolvedLink]
) -> Iterator[Finding]:
    anchors = Anchors(base.text(target), base.notes[target].document.body_start)
    hints = 0
    for resolved in references:
        if anchors.answer(resolved.link) or anchors.has_insertions or _is_readme(resolved):
            continue
        if not resolved.link.target and resolved.link.heading in _labels_around(base, target):
            continue
        heading = resolved.link.heading.rpartition("#")[2]
        is_block = heading.startswith("^")
        hints += not is_block
        close = "" if is_block or hints > _MOST_HINTS else _nearest(anchors, heading)
        fix = _fix(resolved, heading, close) if close else None
        what = f"block called `{heading}`" if is_block else f"heading like `{heading}`"
        hint = f"the nearest is `{close}`" if fix else ""
        place = resolved.link.place
        yield Finding(resolved.source, place, f"{target} has no {what}", hint, fix)


def _is_readme(resolved: ResolvedLink) -> bool:
    """Tell whether a link leads to the top of a README, as hosts call it."""
    return resolved.link.heading.casefold() == stem(resolved.target).casefold() == _README


def _labels_around(base: KnowledgeBase, path: str) -> set[str]:
    """Return the labels of all pages, where a file is one of a site that knows them everywhere."""
    sites = (site for site in base.resolver.layout.sites if site.generator.labels)
    return base.once("labels", _labels) if any(site.holds(path) for site in sites) else set()


def _labels(base: KnowledgeBase) -> set[str]:
    starts = ((path, note.document.body_start) for path, note in base.notes.items())
    return set().union(*(labels(base.text(path), start) for path, start in starts))


def _nearest(anchors: Anchors, heading: str) -> str:
    """The heading most like one that is not there, or the empty string."""
    close = closest(fold_heading(heading), anchors.headings, 0.7)
    return anchors.headings[close] if close else ""


def _fix(resolved: ResolvedLink, heading: str, meant: str) -> Fix | None:
    """The fix that writes ``meant`` for a heading, where the link can hold it."""
    place = resolved.link.place
    if not isinstance(place, Span) or re.search(r"[\[\]|#^]", meant):
        return None
    change = Replace(resolved.source, place, _written(resolved.link, heading, meant))
    return Fix(f"write `{meant}`", (change,), Applicability.UNSAFE)


def _written(link: Link, heading: str, meant: str) -> str:
    if not link.syntax.is_address:
        return link.raw.replace(f"#{heading}", f"#{meant}", 1)
    end = ">" if link.raw.startswith("<") else ""
    return f"{link.raw.rpartition('#')[0]}#{slug(shown(meant))}{end}"
