from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class AliasBomb(ProblemRule):
    """The aliases of a front matter stand for more values than anybody wrote.

    ## Why it matters
    Ten lines in which each alias repeats the one above ten times make ten thousand million values,
    and a program that follows them never ends. Such a front matter is not read.

    ## What to do
    Write the values out, or take the aliases away.
    """

    code = "FM007"
    valid = (Case({"domains/a.md": "---\ntype: map\na: &x [1, 2]\nb: *x\n---\n"}),)
    invalid = (
        Case(
            {
                "domains/a.md": "---\na: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
                + "".join(
                    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
                    for before, name in zip("abcdef", "bcdefg", strict=True)
                )
                + "---\n"
            },
            ("domains/a.md:2:1",),
        ),
    )
