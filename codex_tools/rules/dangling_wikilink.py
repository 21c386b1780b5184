from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import are_by_title, dangling, is_wikilink
from codex_tools.rules._samples import claim


class DanglingWikilink(Rule):
    """A wikilink names no file.

    ## Why it matters
    The reader who follows it gets nothing, and the graph lacks an edge that somebody meant.

    ## What to do
    See whether the note was renamed: the message gives the nearest name. A link to a note that is
    still to be written is dangling too. Links inside code are not looked at. The fix writes the
    nearest name, which is a guess. In Logseq a page is there as soon as it is named, so that no
    name is dead.
    """

    code = "RF001"
    subject = "dangling"
    valid = (
        Case({"domains/a.md": claim("See [[b]] and `[[c]]`.\n"), "domains/b.md": claim()}),
        Case({"domains/a.md": claim("See [[domains/b.md|that]].\n"), "domains/b.md": claim()}),
    )
    invalid = (
        Case({"domains/a.md": claim("See [[c]].\n")}, ("domains/a.md:9:7",)),
        Case(
            {
                "domains/a.md": claim("See [[moon-puls-all-tides|it]].\n"),
                "domains/moon-pulls-all-tides.md": claim(),
            },
            ("domains/a.md:9:7",),
            {"domains/a.md": claim("See [[moon-pulls-all-tides|it]].\n")},
        ),
        Case({"domains/a.md": claim(summary="'see [[c]]'")}, ("domains/a.md:8:10",)),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether links give titles, short ones too."""
        return are_by_title(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each wikilink that resolves to nothing."""
        return dangling(scope, is_wikilink, "file")
