"""What matches only loosely makes no edge, and a dead link is not called ambiguous for it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

NONE: frozenset[str] = frozenset()
TWO_FORMS = {"x/old-pier.md": claim(), "y/old_pier!.md": claim()}
TITLE = "Salt eats the iron bells"
TWO_TITLES = {"x/b1.md": claim(f"# {TITLE}\n"), "x/b2.md": claim(f"# {TITLE}\n")}
PIER = {"x/The old pier.md": claim()}

TABLE = (
    one(
        "form",
        claim("[[«RF003 the-old-pier»]]\n"),
        beside=PIER,
        edges=NONE,
        fixed=claim("[[The old pier]]\n"),
    ),
    one(
        "form_in_relation",
        claim("", supports="[«RF010 the-old-pier»]"),
        beside=PIER,
        edges=NONE,
        fixed=claim("", supports="[The old pier]"),
    ),
    one("two_forms", claim("[[«RF001 old pier»]]\n"), beside=TWO_FORMS, edges=NONE, guessed=None),
    one(
        "two_forms_in_relation",
        claim("", supports="[«RF007 old pier»]"),
        beside=TWO_FORMS,
        edges=NONE,
        guessed=None,
    ),
    one("two_titles", claim(f"[[«RF001 {TITLE}»]]\n"), beside=TWO_TITLES, edges=NONE, guessed=None),
    one(
        "two_titles_in_relation",
        claim("", supports=f"[«RF007 {TITLE}»]"),
        beside=TWO_TITLES,
        edges=NONE,
        guessed=None,
    ),
    one(
        "moved",
        claim("[[«RF003 x/y/The old pier»]]\n"),
        beside=PIER,
        edges=NONE,
        fixed=claim("[[x/The old pier]]\n"),
    ),
    one(
        "two_moved",
        claim("[[«RF001 z/pier»]]\n"),
        edges=NONE,
        guessed=None,
        beside={"x/pier.md": claim(), "y/pier.md": claim()},
    ),
    one(
        "alias",
        claim("[[«RF001 Long jetty»]]\n"),
        edges=NONE,
        guessed=None,
        beside={"x/pier.md": claim("", aliases="[Long jetty]")},
    ),
    one(
        "case",
        claim("[[«RF003 THE OLD PIER»]]\n"),
        beside=PIER,
        fixed=claim("[[The old pier]]\n"),
        edges=frozenset({"notes/a.md links_to x/The old pier.md"}),
    ),
    one(
        "exact_title",
        claim("", supports=f"[{TITLE}]"),
        beside={"x/b1.md": claim(f"# {TITLE}\n")},
        edges=frozenset({"notes/a.md supports x/b1.md"}),
    ),
    one(
        "two_names",
        claim("[[«RF002 pier»]]\n"),
        edges=NONE,
        guessed=None,
        beside={"x/pier.md": claim(), "y/pier.md": claim()},
    ),
    one(
        "name_and_form",
        claim("[[pier]]\n"),
        beside={"x/pier.md": claim(), "y/pier!.md": claim()},
        edges=frozenset({"notes/a.md links_to x/pier.md"}),
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_loose_match_is_no_edge(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
