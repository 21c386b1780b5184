from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, is_edge, quoted
from codex_tools.rules._samples import claim


class RepeatedEdge(Rule):
    """The same edge stands twice in one field.

    ## Why it matters
    Counts of support and of sources come out too high, and the second entry is overlooked when the
    first is corrected.

    ## What to do
    Keep one of the two. They may be written differently: `[[b]]` and `b.md` are one document.
    """

    code = "ED003"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),
        Case(
            {
                "domains/a.md": claim(
                    supports="[b]", cross_references="[{relation: supports, target: b}]"
                ),
                "domains/b.md": claim(),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(supports="[b, b.md]"), "domains/b.md": claim()},
            ("domains/a.md:8:15",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry whose target an earlier entry of the same field names already."""
        for path, references in groupby(scope.references, key=attrgetter("source")):
            seen: set[tuple[str, str, str, bool]] = set()
            for _, link, target, _ in references:
                if is_edge(link):
                    edge = (field_of(link), link.relation, target, link.journal)
                    if edge in seen:
                        message = f"{field_of(link)} names this document twice: {quoted(link)}"
                        yield Finding(path, link.place, message, f"it is {target}")
                    seen.add(edge)
