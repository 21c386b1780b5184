"""``href`` and ``src`` of HTML in the text are links."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

SEA = {"notes/deep sea.md": "# Trench\n", "img/eel & ray.png": "x"}

TABLE = (
    one("href", 'See <a href="«RF004 lost.md»">it</a>.\n'),
    one("single_quotes", "See <a href='«RF004 lost.md»'>it</a>.\n"),
    one("no_quotes", "See <a href=«RF004 lost.md»>it</a>.\n"),
    one("picture", 'See <img alt="x" src="«RF004 lost.png»" width="80">.\n'),
    one("block", '<div>\n<a href="«RF004 lost.md»">it</a>\n</div>\n'),
    one("over_lines", 'See <img\n  src="«RF004 lost.png»"\n/>.\n'),
    one("capitals", 'See <A HREF="«RF004 lost.md»">it</A>.\n'),
    one("video", '<video controls><source src="«RF004 lost.mp4»"></video>\n'),
    one("in_table", '| a |\n|---|\n| <a href="«RF004 lost.md»">x</a> |\n'),
    one("heading", 'See <a href="«RF011 deep%20sea.md#reef»">it</a>.\n', beside=SEA),
    one(
        "alive",
        '<a href="deep%20sea.md#trench">x</a> <img src="../img/eel%20&amp;%20ray.png">\n',
        beside=SEA,
    ),
    one(
        "elsewhere",
        '<a href="https://example.org/x">x</a> <a href="mailto:a@example.org">y</a> '
        '<img src="data:image/png;base64,AAAA">\n',
    ),
    one("in_code", '`<a href="lost.md">x</a>`\n\n```\n<img src="lost.png">\n```\n'),
    one("in_comment", '<!-- <a href="lost.md">x</a> -->\n'),
    one("other_attribute", '<div data-href="lost.md" title="href=lost.md">x</div>\n'),
    one("escaped", 'Write \\<a href="lost.md"> to link.\n'),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_html_links_count(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
