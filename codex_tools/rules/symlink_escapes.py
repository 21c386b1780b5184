from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class SymlinkEscapes(ProblemRule):
    """A symbolic link leads out of the knowledge base.

    ## Why it matters
    What it points to is not under the same history, and on another machine it is something else
    or nothing. The file behind it is not read.

    ## What to do
    Copy the file into the knowledge base.
    """

    code = "IO005"
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    on_disk = True
