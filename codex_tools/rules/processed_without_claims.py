from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source


class ProcessedWithoutClaims(Rule):
    """A source counts as processed, but nothing was taken from it.

    ## Why it matters
    Either the links to its claims are missing, or there was nothing in it, which another status
    says better.

    ## What to do
    Run `codex link`; where no claim belongs to it, write `status: null-result`.
    """

    code = "PV003"
    severity = Severity.WARNING
    valid = (
        Case({"inbox/archive/s.md": source(status="null-result")}),
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(status="processed", claims_extracted="[a]"),
            }
        ),
        Case(
            {
                "domains/a.md": claim(),
                "inbox/archive/s.md": source(status="processed", enrichments_applied="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {"inbox/archive/s.md": source(status="processed")},
            ("inbox/archive/s.md:8:9",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each processed source that neither names claims nor is named by one."""
        named = {target for each in scope.base.edges.of("sourced_from").values() for target in each}
        relations = scope.base.relations.by_name
        fields = (*relations["claims_extracted"].fields, *relations["enriches"].fields)
        for note in scope.examined("source"):
            if note.fields.get("status") != "processed" or note.path in named:
                continue
            if not any(note.fields.get(name) for name in fields):
                message = "the source is `processed`, but no claim was extracted from it"
                hint = "link its claims with `codex link`, or write `status: null-result`"
                yield Finding(note.path, FieldPath(("status",)), message, hint)
