from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._one_way import one_way
from codex_tools.rules._samples import claim, source


class OneWaySourcedFrom(Rule):
    """A claim names its source, but the source does not name the claim.

    ## Why it matters
    Provenance in one direction is found from one side only, and the two sides drift apart.

    ## What to do
    Run `codex link --backfill`, which adds the missing entry at the other end and changes nothing
    else.
    """

    code = "PV001"
    beside = True
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="inbox/archive/s.md"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:8:15",),
            {"inbox/archive/s.md": source(claims_extracted="\n  - a")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry that names a source and whose target does not answer."""
        return one_way(scope, Provenance.FROM)
