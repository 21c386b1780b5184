from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.references import parse_journal_entry
from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim


class MalformedReweaveEdge(Rule):
    """An entry of `reweave_edges` does not have the form `target|relation|YYYY-MM-DD`.

    ## Why it matters
    The journal of edges added later is read by programs; an entry in another form is not read.

    ## What to do
    Write the name of the target, a relation and the day, with `|` between them.
    """

    code = "ED001"
    fields = (JOURNAL_FIELD,)
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]", reweave_edges="['b|supports|2026-02-03']"),
                "domains/b.md": claim(),
            }
        ),
    )
    invalid = (
        Case({"domains/a.md": claim(reweave_edges="['b|supports']")}, ("domains/a.md:8:17",)),
        Case(
            {"domains/a.md": claim(reweave_edges="['b|helps|2026-02-03']")},
            ("domains/a.md:8:17",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of the journal that cannot be taken apart."""
        names = ", ".join(scope.base.relations.by_name)
        hint = f"write `target|relation|YYYY-MM-DD` with one of the relations {names}"
        for note in scope.examined():
            entries = note.document.fields.get(JOURNAL_FIELD) or []
            for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
                if parse_journal_entry(entry, scope.base.relations) is None:
                    place = FieldPath((JOURNAL_FIELD, index))
                    yield Finding(note.path, place, f"{entry!r} is no dated edge", hint)
