from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import quoted
from codex_tools.rules._samples import claim

STRONGER = ("supports", "challenges", "challenged_by", "depends_on")


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
        for path, targets in scope.edges_of("related"):
            for target, resolved in targets.items():
                stronger = [
                    name for name in STRONGER if target in scope.base.edges.targets(path, name)
                ]
                if stronger:
                    message = f"`{stronger[0]}` names this document too: {quoted(resolved.link)}"
                    yield Finding(path, resolved.link.place, message)
