from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import ProvenanceEdge, names_claim, names_source, provenance_edges
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Role, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.runtime import lazy_regex

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
    beside = True
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
        base = scope.base
        for edge in provenance_edges(base, scope.edges_among):
            link = edge.link
            if _is_first(base, edge):
                message = _message(base, base.notes.get(edge.claim), base.notes.get(edge.source))
                if message:
                    yield Finding(link.source, link.link.place, message)


def _is_first(base: KnowledgeBase, edge: ProvenanceEdge) -> bool:
    """Tell whether this end comes first by path, or is the only one at which the link stands."""
    answers = names_claim if edge.is_at_claim else names_source
    path, target = edge.link.source, edge.link.target
    return path < target or not answers(base, target, path)


def _message(base: KnowledgeBase, claim: Note | None, source: Note | None) -> str:
    """What is wrong with the dates of the two; nothing where one is less exact than the other."""
    if not (claim and source and (claim.role, source.role) == (Role.CLAIM, Role.SOURCE)):
        return ""
    made, published = _date(base, claim, Meaning.CREATED), _date(base, source, Meaning.DATE)
    exact = min(len(made), len(published))
    if made[:exact] >= published[:exact]:
        return ""
    return f"the claim ({made}) is older than its source ({published})"


def _date(base: KnowledgeBase, note: Note, meaning: Meaning) -> str:
    found = base.fields.get(note, meaning)
    return found.text if found and _DATE.fullmatch(found.text) else ""
