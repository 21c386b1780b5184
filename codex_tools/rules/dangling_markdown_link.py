from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import dangling, is_edge
from codex_tools.rules._samples import claim


class DanglingMarkdownLink(Rule):
    """A relative Markdown link leads to no file.

    ## Why it matters
    On the web and in an editor it is a dead end.

    ## What to do
    Correct the path. It counts from the folder of the file or from the root, letter by letter; as
    in Obsidian, a bare name may stand in any folder. Links to the web are not looked at. In a note
    that was taken from a page of the web, the fix writes the address that the link has there, which
    is a guess.
    """

    code = "RF004"
    subject = "dangling"
    valid = (
        Case(
            {
                "domains/a.md": claim(
                    "[b](b.md#top), [web](https://example.org), [up](../README.md)\n"
                ),
                "domains/b.md": claim(),
                "README.md": "",
            }
        ),
    )
    invalid = (
        Case({"domains/a.md": claim("See [b](b.md).\n")}, ("domains/a.md:9:9",)),
        Case(
            {
                "domains/x/a.md": claim("See [b](moon%20puls%20all%20tides.md#so).\n"),
                "domains/moon pulls all tides.md": claim(),
            },
            ("domains/x/a.md:9:9",),
            {"domains/x/a.md": claim("See [b](../moon%20pulls%20all%20tides.md#so).\n")},
        ),
        Case(
            {"domains/a.md": claim("See [b](My_note.md).\n"), "domains/my-note.md": claim()},
            ("domains/a.md:9:9",),
            {"domains/a.md": claim("See [b](my-note.md).\n")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each relative Markdown link that resolves to nothing."""
        return dangling(scope, lambda link: link.syntax.is_address and not is_edge(link), "file")
