from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._argument import arrows, holding_link, weighed
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.weighing.status import is_retired, retired_status

if TYPE_CHECKING:
    from codex_tools.weighing.weighed import Weighed


class FallenPremise(Rule):
    """A claim leans on one that is retired or defeated, directly or through others.

    ## Why it matters
    Without its premise the claim falls, however well it is backed. A premise is defeated when a
    challenge of at least its confidence stands, see the page on the argument. A premise that is
    itself retired, without others between, is reported by `retired-target`.

    ## What to do
    `codex why` shows what speaks against the premise. Answer that, or let the claim rest on
    something else.
    """

    code = "AG004"
    whole_base = True
    severity = Severity.WARNING
    default = False
    valid = (
        Case(
            {
                "domains/a.md": claim(depends_on="[b]", sourced_from="[s]"),
                "domains/b.md": claim(sourced_from="[s]"),
                "inbox/archive/s.md": source(),
            }
        ),
        Case({"domains/a.md": claim(depends_on="[b]"), "domains/b.md": claim(status="retired")}),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(depends_on="[b]", sourced_from="[s]"),
                "domains/b.md": claim(depends_on="[c]", sourced_from="[s]"),
                "domains/c.md": claim(status="retired", sourced_from="[s]"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:8:14",),
        ),
        Case(
            {
                "domains/a.md": claim(depends_on="[b]", sourced_from="[s]"),
                "domains/b.md": claim(sourced_from="[s]"),
                "domains/c.md": claim(challenges="[b]", sourced_from="[s]"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:8:14",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each live note that leans on a fallen one, with the nearest of these."""
        numbers = weighed(scope.base).argument.numbers
        for path, note in scope.base.notes.items():  # what one leans on may say so at the other end
            if path in numbers and not is_retired(scope.base, note):
                found = _found(scope.base, numbers[path])
                yield from (each for each in found if scope.examines(each.path))


def _found(base: KnowledgeBase, number: int) -> Iterator[Finding]:
    known = weighed(base)
    hops, names = known.fallen_premises, known.argument.names
    near = [premise for premise in known.argument.premises[number] if premise in hops]
    premise = min(near, key=lambda each: hops[each].distance, default=None)
    if premise is None:
        return
    last = names[hops[premise].end]
    status = retired_status(base, base.notes[last])
    link = holding_link(known, names[number], names[premise])
    if link and (hops[premise].distance or not status):
        way_words = _way(known, number, premise) if hops[premise].distance else ""
        message = f"it leans on {last}, which is {status or 'defeated'}{way_words}"
        yield Finding(link.source, link.link.place, message)


def _way(known: Weighed, number: int, premise: int) -> str:
    from codex_tools.argument.trails import way

    nodes = (number, *way(known.fallen_premises, premise))
    return f": {arrows(known.argument.names[node] for node in nodes)}"
