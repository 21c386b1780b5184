from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Polarity, RelationType
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Fix, Role, Severity
from codex_tools.refactoring.writing_style import append_reference
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

ROLES = (Role.CLAIM, Role.SOURCE)


class OneSidedRelated(Rule):
    """A note names another in `related`, and that one does not name it back.

    ## Why it matters
    Being related is mutual. Whoever reads the other note does not learn of this one.

    ## What to do
    Add the entry there; the fix does. Off by default: programs can turn the edge round themselves.
    """

    code = "ED010"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(related="[b]"), "domains/b.md": claim(related="[a]")}),
        Case({"domains/a.md": claim(related="[b]"), "domains/b.md": claim(supports="[a]")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(related="[b]"), "domains/b.md": claim()},
            ("domains/a.md:8:11",),
            {"domains/b.md": claim(related="\n  - a")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each related note that has no edge of any kind back."""
        base = scope.base
        edges = {(each.source, each.target) for each in base.edges.typed()}
        for found in scope.edges_among(base.relations.with_polarity(Polarity.ASSOCIATES)):
            relation, there = base.relations.by_name[found.link.relation], found.target
            if (there, found.source) not in edges and _can_answer(base, there, relation):
                change = append_reference(base, there, relation.name, found.source)
                fix = Fix(f"add it to `{change.name}` there", (change,))
                message = f"{there} does not name this file"
                yield Finding(found.source, found.link.place, message, "", fix)


def _can_answer(base: KnowledgeBase, path: str, relation: RelationType) -> bool:
    """Tell whether a note is of a kind that has the field, and can be edited."""
    note = base.notes.get(path)
    return bool(note and note.fields and base.kinds.may_have(note.kind, relation.fields, *ROLES))
