from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, valid_claim
from codex_tools.rules._words import telling

ROUGH = 0.4
MOST = 0.7
"""The part of its words from which on a description counts as a repetition."""


class RepeatedTitle(Rule):
    """The description of a claim says hardly more than its title.

    ## Why it matters
    Lists and searches show the two side by side. The description is the one place for the scope,
    the mechanism or the number that the title has no room for.

    ## What to do
    Say how, how much, where or under which condition.
    """

    code = "CL002"
    subject = "claims"
    severity = Severity.WARNING
    valid = (
        valid_claim(title="Tides come twice a day", description="Measured at nine ports."),
        valid_claim(description="''"),
    )
    invalid = (
        Case(
            {"domains/tides-come-twice-a-day.md": claim(description="The tides come twice a day.")},
            ("domains/tides-come-twice-a-day.md:4:14",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose description has most of its words from the title or name."""
        for note in scope.claims:
            found = scope.base.fields.get(note, Meaning.DESCRIPTION)
            if found and isinstance(found.value, str) and _repeats(found.value, note):
                message = f"`{found.name}` mostly repeats the title"
                yield Finding(note.path, found.place, message)


def _repeats(description: str, note: Note) -> bool:
    """Tell whether most words stand in the title too; a rough look spares most the exact one."""
    rough = set(description.casefold().split())
    title = f"{note.title} {note.name}" if note.title != note.name else note.title
    if len(rough.intersection(title.casefold().replace("-", " ").split())) < ROUGH * len(rough):
        return False
    words = telling(description)
    shared = words & (telling(note.title) | telling(note.name))
    return bool(words) and len(shared) >= MOST * len(words)
