from __future__ import annotations

from codex_tools.rules._base import Case, ProblemRule


class NotAMapping(ProblemRule):
    """A front matter is YAML, but has no fields.

    ## Why it matters
    A list or a bare text between the two `---` lines says nothing about the note. Text with empty
    lines, headings or sentences, but without any `key:`, is no front matter: it stands below a
    rule, and nothing is reported.

    ## What to do
    Write fields as `key: value`, one a line.
    """

    code = "FM006"
    valid = (
        Case({"domains/a.md": "---\ntype: map\n---\n"}),
        Case({"notes/a.md": "---\n\nText between rules.\n\n---\n"}),
    )
    invalid = (Case({"domains/a.md": "---\n- type\n- map\n---\n"}, ("domains/a.md:2:1",)),)
