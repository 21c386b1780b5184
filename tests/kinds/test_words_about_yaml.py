"""What is wrong with YAML is said in plain words, with what to do about it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, verify


def broken(name: str, lines: str, words: str, fixed: str = "") -> Variation:
    """A note with these lines as its front matter, and what is said of them."""
    files = {"notes/a.md": f"---\n{lines}\n---\n"}
    after = {"notes/a.md": f"---\n{fixed}\n---\n"} if fixed else {}
    return Variation(name, files, after, guessed=None, select=("FM003",), words=words)


TABLE = (
    broken("colon", "a: b«FM003 :» c", "colon stands .*\n.* quotes", "a: 'b: c'"),
    broken("hyphen", "a: «FM003 -» b", "hyphen stands .*\n.*a line of its own", "a: '- b'"),
    broken("wikilink", "a: [[b]] «FM003 -» c", "hyphen stands", "a: '[[b]] - c'"),
    broken("bracket", "a: «FM003 [»b, c\nd: e", "bracket is not closed\nclose it"),
    broken("brace", "a: «FM003 {»b: c\nd: e", "bracket is not closed"),
    broken("quotation_mark", "a: «FM003 '»b\nc: d", "quotation mark is not closed\nclose it"),
    broken("words_behind_it", 'a: "b" «FM003 c»', "no field can begin here\n.*quotation mark"),
    broken("list_and_field", "- a\n«FM003 b»: c", "no entry\nbegin each entry"),
    broken("at", "a: «FM003 @»b", "with this sign\n.*quote", "a: '@b'"),
    broken("bar", "a: |«FM003 b»", "several lines\n"),
    broken("ampersand", "a: &«FM003  »b", "no name follows &", "a: '& b'"),
    broken("backslash", 'a: "C:\\x«FM003 y»z"', "backslash .*\nwrite it twice"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_words_say_what_to_do(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
