from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Block, Finding, Fix, Replace, Span
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.syntax import frontmatter


class UnquotedWikilink(ProblemRule):
    """A wikilink in a front matter has no quotes.

    ## Why it matters
    Square brackets make a list in YAML: `[[tides]]` is a list in a list, and
    `related: [[tides]], [[moon]]` is no YAML at all, so that other programs read none of the
    fields. codex reads the wikilinks as they are meant, and says so.

    ## What to do
    Put each wikilink between quotes; the fix does.
    """

    code = "FM009"
    valid = (
        Case({"notes/a.md": "---\nrelated: ['[[moon]]', \"[[tides|Tides]]\"]\n---\n"}),
        Case({"notes/a.md": "---\ngrid: [[1, 2], [3, 4]]\n---\n"}),
    )
    invalid = (
        Case(
            {"notes/a.md": "---\nup:\n  - [[tides]]\n---\n"},
            ("notes/a.md:3:5",),
            {"notes/a.md": '---\nup:\n  - "[[tides]]"\n---\n'},
        ),
        Case(
            {"notes/a.md": "---\nup: [[tides]], [[moon]]\n---\n"},
            ("notes/a.md:2:5", "notes/a.md:2:16"),
            {"notes/a.md": '---\nup: ["[[tides]]", "[[moon]]"]\n---\n'},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each wikilink that YAML takes for a list in a list."""
        known: dict[str, dict[Span, Fix]] = {}
        for found in super().check(scope):
            if found.path not in known:
                known[found.path] = _fixes(found.path, scope.base.text(found.path))
            fix = known[found.path].get(found.place) if isinstance(found.place, Span) else None
            yield found._replace(fix=fix)


def _fixes(path: str, data: bytes) -> dict[Span, Fix]:
    """The fix of each wikilink by its place; those of one list share theirs."""
    from codex_tools.syntax.frontmatter.field_nodes import quoted_wikilinks

    block = frontmatter.find_block(data)
    fixes: dict[Span, Fix] = {}
    for edits in quoted_wikilinks(data, block) if isinstance(block, Block) else ():
        spans = [Span(edit.start, edit.end) for edit in edits]
        changes = (
            Replace(path, span, edit.content.decode("utf-8", "surrogateescape"))
            for span, edit in zip(spans, edits, strict=True)
        )
        fixes |= dict.fromkeys(spans, Fix("put it between quotes", tuple(changes)))
    return fixes
