from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import source, valid_source


class LegacyValue(Rule):
    """A field holds an older word for a value.

    ## Why it matters
    It is read as if it were the newer word, but counts by value show two groups where there is one.

    ## What to do
    Write the word that the message names.
    """

    code = "SC007"
    severity = Severity.INFO
    valid = (valid_source(status="processing"),)
    invalid = (
        Case(
            {"inbox/archive/s.md": source(status="partial")},
            ("inbox/archive/s.md:8:9",),
            {"inbox/archive/s.md": source(status="processing")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each field whose value is a legacy one."""
        for note in scope.examined():
            kind = scope.base.kinds.by_name.get(note.kind)
            for name, table in kind.legacy_values.items() if kind else ():
                on_file = note.renamed.get(name, name)
                given = note.document.fields.get(on_file)
                if isinstance(given, str) and given in table:
                    message = f"`{on_file}: {given}` is an older word for `{table[given]}`"
                    hint = f"write `{on_file}: {table[given]}`"
                    place = FieldPath((on_file,))
                    fix = Fix(hint, (Replace(note.path, place, table[given]),))
                    yield Finding(note.path, place, message, hint, fix)
