from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import source, valid_source


class LegacyField(Rule):
    """A field goes by an older name.

    ## Why it matters
    It is read as if it had the newer one, but other programs know one name only.

    ## What to do
    Rename the key as the message says. A value that does not fit the newer field is left to the
    rules of the schema.
    """

    code = "SC006"
    subject = "renamed"
    needs_schemas = True
    severity = Severity.INFO
    valid = (valid_source(format="paper"), valid_source(url=None, source="A magazine"))
    invalid = (
        Case(
            {"inbox/archive/s.md": source(source_type="paper")},
            ("inbox/archive/s.md:9:1",),
            {"inbox/archive/s.md": source(format="paper")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each field that stands under a legacy name."""
        for note in scope.renamed:
            for new, old in note.renamed.items():
                if any(each.keys[:1] == (new,) for each in scope.base.violations.of(note)):
                    continue
                message = f"`{old}` is an older name of `{new}`"
                place = FieldPath((old,), on_key=True)
                hint = f"rename it to `{new}`"
                fix = Fix(hint, (Replace(note.path, place, new),))
                yield Finding(note.path, place, message, hint, fix)
