from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source

WAITING = {
    "unprocessed": "nobody has read it",
    "null-result": "there was nothing to take from it",
}


class UnprocessedWithClaims(Rule):
    """A source counts as unread or empty, but claims were taken from it.

    ## Why it matters
    The next reader takes the source up again and extracts the same claims a second time.

    ## What to do
    Write `status: processed`, or take the wrong link away.
    """

    code = "PV004"
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
        claims = _claims(scope.base)
        for note in scope.examined("source"):
            status = str(note.fields.get("status"))
            if status in WAITING and note.path in claims:
                place = FieldPath((note.renamed.get("status", "status"),))
                message = f"`{status}` says that {WAITING[status]}, but a claim comes from it"
                change = Replace(note.path, place, "processed")
                fix = Fix("write `processed`", (change,), Applicability.UNSAFE)
                yield Finding(note.path, place, message, f"see {claims[note.path]}", fix)


def _claims(base: KnowledgeBase) -> dict[str, str]:
    """A claim of each source that has any."""
    found: dict[str, str] = {}
    for path, targets in base.edges.of("sourced_from").items():
        for target in targets:
            found.setdefault(target, path)
    for path, targets in base.edges.of("claims_extracted").items():
        if path <= found.get(path, path):
            found[path] = next(iter(targets))
    return found
