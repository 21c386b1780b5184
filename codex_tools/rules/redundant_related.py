from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Polarity
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, quoted
from codex_tools.rules._samples import claim

STRONGER = (
    Polarity.BACKS,
    Polarity.BACKED_BY,
    Polarity.ATTACKS,
    Polarity.ATTACKED_BY,
    Polarity.LEANS_ON,
)


class RedundantRelated(Rule):
    """`related` names a document that a stronger relation of the same file names too.

    ## Why it matters
    `related` says that two claims touch the same matter, neither for nor against. Next to
    `supports` it adds nothing, and next to `challenges` it blurs what was meant.

    ## What to do
    Keep the stronger of the two. Off by default: some keep `related` as the list of everything.
    """

    code = "ED011"
    severity = Severity.INFO
    default = False
    valid = (
        Case(
            {
                "domains/a.md": claim(related="[b]", supports="[c]"),
                "domains/b.md": claim(),
                "domains/c.md": claim(),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(related="[b]", supports="[b]"), "domains/b.md": claim()},
            ("domains/a.md:8:11",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of `related` whose target stands in a stronger field as well."""
        edges, relations = scope.base.edges, scope.base.relations
        stronger = relations.with_polarity(*STRONGER)
        for weak in scope.edges_among(relations.with_polarity(Polarity.ASSOCIATES)):
            named = (edges.targets(weak.source, row.name).get(weak.target) for row in stronger)
            found = next((each for each in named if each), None)
            if found:
                message = f"{field_of(found.link)} names this document too: {quoted(weak.link)}"
                yield Finding(weak.source, weak.link.place, message)
