from __future__ import annotations

from codex_tools.rules._base import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class MissingField(ViolationRule):
    """A field that the kind of note needs is missing.

    ## Why it matters
    A claim without `confidence` or `source` cannot be weighed, a source without `url` cannot be
    found again.

    ## What to do
    Add the field. The page of the schema says what it means and what may stand in it.
    """

    code = "SC001"
    keywords = frozenset({"required"})
    valid = (valid_claim(),)
    invalid = (broken_claim("2:1", confidence=None),)
