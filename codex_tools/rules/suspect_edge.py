from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

if TYPE_CHECKING:
    from codex_tools.history.suspects import Suspect


class SuspectEdge(Rule):
    """What an edge leads to states something else than when the edge was written or confirmed.

    ## Why it matters
    Somebody wrote that a claim supports another one, which then said *reduces* and now says
    *slightly reduces*. Whether the edge still holds, nobody has looked.

    It is asked of edges that mean something for the argument, and git tells when they were written:
    by the commit that last wrote them, or on the date of their entry in `reweave_edges`. What a
    note states is its kind, its confidence, its status, its title and the words of its text. How
    these are set is no part of it, nor are links, the name of the file, and how far the work on a
    source is. A reference that follows a rename is not written anew.

    ## What to do
    `codex review` shows what changed and asks: keep the edge, which dates it in `reweave_edges`, or
    drop it. Off by default: without a history nothing is found, and not every change matters.
    """

    code = "AG006"
    severity = Severity.INFO
    default = False
    needs_history = True
    whole_base = True
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim("It is in no commit.")}),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each suspect edge at the reference that says it."""
        from codex_tools.history.suspects import suspects

        found = suspects(scope.base).by_note
        for note in scope.examined():
            for each in found.get(note.path, ()):
                hint = "`codex review` shows what changed, and asks whether to keep the edge"
                yield Finding(note.path, each.link.link.place, _message(each), hint)


def _message(each: Suspect) -> str:
    what = f"the {' and the '.join(each.parts)} of {each.link.target}"
    done = "confirmed" if each.is_confirmed else "written"
    return f"`{each.link.link.relation}` was {done} on {each.day}; since then {what} changed"
