from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding
from codex_tools.rules._base import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class MalformedValue(ViolationRule):
    """A field holds a text that does not have the form its schema asks for, or that is empty.

    ## Why it matters
    Dates and identifiers are compared as texts; one in another form never matches.

    ## What to do
    Write the value in the form of the example that the message gives. Entries of `reweave_edges`
    are judged by a rule of their own.
    """

    code = "SC004"
    keywords = frozenset({"minItems", "minLength", "pattern"})
    valid = (valid_claim(), valid_claim(reweave_edges="[x]"))
    invalid = (broken_claim("7:10", created="2 January 2026"),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each violation outside the journal of edges."""
        for finding in super().check(scope):
            place = finding.place
            if not (isinstance(place, FieldPath) and place.keys[:1] == (JOURNAL_FIELD,)):
                yield finding
