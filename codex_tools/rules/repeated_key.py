from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class RepeatedKey(ProblemRule):
    """A key stands twice in one mapping of a front matter.

    ## Why it matters
    YAML keeps one of the two values without a word, so that what the other says is lost.

    ## What to do
    Merge the two entries by hand. Nothing is deleted for you.
    """

    code = "FM004"
    valid = (Case({"domains/a.md": "---\ntype: map\ntags: [x]\n---\n"}),)
    invalid = (
        Case(
            {"domains/a.md": "---\ntype: map\ntags: [x]\ntags: [y]\n---\n"},
            ("domains/a.md:4:1",),
        ),
    )
