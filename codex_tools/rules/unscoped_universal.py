from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.names import words
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

UNIVERSAL = (
    r"\b(always|never|everyone|everybody|nobody|everything|nothing|no one|impossible|inevitabl[ey]"
    r"|(?<!of )every|(?<!of )all(?= (?!of |the |these |those |two |three |four |five )\w))\b"
)
SCOPE = (
    r"\b(when|whenever|if|where|wherever|unless|until|while|under|within|among|except|in|during"
    r"|for|once|without|at|all \w+ \w+ing|every \w+ \w+ing)\b"
)
_REASON = r"\b(because|since|so that|which|meaning)\b"


class UnscopedUniversal(Rule):
    """A title says "all", "never" or "always" without saying under which conditions.

    ## Why it matters
    One counter-example refutes it, and mostly there is one. What was meant is narrower, and the
    narrower claim is the one that evidence can carry.

    ## What to do
    Name the scope (when, where, for whom) or weaken the word. Off by default: some laws are
    universal.
    """

    code = "TI003"
    subject = "claims"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/tides-never-fail-where-the-sea-is-open.md": claim()}),
        Case({"domains/tides-come-twice-a-day.md": claim()}),
    )
    invalid = (
        Case(
            {"domains/tides-always-come-twice-a-day.md": claim()},
            ("domains/tides-always-come-twice-a-day.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim with a universal word and no word of scope before the title's reason."""
        for note in scope.claims:
            text = re.split(_REASON, " ".join(words(note.title)))[0]
            found = re.search(UNIVERSAL, text)
            if found and not re.search(SCOPE, text):
                message = f'"{found[1]}" in the title holds without any condition'
                yield Finding(note.path, None, message, "say when, where or for whom")
