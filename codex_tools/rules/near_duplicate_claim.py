from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Role, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._few import few_examined
from codex_tools.rules._samples import claim
from codex_tools.rules._words import telling


class NearDuplicateClaim(Rule):
    """Two claims have the same words in their titles.

    ## Why it matters
    Evidence and challenges gather at either of the two, and links by name are ambiguous or lead to
    the one that was not meant.

    ## What to do
    Merge the two by hand and let every link name the one that stays.
    """

    code = "CL005"
    subject = "claims"
    whole_base = True
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/the-moon-pulls-the-sea.md": claim(),
                "domains/the-sun-pulls-the-sea.md": claim(),
            }
        ),
        Case({"domains/x/tides.md": claim(), "domains/y/the-tides.md": claim()}),
    )
    invalid = (
        Case(
            {
                "domains/the moon pulls the sea.md": claim(),
                "domains/x/Moon-pulls-seas.md": claim(),
            },
            ("domains/x/Moon-pulls-seas.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose name has the same telling words as that of an earlier one."""
        # Most names are like no other: a number of each is enough to tell.
        claims = _candidates(scope)
        numbers = array("q", (hash(telling(note.name)) for note in claims))
        repeated = {one for one, other in pairwise(sorted(numbers)) if one == other}
        seen: dict[frozenset[str], str] = {}
        for note, number in zip(claims, numbers, strict=True):
            words = telling(note.name) if number in repeated else frozenset()
            if len(words) >= 3:
                first = seen.setdefault(words, note.path)
                if first != note.path:
                    yield Finding(note.path, None, f"{first} says the same in its title")


def _candidates(scope: Scope) -> list[Note]:
    """The claims; where a few are examined, those whose names have the longest word of theirs.

    Names beyond ASCII are all kept, since their words are not simply parts of them.
    """
    claims, few = list(scope.base.of_role(Role.CLAIM)), few_examined(scope, Role.CLAIM)
    if few is None:
        return claims
    longest = [max(telling(note.name), key=len, default="") for note in few]
    return [
        note
        for note in claims
        if not note.name.isascii() or any(word in note.name.lower() for word in longest)
    ]
