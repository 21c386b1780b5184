from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Polarity, Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of
from codex_tools.rules._samples import claim, source
from codex_tools.weighing.status import is_retired, retired_status

WEIGHTY = (Polarity.LEANS_ON, Polarity.BACKS, Polarity.BACKED_BY, Polarity.ATTACKS)


class RetiredTarget(Rule):
    """A claim leans on a document that is retired, superseded or retracted.

    ## Why it matters
    What was withdrawn carries nothing any more. A claim that still builds on it is weaker than its
    confidence says.

    ## What to do
    Link what took its place, or weigh the claim anew without it.
    """

    code = "ED009"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim(related="[b]"), "domains/b.md": claim(status="retired")}),
        Case(
            {
                "domains/a.md": claim(status="retired", supports="[b]"),
                "domains/b.md": claim(status="retired"),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(depends_on="[b]"), "domains/b.md": claim(status="retired")},
            ("domains/a.md:8:14",),
        ),
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(status="retracted", claims_extracted="[a]"),
            },
            ("domains/a.md:8:15",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each edge that carries weight and leads from a live document to a retired one."""
        relations, notes = scope.base.relations, scope.base.notes
        rows = relations.with_polarity(*WEIGHTY) + relations.with_provenance(Provenance.FROM)
        for found in scope.edges_among(rows):
            target, note = notes.get(found.target), notes[found.source]
            status = retired_status(scope.base, target) if target else ""
            if status and not is_retired(scope.base, note):
                message = f"{field_of(found.link)} leads to {found.target}, which is {status}"
                yield Finding(found.source, found.link.place, message)
