from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity, Span
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body, has_prose
from codex_tools.rules._samples import source

SHORT = 1_000
"""Bytes from which on an archived text is taken to say something."""


class EmptyArchive(Rule):
    """An archived source has no text.

    ## Why it matters
    When the page at its URL is gone, nobody can see what the claims were taken from.

    ## What to do
    Archive the text, an excerpt or at least a summary.
    """

    code = "PV009"
    subject = "sources"
    severity = Severity.WARNING
    valid = (Case({"inbox/archive/s.md": source("The moon pulls.\n")}),)
    invalid = (
        Case({"inbox/archive/s.md": source("# On tides\n")}, ("inbox/archive/s.md:10:1",)),
        Case({"inbox/archive/s.md": source()}, ("inbox/archive/s.md:10:1",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each source in whose body there is no running text."""
        for note in scope.sources:
            document = note.document
            short = document.size - document.body_start < SHORT
            if document.has_front_matter and short and not has_prose(body(scope.base, note)):
                place = Span(document.body_start, document.body_start)
                yield Finding(note.path, place, "the source is archived without its text")
