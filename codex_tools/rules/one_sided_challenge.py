from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Finding, Fix, ResolvedLink, Severity
from codex_tools.refactoring.other_ends import should_answer
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source


class OneSidedChallenge(Rule):
    """A challenge stands at one of its two claims only.

    ## Why it matters
    Whoever reads the challenged claim should see that there is something against it.

    ## What to do
    Write `challenges` at the one and `challenged_by` at the other.
    """

    code = "ED006"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(challenges="[b]"),
                "domains/b.md": claim(challenged_by="[a]"),
            }
        ),
        Case({"domains/a.md": claim(challenges="[s]"), "inbox/archive/s.md": source()}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(challenges="[b]"), "domains/b.md": claim()},
            ("domains/a.md:8:14",),
            {"domains/b.md": claim(challenged_by="\n  - a")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each challenge whose other end does not say it too."""
        for relation in scope.base.relations:
            if relation.inverse and not relation.provenance:
                for path, targets in scope.edges_of(relation.name):
                    for target, resolved in targets.items():
                        if should_answer(scope.base, path, target, relation.name, relation.inverse):
                            yield _finding(scope.base, resolved, relation.inverse)


def _finding(base: KnowledgeBase, resolved: ResolvedLink, inverse: str) -> Finding:
    from codex_tools.refactoring.writing_style import append_reference

    path, target = resolved.source, resolved.target
    change = append_reference(base, target, inverse, path)
    fix = Fix(f"add it to `{inverse}`", (change,), Applicability.SAFE)
    message = f"{target} does not name this file in `{inverse}`"
    return Finding(path, resolved.link.place, message, "", fix)
