from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.edits import apply_edits
from codex_tools.model import Applicability, Block, Edit, Finding, Fix, Replace, Span
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.syntax import frontmatter

_NEARLY = rb"(?m)^(\.\.\.|--|-{4,}|\xe2\x80\x94-?|\xe2\x80\x93-?)[ \t]*\r?$"
"""A line that was meant to close: the end of a YAML document, too few or too many hyphens, or the
dash that an editor made of them."""


class UnclosedFrontMatter(ProblemRule):
    """A front matter is opened with `---` but never closed.

    ## Why it matters
    Everything below counts as text, so that the fields are read by nobody.

    ## What to do
    Put a line with `---` below the last field. Where a line looks as if it should close it, such
    as `...` or `----`, the fix writes `---` there, which is a guess.
    """

    code = "FM002"
    valid = (
        Case({"domains/a.md": "Text, then a rule.\n\n---\n"}),
        Case({"notes/a.md": "---\n\nText below a rule.\n"}),
    )
    invalid = (
        Case({"domains/a.md": "---\ntype: map\n# A map\n"}, ("domains/a.md:1:1",)),
        Case(
            {"domains/a.md": "---\ntype: map\n...\n# A map\n"},
            ("domains/a.md:1:1",),
            {"domains/a.md": "---\ntype: map\n---\n# A map\n"},
        ),
        Case(
            {"domains/a.md": "---\r\ntype: map\r\n----\r\n# A map\r\n"},
            ("domains/a.md:1:1",),
            {"domains/a.md": "---\r\ntype: map\r\n---\r\n# A map\r\n"},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file whose front matter has no end."""
        for found in super().check(scope):
            fix = _fix(found.path, scope.base.text(found.path))
            yield Finding(found.path, found.place, found.message, found.hint, fix)


def _fix(path: str, data: bytes) -> Fix | None:
    """Close it at the first line that looks like an end, where fields stand above that line."""
    end = re.search(_NEARLY, data, 4)
    if end is None:
        return None
    closed = apply_edits(data, [Edit(*end.span(1), b"---")])
    block = frontmatter.find_block(closed)
    if not isinstance(block, Block):
        return None
    fields, problems = frontmatter.read_block(closed, block)
    if not fields or problems:
        return None
    change = Replace(path, Span(*end.span(1)), "---")
    return Fix("close it there", (change,), Applicability.UNSAFE)
