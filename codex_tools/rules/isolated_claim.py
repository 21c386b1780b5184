from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim


class IsolatedClaim(Rule):
    """A claim is linked to nothing: it names no document, and none names it.

    ## Why it matters
    Nobody comes upon it by reading, and it takes no part in any argument.

    ## What to do
    Link the claims it supports, depends on or is related to, or list it in a map. Off by default:
    every claim begins alone.
    """

    code = "CL009"
    subject = "claims"
    severity = Severity.INFO
    default = False
    valid = (Case({"domains/a.md": claim("See [[b]].\n"), "domains/b.md": claim()}),)
    invalid = (
        Case(
            {"domains/a.md": claim("See [[a]] and [[gone]].\n")},
            ("domains/a.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim that no reference leaves or reaches, those to itself left out."""
        linked = {path for pair in scope.base.links.pairs() if pair[0] != pair[1] for path in pair}
        for note in scope.claims:
            if note.path not in linked:
                yield Finding(note.path, None, "no document is linked to this claim")
