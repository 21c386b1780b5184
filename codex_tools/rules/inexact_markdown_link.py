from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.resolver.uses import Where
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import inexact
from codex_tools.rules._samples import claim


class InexactMarkdownLink(Rule):
    """A Markdown link differs from the path of the file it means in capital letters alone.

    ## Why it matters
    It works on some machines, and is broken on the web and on all file systems that tell capital
    letters from small ones.

    ## What to do
    Write the path as the file has it. In an Obsidian vault such a link is right as it is.
    """

    code = "RF013"
    subject = "inexact"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("See [b](b.md).\n"), "domains/b.md": claim()}),
        Case({"domains/a.md": claim("See [b](Lost.md).\n")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [b](B.md#on).\n"), "domains/b.md": claim("# On\n")},
            ("domains/a.md:9:9",),
            {"domains/a.md": claim("See [b](b.md#on).\n")},
        ),
        Case(
            {"domains/a.md": claim("See [b](../Inbox/The%20s).\n"), "inbox/the s.md": "# S\n"},
            ("domains/a.md:9:9",),
            {"domains/a.md": claim("See [b](../inbox/the%20s).\n")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each Markdown link that resolves, but in another case."""
        return inexact(scope, Where.ADDRESS)
