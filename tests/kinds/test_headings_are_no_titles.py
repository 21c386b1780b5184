"""A title is ``title:`` or a heading before any other text; any other heading names nothing."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, verify

RISES = "Water rises twice a day"


def gone(name: str, text: str) -> Variation:
    """A link by a heading of ``text`` that is no title."""
    files = {"a.md": f"See [[«RF001 {RISES}»]].\n", "b.md": text}
    return Variation(name, files, guessed=None, edges=frozenset())


def named(name: str, text: str) -> Variation:
    """A link by the heading that is the title of ``text``."""
    files = {"a.md": f"See [[«RF003 {RISES}»]].\n", "b.md": text}
    return Variation(name, files, {"a.md": f"See [[b|{RISES}]].\n"})


TABLE = (
    gone("below_text", f"The sea.\n\n# {RISES}\n"),
    gone("below_list", f"- one\n- two\n\n# {RISES}\n"),
    gone("second_heading", f"# The sea\n\n# {RISES}\n"),
    gone("setext_below_text", f"The sea.\n\n{RISES}\n===\n"),
    gone("below_picture", f"![x](https://example.org/x.png)\n\n# {RISES}\n"),
    gone("below_tags", f"#sea #moon\n\n# {RISES}\n"),
    gone("below_table", f"| a |\n|---|\n| b |\n\n# {RISES}\n"),
    gone("below_code", f"```\nx\n```\n\n# {RISES}\n"),
    gone("second_level", f"## {RISES}\n\nText.\n"),
    gone("in_code", f"```\n# {RISES}\n```\n"),
    gone("in_comment", f"<!--\n# {RISES}\n-->\n"),
    named("at_the_top", f"# {RISES}\n\nText.\n"),
    named("below_front_matter", f"---\ntags: [sea]\n---\n\n# {RISES}\n"),
    named("below_comment", f"<!-- draft -->\n\n# {RISES}\n"),
    named("underlined", f"\n{RISES}\n===\n"),
    Variation(
        "relation",
        {
            "coast/a.md": claim("", supports=f"[«RF007 {RISES}»]"),
            "coast/b.md": claim(f"Text.\n\n# {RISES}\n"),
        },
        guessed=None,
        edges=frozenset(),
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_only_a_heading_at_the_top_is_a_title(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
