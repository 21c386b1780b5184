"""A title of one or two words is a suggestion: too many notes may be about it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, archived, claim, marked, one, verify

EBB = {"notes/n1.md": "# Ebb\n"}
SALT = {"notes/n2.md": "---\ntitle: Salt water\n---\nText.\n"}

TABLE = (
    one("one_word", "[[«RF001 Ebb»]]\n", beside=EBB, guessed="[[n1|Ebb]]\n"),
    one("two_words", "[[«RF001 Salt water»]]\n", beside=SALT, guessed="[[n2|Salt water]]\n"),
    one("hyphen", "[[«RF001 Salt-water»]]\n", beside=SALT, guessed=None),
    one("with_label", "[[«RF001 Ebb|low»]]\n", beside=EBB, guessed="[[n1|low]]\n"),
    one(
        "with_heading",
        "[[«RF001 Ebb#Low»]]\n",
        guessed="[[n1#Low|Ebb > Low]]\n",
        beside={"notes/n1.md": "# Ebb\n\n## Low\n"},
    ),
    one("two_notes", "[[«RF001 Ebb»]]\n", beside={**EBB, "notes/n3.md": "# Ebb\n"}),
    one(
        "relation",
        claim("", supports="[«RF007 Ebb»]"),
        beside={"notes/n1.md": claim("# Ebb\n")},
        guessed=claim("", supports="[n1]"),
        edges=frozenset(),
    ),
    one(
        "relation_in_brackets",
        claim("", supports="[«RF007 '[[Salt water]]'»]"),
        beside={"notes/n2.md": claim("", title="Salt water")},
        guessed=claim("", supports="['[[n2|Salt water]]']"),
        edges=frozenset(),
    ),
    Variation(
        "source",
        {
            "coast/a.md": claim("", sourced_from="[«RF005 Low tide»]"),
            "inbox/archive/s.md": archived(title="Low tide"),
        },
        {},
        None,
        edges=frozenset(),
    ),
    one(
        "small_words",
        "[[«RF001 The ebb»]]\n",
        beside={"notes/n4.md": "# The ebb\n"},
        guessed="[[n4|The ebb]]\n",
    ),
    one(
        "three_words",
        "[[«RF003 Ebb follows flow»]]\n",
        fixed="[[n5|Ebb follows flow]]\n",
        beside={"notes/n5.md": "# Ebb follows flow\n"},
    ),
    one("name_comes_first", "[[Ebb]]\n", beside={**EBB, "notes/Ebb.md": "x\n"}),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_short_title_is_a_suggestion(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
