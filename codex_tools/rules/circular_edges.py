from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from codex_tools.base.edges import CIRCULAR, RESTING
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note
from codex_tools.rules._argument import arrows, holding_link, weighed
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._circles import circles, is_circular, is_on_circle
from codex_tools.rules._few import few_examined
from codex_tools.rules._samples import claim, source

if TYPE_CHECKING:
    from codex_tools.weighing.weighed import Weighed


class CircularEdges(Rule):
    """Claims rest on each other in a circle, and nothing outside settles it.

    ## Why it matters
    A supports B and B supports A: each looks supported, and no evidence is behind either of them.
    Or each leans on the other (`depends_on`): neither can stand first, whatever else backs it.
    A circle of support with evidence from outside is no fault. A relation of your own that is
    `acyclic`, and means nothing for the argument, must not lead in a circle at all.

    ## What to do
    Link a source to one of the claims, take out the edge that carries least, or say `related`
    instead.
    """

    code = "ED007"
    whole_base = True
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[c]"),
                "domains/c.md": claim(),
            }
        ),
        Case(
            {
                "domains/a.md": claim(supports="[b]", sourced_from="[s]"),
                "domains/b.md": claim(supports="[a]"),
                "inbox/archive/s.md": source(),
            }
        ),
        Case({"domains/a.md": claim(supports="[a]")}),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[a]"),
            },
            ("domains/b.md:8:12",),
        ),
        Case(
            {
                "domains/a.md": claim(supports="[b]", depends_on="[b]"),
                "domains/b.md": claim(),
            },
            ("domains/a.md:9:14",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield a finding for each group of claims that rest on each other, and for each
        circle of another relation that must not lead in one."""
        few = few_examined(scope)
        if few is None or _is_on_circle(scope.base, few):
            yield from scope.base.once(CIRCULAR, _unfounded)
        for relation in scope.base.relations:
            if relation.acyclic and not relation.bearing:
                for circle in circles(scope.base.edges.of(relation.name)):
                    yield _in_a_circle(scope.base, relation.name, circle)


def _is_on_circle(base: KnowledgeBase, notes: Iterable[Note]) -> bool:
    return is_on_circle(base.once(RESTING, _rests_on), (note.path for note in notes))


def _rests_on(base: KnowledgeBase) -> dict[str, set[str]]:
    return base.edges.resting()


def _unfounded(base: KnowledgeBase) -> list[Finding]:
    return list(_circles_of(weighed(base))) if _may_be_unfounded(base) else []


def _may_be_unfounded(base: KnowledgeBase) -> bool:
    """Tell whether there are circles that do not have evidence for sure, which takes less to find
    out than what each of them stands on."""
    rows = base.once(RESTING, _rests_on)
    if not is_circular(rows):
        return False
    from codex_tools.weighing.grounded import surely_grounded

    grounded = surely_grounded(base)
    others = {held: row - grounded for held, row in rows.items() if held not in grounded}
    return is_circular(others)


def _circles_of(known: Weighed) -> Iterator[Finding]:
    from codex_tools.argument.circles import circular_groups, shortest_circle

    rows = [[holder for holder in row if holder != held] for held, row in enumerate(known.wants)]
    for group in circular_groups(rows):
        circle = [known.argument.names[node] for node in shortest_circle(rows, min(group))]
        if link := holding_link(known, *circle[:2]):
            message = f"each of these stands only if the next does: {arrows([*circle, circle[0]])}"
            hint = "link a source to one of them, or take out the edge that carries least"
            yield Finding(link.source, link.link.place, message, hint)


def _in_a_circle(base: KnowledgeBase, relation: str, circle: list[str]) -> Finding:
    first = base.edges.targets(circle[0], relation)[circle[1]]
    message = f"`{relation}` leads in a circle: {arrows(circle)}"
    return Finding(circle[0], first.link.place, message, "take out the edge that carries least")
