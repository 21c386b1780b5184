from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, ResolvedLink, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.runtime import lazy_regex

SOURCED_FROM, EXTRACTED = "sourced_from", "claims_extracted"

_DATE = lazy_regex.compile(r"\d{4}(?:-(?!00)\d{2}(?:-(?!00)\d{2})?)?")


class ClaimBeforeSource(Rule):
    """A claim is older than the source it is said to come from.

    ## Why it matters
    Nothing can be taken from a piece that was not yet published: a date is wrong, or the link is.

    ## What to do
    Look at both dates. Where they are right, the source did not give rise to the claim: it is later
    evidence, which `enrichments` says.
    """

    code = "PV008"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(date="2026", claims_extracted="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(date="2026-02", claims_extracted="[a]"),
            },
            ("domains/a.md:8:15",),
        ),
        Case(
            {
                "domains/a.md": claim(),
                "inbox/archive/s.md": source(date="2026-01-03", claims_extracted="[a]"),
            },
            ("inbox/archive/s.md:9:20",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each link of provenance, once, whose source has the later date."""
        for path, targets in scope.edges_of(SOURCED_FROM):
            for target, link in targets.items():
                if path < target or path not in scope.base.edges.targets(target, EXTRACTED):
                    yield from _finding(
                        link, scope.base.notes.get(path), scope.base.notes.get(target)
                    )
        for path, targets in scope.edges_of(EXTRACTED):
            for target, link in targets.items():
                if path < target or path not in scope.base.edges.targets(target, SOURCED_FROM):
                    yield from _finding(
                        link, scope.base.notes.get(target), scope.base.notes.get(path)
                    )


def _finding(link: ResolvedLink, claim: Note | None, source: Note | None) -> Iterator[Finding]:
    if message := _message(claim, source):
        yield Finding(link.source, link.link.place, message)


def _message(claim: Note | None, source: Note | None) -> str:
    """What is wrong with the dates of the two; nothing where one is less exact than the other."""
    if claim is None or source is None or (claim.kind, source.kind) != ("claim", "source"):
        return ""
    made, published = str(claim.fields.get("created")), str(source.fields.get("date"))
    if not (_DATE.fullmatch(made) and _DATE.fullmatch(published)):
        return ""
    exact = min(len(made), len(published))
    if made[:exact] >= published[:exact]:
        return ""
    return f"the claim is of {made}, the source of {published}"
