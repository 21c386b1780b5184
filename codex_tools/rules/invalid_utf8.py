from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class InvalidUtf8(ProblemRule):
    """A file is not UTF-8.

    ## Why it matters
    Letters beyond ASCII are read differently by each program, so that names and quotations do not
    match any more.

    ## What to do
    Save the file as UTF-8.
    """

    code = "IO001"
    valid = (Case({"domains/a.md": "---\ntype: map\n---\nOlé\n"}),)
    invalid = (Case({"domains/a.md": "---\ntype: map\n---\nOl\udce9\n"}, ("domains/a.md:4:3",)),)
