from __future__ import annotations

from codex_tools.rule import Case, ProblemRule


class UnclosedFrontMatter(ProblemRule):
    """A front matter is opened with `---` but never closed.

    ## Why it matters
    Everything below counts as text, so that the fields are read by nobody.

    ## What to do
    Put a line with `---` below the last field.
    """

    code = "FM002"
    valid = (Case({"domains/a.md": "Text, then a rule.\n\n---\n"}),)
    invalid = (Case({"domains/a.md": "---\ntype: map\n# A map\n"}, ("domains/a.md:1:1",)),)
