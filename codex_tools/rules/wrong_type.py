from __future__ import annotations

from codex_tools.rules._base import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class WrongType(ViolationRule):
    """A field holds another type of value than its schema allows.

    ## Why it matters
    A text where a list should be is read letter by letter by some programs and not at all by
    others.

    ## What to do
    Write the value in the form that the message names.
    """

    code = "SC002"
    keywords = frozenset({"type", "oneOf", "anyOf"})
    valid = (valid_claim(tags="[moon]"),)
    invalid = (broken_claim("4:14", description="[Two, texts]"),)
