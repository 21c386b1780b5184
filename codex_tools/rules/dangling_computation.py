from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import RUNS
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._references import are_by_title, dangling
from codex_tools.rules._samples import ROOT, concept

_NAMES = frozenset(row.name for row in RUNS)


class DanglingComputation(BundleRule):
    """What a concept is computed or checked by is no file.

    ## Why it matters
    `executor`, `attester` and `computation` name what runs, and what checks that the right thing
    ran. Where it is gone, no value can be confirmed.

    ## What to do
    Correct the path. It counts from the folder of the concept, or from the root of the bundle. An
    address on the web, and a name that is no path, are not looked at.
    """

    code = "OK014"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "index.md": ROOT,
                "a/a.md": concept("executor: {resource: run.md}\nattester: {resource: b/run.md}\n"),
                "a/run.md": concept(),
                "b/run.md": concept(),
            }
        ),
        Case({"index.md": ROOT, "a.md": concept("attester: {resource: acme-attest}\n")}),
        Case({"index.md": ROOT, "a.md": concept("attester: {resource: 'https://example.org'}\n")}),
    )
    invalid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    "executor:\n  resource: skills/run.md\n"
                    "attester: {resource: ./check.py}\ncomputation: /lib/a.sql\n"
                ),
            },
            ("a.md:4:13", "a.md:5:22", "a.md:6:14"),
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether links give titles, short ones too."""
        return are_by_title(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each of these paths that leads to nothing."""
        return dangling(scope, lambda link: link.relation in _NAMES, "file")
