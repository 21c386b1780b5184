from __future__ import annotations

from codex_tools.rule import Case, ProblemRule


class InvalidYaml(ProblemRule):
    """The YAML of a front matter cannot be read.

    ## Why it matters
    One wrong character hides every field of the file from every tool.

    ## What to do
    Mostly a text wants quotes, because it has a colon in it or begins with `*`, `&`, `@` or `%`.
    """

    code = "FM003"
    valid = (Case({"domains/a.md": "---\ntype: map\ntitle: 'one: two'\n---\n"}),)
    invalid = (
        Case(
            {"domains/a.md": "---\ntype: map\ntitle: one: two\n---\n"},
            ("domains/a.md:3:11",),
        ),
        Case({"domains/a.md": "---\ntitle: *star\n---\n"}, ("domains/a.md:2:8",)),
    )
