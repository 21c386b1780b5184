from __future__ import annotations

from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rule import Rule
from codex_tools.rules._samples import broken_claim, valid_claim


class LegacyType(Rule):
    """A note names its kind by an older word.

    ## Why it matters
    It works, but whoever filters by `type:` has to know both words.

    ## What to do
    Write the word that the message names.
    """

    code = "SC005"
    severity = Severity.INFO
    valid = (valid_claim(),)
    invalid = (broken_claim("2:7", type="insight"),)

    def check(self, base: KnowledgeBase) -> Iterator[Finding]:
        """Yield each note whose type is one of the legacy types of its kind."""
        for note in base.notes.values():
            given = note.document.fields.get("type")
            kind = base.kinds.by_name.get(note.kind)
            if kind and isinstance(given, str) and given in kind.legacy_types:
                message = f"`type: {given}` is an older word for `{kind.name}`"
                hint = f"write `type: {kind.types[0]}`"
                yield Finding(note.path, FieldPath(("type",)), message, hint)
