from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class UnreadableFile(ProblemRule):
    """A file cannot be read.

    ## Why it matters
    What it says is missing from every check and from the graph.

    ## What to do
    Look at its permissions, or at what its symbolic link points to.
    """

    code = "IO006"
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    on_disk = True
