from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import dangling, is_provenance, rests_on_all
from codex_tools.rules._samples import claim, source


class DanglingClaim(Rule):
    """`claims_extracted` names no claim.

    ## Why it matters
    The claim was renamed, never merged or deleted, and the source still counts it.

    ## What to do
    Write the name that the claim has now: the message gives the nearest one.
    """

    code = "RF006"
    subject = "dangling"
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(claims_extracted="[a.md]"),
            }
        ),
    )
    invalid = (
        Case(
            {"inbox/archive/s.md": source(claims_extracted="[a.md]")},
            ("inbox/archive/s.md:9:20",),
        ),
        Case(
            {
                "domains/moon-pulls-all-tides.md": claim(),
                "inbox/archive/s.md": source(claims_extracted="[moon-puls-all-tides.md]"),
            },
            ("inbox/archive/s.md:9:20",),
            {"inbox/archive/s.md": source(claims_extracted="[moon-pulls-all-tides.md]")},
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether a field or links are known by what is usual."""
        return rests_on_all(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of a field that names extracted claims and resolves to nothing."""
        return dangling(scope, is_provenance(scope.base, Provenance.GIVES), "claim")
