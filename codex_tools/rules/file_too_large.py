from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class FileTooLarge(ProblemRule):
    """A file is larger than what is read.

    ## Why it matters
    A note is a few pages. Data of many megabytes in a Markdown file makes every tool slow.

    ## What to do
    Move the data into a file of its own and link to it, or raise `max-file-size`.
    """

    code = "IO007"
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    on_disk = True
