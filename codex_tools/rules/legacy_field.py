from __future__ import annotations

from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rule import Rule
from codex_tools.rules._samples import broken_source, valid_source


class LegacyField(Rule):
    """A field goes by an older name.

    ## Why it matters
    It is read as if it had the newer one, but other programs know one name only.

    ## What to do
    Rename the key as the message says.
    """

    code = "SC006"
    severity = Severity.INFO
    valid = (valid_source(format="paper"),)
    invalid = (broken_source("9:1", source_type="paper"),)

    def check(self, base: KnowledgeBase) -> Iterator[Finding]:
        """Yield each field that stands under a legacy name."""
        for note in base.notes.values():
            for new, old in note.renamed.items():
                message = f"`{old}` is an older name of `{new}`"
                place = FieldPath((old,), on_key=True)
                yield Finding(note.path, place, message, f"rename it to `{new}`")
