from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.argument.trails import trail
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
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
        """Yield each live note that leans on a fallen claim, with the nearest one."""
        for note in scope.examined():
            number = weighed(scope.base).argument.numbers.get(note.path)
            if number is not None and not is_retired(scope.base, note):
                yield from self._found(scope, note, number)

    @staticmethod
    def _found(scope: Scope, note: Note, number: int) -> Iterator[Finding]:
        known = weighed(scope.base)
        way = [known.argument.names[node] for node in _fallen(known, number)]
        if len(way) < 2 or (link := holding_link(known, *way[:2])) is None:
            return
        status = retired_status(scope.base, scope.base.notes[way[-1]])
        if not status or len(way) > 2:
            said = status or "defeated"
            through = f": {arrows(way)}" if len(way) > 2 else ""
            message = f"the claim leans on {way[-1]}, which is {said}{through}"
            yield Finding(link.source, link.link.place, message)


def _fallen(known: Weighed, claim: int) -> list[int]:
    """Return a shortest way over premises to a fallen one that leans on no other; maybe none."""
    argument = known.argument
    came_from = {claim: claim}
    queue = [claim]
    for node in queue:  # which grows
        if node != claim and _is_root(known, node):
            return trail(came_from, node)
        for premise in argument.premises[node]:
            if premise not in came_from:
                came_from[premise] = node
                queue.append(premise)
    return []


def _is_root(known: Weighed, node: int) -> bool:
    """Tell whether a premise is retired, or defeated without a fallen premise of its own."""
    if _has_fallen(known, node):
        return node in known.argument.retired or not any(
            _has_fallen(known, premise) for premise in known.argument.premises[node]
        )
    return False


def _has_fallen(known: Weighed, node: int) -> bool:
    from codex_tools.argument.standing import Standing

    standing = known.judgement.standings[node]
    return node in known.argument.retired or standing is Standing.DEFEATED
