from __future__ import annotations

from codex_tools.rule import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class UnknownValue(ViolationRule):
    """A field holds a value that is not one of those allowed.

    ## Why it matters
    Filters, counts and reviews go by these values; one that nobody knows drops out of all of them.

    ## What to do
    Take one of the values that the message lists, or extend the schema of your knowledge base.
    """

    code = "SC003"
    keywords = frozenset({"const", "enum"})
    valid = (valid_claim(confidence="experimental"),)
    invalid = (broken_claim("5:13", confidence="experimentel"),)
