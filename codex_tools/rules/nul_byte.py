from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class NulByte(ProblemRule):
    """A file holds NUL bytes.

    ## Why it matters
    Text has none. The file is damaged, is in UTF-16, or is no Markdown at all.

    ## What to do
    Save it as UTF-8, or restore it from the history.
    """

    code = "IO002"
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    invalid = (Case({"domains/a.md": "---\ntype: map\n---\nab\0c\n"}, ("domains/a.md:4:3",)),)
