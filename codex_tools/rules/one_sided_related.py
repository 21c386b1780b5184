from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Fix, Note, Severity
from codex_tools.refactoring.writing_style import append_reference
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim


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
        relation = "related"
        edges = {(each.source, each.target) for each in scope.base.edges.typed()}
        for path, targets in scope.edges_of(relation):
            for target, resolved in targets.items():
                there = scope.base.notes.get(target)
                if there and _can_answer(scope.base, there) and (target, path) not in edges:
                    change = append_reference(scope.base, target, relation, path)
                    fix = Fix("add it to `related` there", (change,))
                    message = f"{target} does not name this file"
                    yield Finding(path, resolved.link.place, message, "", fix)


def _can_answer(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether a note is of a kind that has the field, and can be edited."""
    kind = base.kinds.by_name.get(note.kind)
    return bool(kind and "related" in kind.schema.get("properties", ()) and note.fields)
