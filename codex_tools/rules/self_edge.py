from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, is_edge
from codex_tools.rules._samples import claim


class SelfEdge(Rule):
    """A document has an edge to itself.

    ## Why it matters
    No claim supports, challenges or depends on itself; mostly another one was meant.

    ## What to do
    Write the name of the document that was meant.
    """

    code = "ED004"
    valid = (Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),)
    invalid = (Case({"domains/a.md": claim(supports="[a]")}, ("domains/a.md:8:12",)),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of a relation field that resolves to its own file."""
        for resolved in scope.references:
            if is_edge(resolved.link) and resolved.target == resolved.source:
                message = f"{field_of(resolved.link)} leads back to this file"
                yield Finding(resolved.source, resolved.link.place, message)
