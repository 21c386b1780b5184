from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import ambiguous, is_wikilink
from codex_tools.rules._samples import claim


class AmbiguousWikilink(Rule):
    """A wikilink names several files.

    ## Why it matters
    Each program picks another one of them. It is no dead link, so it must not be deleted.

    ## What to do
    Write as much of the path as it takes: `[[health/_map]]`. The fix takes the one in the same
    folder, which is a guess.
    """

    code = "RF002"
    subject = "ambiguous"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/x/m.md": claim("See [[y/m]].\n"),
                "domains/y/m.md": claim(),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim("See [[m]].\n"),
                "domains/x/m.md": claim(),
                "domains/y/m.md": claim(),
            },
            ("domains/a.md:9:7",),
        ),
        Case(
            {
                "domains/x/a.md": claim("See [[m|that]].\n"),
                "domains/x/m.md": claim(),
                "domains/y/m.md": claim(),
            },
            ("domains/x/a.md:9:7",),
            {"domains/x/a.md": claim("See [[domains/x/m|that]].\n")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each wikilink that several files answer to."""
        return ambiguous(scope, is_wikilink)
