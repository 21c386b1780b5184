from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, valid_claim


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
    invalid = (
        Case(
            {"domains/a.md": claim(type="insight")},
            ("domains/a.md:2:7",),
            {"domains/a.md": claim()},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each note whose type is one of the legacy types of its kind."""
        for note in scope.examined():
            given = note.document.fields.get(TYPE)
            kind = scope.base.kinds.by_name.get(note.kind)
            if kind and kind.types and isinstance(given, str) and given in kind.legacy_types:
                message = f"`type: {given}` is an older word for `{kind.name}`"
                hint = f"write `type: {kind.types[0]}`"
                place = FieldPath((TYPE,))
                fix = Fix(hint, (Replace(note.path, place, kind.types[0]),))
                yield Finding(note.path, place, message, hint, fix)
