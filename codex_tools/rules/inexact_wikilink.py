from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver.uses import Where
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import are_by_title, inexact
from codex_tools.rules._samples import claim


class InexactWikilink(Rule):
    """A wikilink differs from the name of the file it means in case, punctuation or folder.

    ## Why it matters
    Most programs compare names letter by letter, and show the link as broken.

    ## What to do
    Write the name as the file has it. The link is alive: do not delete it. Where your program finds
    notes by their titles, set `link-style = "title"`: titles are not reported then. Where most
    links give titles, they are reported once, with their number.
    """

    code = "RF003"
    subject = "inexact"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("See [[The tides]].\n"), "domains/The tides.md": claim()}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [[the Tide's]].\n"), "domains/The tides.md": claim()},
            ("domains/a.md:9:7",),
            {"domains/a.md": claim("See [[The tides]].\n")},
        ),
        Case(
            {
                "domains/a.md": claim("See [[domains/x/b#On\\|that]].\n"),
                "domains/b.md": claim("# On\n"),
            },
            ("domains/a.md:9:7",),
            {"domains/a.md": claim("See [[domains/b#On\\|that]].\n")},
        ),
        Case(
            {
                "domains/a.md": claim("See [[The moon pulls]].\n"),
                "domains/b.md": claim(title="The moon pulls"),
            },
            ("domains/a.md:9:7",),
            {"domains/a.md": claim("See [[b|The moon pulls]].\n")},
        ),
        Case(
            {
                "domains/a.md": claim(summary="'see [[the-tides]]: so'"),
                "domains/The tides.md": claim(),
            },
            ("domains/a.md:8:10",),
            {"domains/a.md": claim(summary="'see [[The tides]]: so'")},
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether links give titles, which are told once."""
        return are_by_title(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each wikilink that resolves, but not by its exact name or path."""
        return inexact(scope, Where.WIKILINK)
