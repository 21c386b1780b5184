from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import dangling, is_provenance, rests_on_all
from codex_tools.rules._samples import claim, source


class DanglingSource(Rule):
    """A claim names a source that is no file, such as in `sourced_from`.

    ## Why it matters
    The claim says that there is evidence, and nobody can look at it.

    ## What to do
    Correct the path of the archived source; it counts from the root of the knowledge base.
    """

    code = "RF005"
    subject = "dangling"
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="[inbox/archive/s.md]"),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(sourced_from="[inbox/archive/s.md]")},
            ("domains/a.md:8:16",),
        ),
        Case(
            {
                "domains/a.md": claim(sourced_from="[inbox/2025-06-sampel-tides.md]"),
                "inbox/archive/2025-06-sample-tides.md": source(),
            },
            ("domains/a.md:8:16",),
            {"domains/a.md": claim(sourced_from="[inbox/archive/2025-06-sample-tides.md]")},
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether a field or links are known by what is usual."""
        return rests_on_all(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of a field that names sources and resolves to nothing."""
        return dangling(scope, is_provenance(scope.base, Provenance.FROM), "source")
