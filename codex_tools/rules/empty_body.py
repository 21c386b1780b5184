from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity, Span
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body, has_prose
from codex_tools.rules._samples import claim

SHORT = 1_000
"""Bytes from which on a body is taken to say something, so that it need not be looked at."""


class EmptyBody(Rule):
    """A claim has no text: no more than its title, headings and lists of links.

    ## Why it matters
    A claim is a statement with its argument. Without one there is nothing that could be checked,
    challenged or learnt from.

    ## What to do
    Write the argument: what was found, by whom, and why the title follows from it.
    """

    code = "CL001"
    subject = "claims"
    severity = Severity.WARNING
    valid = (Case({"domains/a.md": claim("# Tides come twice\n\nThe moon pulls.\n")}),)
    invalid = (
        Case({"domains/a.md": claim("# Tides come twice\n")}, ("domains/a.md:9:1",)),
        Case(
            {
                "domains/a.md": claim("# Tides\n\n---\n\nTopics:\n- [[b]]\n<!-- to do -->\n"),
                "domains/b.md": claim("Text.\n"),
            },
            ("domains/a.md:9:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim with a short body in which there is no running text."""
        for note in scope.claims:
            document = note.document
            short = document.size - document.body_start < SHORT
            if document.has_front_matter and short and not has_prose(body(scope.base, note)):
                place = Span(document.body_start, document.body_start)
                yield Finding(note.path, place, "the claim has no text below its title")
