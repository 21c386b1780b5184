from __future__ import annotations

from codex_tools.rule import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class MalformedValue(ViolationRule):
    """A field holds a text that does not have the form its schema asks for, or that is empty.

    ## Why it matters
    Dates and identifiers are compared as texts; one in another form never matches.

    ## What to do
    Write the value in the form of the example that the message gives.
    """

    code = "SC004"
    keywords = frozenset({"minItems", "pattern", "minLength", "empty"})
    valid = (valid_claim(),)
    invalid = (broken_claim("7:10", created="2 January 2026"),)
