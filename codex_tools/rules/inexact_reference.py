from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.resolver.uses import Where
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import inexact
from codex_tools.rules._samples import claim, source


class InexactReference(Rule):
    """An entry of a relation field names a file only by another case, punctuation or folder.

    ## Why it matters
    A program that compares letter by letter takes it for a dangling reference.

    ## What to do
    Write the name as the file has it. Titles instead of names are fine.
    """

    code = "RF010"
    subject = "inexact"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim(supports="[The tides]"), "domains/The tides.md": claim()}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(supports="[the-tides]"), "domains/The tides.md": claim()},
            ("domains/a.md:8:12",),
            {"domains/a.md": claim(supports="[The tides]")},
        ),
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/s.md"),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            },
            ("domains/a.md:8:15",),
            {"domains/a.md": claim(sourced_from="inbox/archive/s.md")},
        ),
        Case(
            {
                "domains/a.md": claim(reweave_edges="['the tides|supports|2026-02-03']"),
                "domains/The-Tides.md": claim(),
            },
            ("domains/a.md:8:17",),
            {"domains/a.md": claim(reweave_edges="['The-Tides|supports|2026-02-03']")},
        ),
        Case(
            {"domains/a.md": claim(related="[[the-tides.md]]"), "domains/The tides.md": claim()},
            ("domains/a.md:8:10",),
            {"domains/a.md": claim(related="'[[The tides.md]]'")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry that resolves, but not by its exact name, path or title."""
        return inexact(scope, Where.RELATION)
