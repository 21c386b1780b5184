from __future__ import annotations

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.violations import place_of
from codex_tools.model import Applicability, Fix, Note, Replace
from codex_tools.rules._base import Case, ViolationRule
from codex_tools.rules._samples import broken_claim, claim, valid_claim
from codex_tools.schema import Violation


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
    invalid = (
        broken_claim("5:13", confidence="certain beyond doubt"),
        Case(
            {"domains/a.md": claim(confidence="experimentel")},
            ("domains/a.md:5:13",),
            {"domains/a.md": claim(confidence="experimental")},
        ),
    )

    def fix(self, base: KnowledgeBase, note: Note, violation: Violation) -> Fix | None:
        """Write the allowed value that is most like the one on file."""
        if not violation.meant:
            return None
        change = Replace(note.path, place_of(note, violation), violation.meant)
        return Fix(f"write `{violation.meant}`", (change,), Applicability.UNSAFE)
