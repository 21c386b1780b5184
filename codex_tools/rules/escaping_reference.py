from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import escapes, quoted
from codex_tools.rules._samples import ROOT, claim, concept


class EscapingReference(Rule):
    """A path leads out of the knowledge base.

    ## Why it matters
    What it points to is on one machine only: in another checkout, and on the web, it is not there.

    ## What to do
    Copy the file into the knowledge base, or link to its address on the web. The `sources` of a
    bundle of the Open Knowledge Format may be documents elsewhere, such as the code that the bundle
    stands beside.
    """

    code = "RF012"
    subject = "broken"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("See [up](../README.md).\n"), "README.md": "# Up\n"}),
        Case({"domains/a.md": claim("See [gone](../GONE.md).\n")}),
        Case({"index.md": ROOT, "a.md": concept("sources: [{resource: ../lib/a.py}]\n")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [it](../../other/b.md) and [[../../other/b]].\n")},
            ("domains/a.md:9:10", "domains/a.md:9:34"),
        ),
        Case({"index.md": ROOT, "a.md": concept("executor: ../run.md\n")}, ("a.md:3:11",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each reference whose path climbs above the root."""
        rows = scope.base.relations.with_provenance(Provenance.FROM)
        elsewhere = {row.name for row in rows if row.is_path}
        for broken in scope.broken:
            link = broken.link
            if link.relation not in elsewhere and escapes(broken.source, link):
                message = f"the path leads out of the knowledge base: {quoted(link)}"
                yield Finding(broken.source, link.place, message)
