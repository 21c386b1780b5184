from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_edges
from codex_tools.base.scope import Scope
from codex_tools.base.statuses import Stage
from codex_tools.model import Applicability, Finding, Fix, Note, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source

_WORDS = {
    Stage.UNPROCESSED: "nobody has read it",
    Stage.FRUITLESS: "there was nothing to take from it",
}


class UnprocessedWithClaims(Rule):
    """A source counts as unread or empty, but claims were taken from it.

    ## Why it matters
    The next reader takes the source up again and extracts the same claims a second time.

    ## What to do
    Write `status: processed`, or take the wrong link away.
    """

    code = "PV004"
    subject = "sources"
    beside = True
    severity = Severity.WARNING
    valid = (
        Case({"inbox/archive/s.md": source()}),
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(status="processed", claims_extracted="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(status="null-result"),
            },
            ("inbox/archive/s.md:8:9",),
            {"inbox/archive/s.md": source(status="processed")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each source of such a status that names a claim or is named by one."""
        right = scope.base.statuses.value_of(Stage.PROCESSED)
        waiting = list(_waiting(scope))
        claims = _claims(scope.base) if waiting else {}
        for note, status, words in waiting:
            if note.path in claims:
                message = f"`{status.text}` says that {words}, but a claim comes from it"
                change = Replace(note.path, status.place, right)
                fix = Fix(f"write `{right}`", (change,), Applicability.UNSAFE)
                yield Finding(note.path, status.place, message, f"see {claims[note.path]}", fix)


def _waiting(scope: Scope) -> Iterator[tuple[Note, FieldValue, str]]:
    """Yield each examined source of such a status, with it and what it says."""
    known = scope.base.statuses
    for note in scope.sources:
        status = scope.base.fields.get(note, Meaning.STATUS)
        words = _WORDS.get(known.stage_of(status.value) or Stage.PROCESSED) if status else None
        if status and words:
            yield note, status, words


def _claims(base: KnowledgeBase) -> dict[str, str]:
    """A claim of each source that has any."""
    found: dict[str, str] = {}
    for edge in sorted(provenance_edges(base), key=lambda each: each.link.source):
        found.setdefault(edge.source, edge.claim)
    return found
