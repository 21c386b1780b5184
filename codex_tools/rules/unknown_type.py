from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import source, valid_source
from codex_tools.runtime.text import did_you_mean


class UnknownType(Rule):
    """A note names a kind that nobody knows.

    ## Why it matters
    Its schema is that of its folder, or none at all, and no filter by kind finds it. In a base that
    uses no kinds of codex and describes none of its own, any type is fine.

    ## What to do
    Take one of the known kinds, describe yours under `[tool.codex.kinds]`, or write
    `types = "any"`.
    """

    code = "SC008"
    severity = Severity.WARNING
    valid = (
        valid_source(),
        Case({"notes/a.md": "---\ntype: essay\n---\n"}),
        Case({"notes/a.md": "---\ntitle: No type\n---\n"}),
    )
    invalid = (
        Case({"inbox/a.md": source(type="news"), "inbox/b.md": source()}, ("inbox/a.md:2:7",)),
        Case({"notes/a.md": source(type="sauce"), "notes/b.md": source()}, ("notes/a.md:2:7",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each note whose type names no kind."""
        if scope.base.kinds.tolerates:
            return
        for note in scope.examined():
            given = note.document.fields.get(TYPE)
            if isinstance(given, str) and given not in scope.base.kinds.by_type:
                yield self._finding(scope.base, note.path, given)

    @staticmethod
    def _finding(base: KnowledgeBase, path: str, given: str) -> Finding:
        by_place = base.kinds.by_path(path)
        if by_place is None:
            hint = "known: " + ", ".join(sorted(base.kinds.by_name))
            hint += did_you_mean(given, base.kinds.by_type)
        else:
            hint = f"its folder is one of the kind `{by_place.name}`, so it is checked as that"
        return Finding(path, FieldPath((TYPE,)), f"the type `{given}` is not known", hint)
