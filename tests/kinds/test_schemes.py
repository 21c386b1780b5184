"""What begins with a scheme leads out of the base."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

TABLE = (
    one("web", "[[https://example.org/tides]] and [[http://example.org|there]]\n"),
    one("embed", "![[https://example.org/tide.png]]\n"),
    one("mail", "[[mailto:rosa@example.org]] [x](mailto:rosa@example.org)\n"),
    one("vault", "[[dendron://other/note.one]] [[Note|dendron://other/note.two]]\n"),
    one("program", "[[zotero://select/items/1_ABC]] [[obsidian://open?vault=x|x]]\n"),
    one("file", "[[file:///home/rosa/tide.pdf]] [x](file:///home/rosa/tide.pdf)\n"),
    one("telephone", "[x](tel:+4312345) [[tel:+4312345]]\n"),
    one("html", '<a href="sftp://example.org/x">x</a> <img src="//cdn.example.org/x.png">\n'),
    one("relation", claim("", cross_references="['[[https://example.org/x]]']")),
    one("definition", "[x]\n\n[x]: sftp://example.org/x\n"),
    one(
        "name_with_colon",
        "[[Moon: a guide]] [[«RF001 Sun: a guide»]]\n",
        guessed=None,
        beside={"notes/Moon: a guide.md": "x\n"},
    ),
    one("ratio", "[[«RF001 3:4 ratio»]]\n", guessed=None),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_scheme_leads_out(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
