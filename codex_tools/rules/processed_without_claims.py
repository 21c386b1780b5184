from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.provenance import provenance_edges
from codex_tools.base.relations import Polarity, Provenance
from codex_tools.base.scope import Scope
from codex_tools.base.statuses import Stage
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._evidence import says
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
    subject = "sources"
    beside = True
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
        base = scope.base
        bare = list(_naming_no_claim(scope))
        named = {edge.source for edge in provenance_edges(base) if edge.is_at_claim} if bare else ()
        for note, status in bare:
            if note.path not in named:
                message = f"the source is `{status.text}`, but no claim was extracted from it"
                empty = base.statuses.value_of(Stage.FRUITLESS)
                hint = f"link its claims with `codex link`, or write `{status.name}: {empty}`"
                yield Finding(note.path, status.place, message, hint)


def _naming_no_claim(scope: Scope) -> Iterator[tuple[Note, FieldValue]]:
    """Yield each examined source that is processed and names no claim, with its status."""
    base = scope.base
    giving = (
        *base.relations.with_provenance(Provenance.GIVES),
        *base.relations.with_polarity(Polarity.BACKS),
    )
    for note in scope.sources:
        status = base.fields.get(note, Meaning.STATUS)
        is_processed = status and base.statuses.stage_of(status.value) is Stage.PROCESSED
        if status and is_processed and not says(note, giving):
            yield note, status
