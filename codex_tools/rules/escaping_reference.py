from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import escapes, quoted
from codex_tools.rules._samples import claim


class EscapingReference(Rule):
    """A path leads out of the knowledge base.

    ## Why it matters
    What it points to is on one machine only: in another checkout, and on the web, it is not there.

    ## What to do
    Copy the file into the knowledge base, or link to its address on the web.
    """

    code = "RF012"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("See [up](../README.md).\n"), "README.md": "# Up\n"}),
        Case({"domains/a.md": claim("See [gone](../GONE.md).\n")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [it](../../other/b.md) and [[../../other/b]].\n")},
            ("domains/a.md:9:10", "domains/a.md:9:34"),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each reference whose path climbs above the root."""
        for broken in scope.broken:
            if escapes(broken.source, broken.link):
                message = f"the path leads out of the knowledge base: {quoted(broken.link)}"
                yield Finding(broken.source, broken.link.place, message)
