"""A first line `---` is the beginning of a front matter, or a rule with text below it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.syntax.document import parse_document

TEXTS = {
    "words": "---\n\nThe sea rises.\n\n---\n\nMore.\n",
    "heading": "---\n# The sea\nIt rises\n---\nMore.\n",
    "heading_apart": "---\n\n# The sea\n\nIt rises twice.\n\n---\n",
    "no_other_rule": "---\n\n# The sea\n\nIt rises twice a day.\n",
    "nothing_below": "---\n",
    "sentence": "---\nThe sea rises twice a day.\n---\n",
    "list": "---\n\n- ebb\n- flow: twice\n\n---\n",
    "numbered": "---\n\n1. Ebb: low.\n2. Flow.\n\n---\n",
    "bold_words": "---\n\n**Ebb:** low\n**Flow**: high\n\n---\n",
    "quotation": "---\n\n> Ebb: low water\n\n---\n",
    "long_words": "---\n\nWhat they saw that day: two seas.\n\n---\n",
    "address": "---\n\nhttps://example.org/ebb\n\n---\n",
    "stars": "---\n\n* * *\n\n@ebb `%` {flow}\n\n---\n",
    "word_with_colon": "---\n\nThe sea rises.\n\nNote: twice a day.\n\n---\n",
    "lines_with_colon": "---\nThe sea rises\nand falls.\n\nNote: twice\nDay: two\n---\n",
    "heading_and_colon": "---\n# The sea\n\nIt rises twice a day\n\nNote: so it does\n---\n",
    "colon_below_bold": "---\n**The sea** rises.\n\nTides: two\n\n---\n",
    "more_sentences": "---\nThe sea rises twice a day.\nIt falls twice as well.\nEbb: low\n---\n",
    "other_script": "---\n\n海は満ちて、また引きます。\n\n注: 毎日\n\n---\n",
    "key_far_below": "---\n\nThe sea rises.\n\nNote: twice a day.\n",
}

FAULTS = {
    "bare_word": ("---\nebb\n---\n", "not-a-mapping"),
    "bare_words": ("---\ntype claim\nlevel high\n---\n", "not-a-mapping"),
    "list": ("---\n- ebb\n- flow\n---\n", "not-a-mapping"),
    "no_blank": ("---\n\ntype:claim\n\nlevel:high\n---\n", "not-a-mapping"),
    "sentence_above": ("---\nThe sea rises twice a day.\ntype: claim\n---\n", "invalid-yaml"),
    "empty_line": ("---\n\ntype: claim\n\nlevel: [high\n---\n", "invalid-yaml"),
    "comment": ("---\n# Of the sea\ntype: claim: high\n---\n", "invalid-yaml"),
    "two_words": ("---\n\nhigh water: a: b\n\n---\n", "invalid-yaml"),
    "quoted": ("---\n\n'high water': a: b\n\n---\n", "invalid-yaml"),
    "other_letters": ("---\n\nébauche: a: b\n\n---\n", "invalid-yaml"),
    "at": ("---\n\n@type: claim\n\n---\n", "invalid-yaml"),
    "braces": ("---\n\n{type: claim\n\n---\n", "invalid-yaml"),
    "words_without_colon": ("---\ntype claim\n\nlevel: high\n---\n", "invalid-yaml"),
    "text_of_a_key": ("---\nnote: The sea\nrises twice a day.\nlevel: high\n---\n", "invalid-yaml"),
    "empty_line_below": ("---\ntype: claim: x\n\nlevel: high\n---\n", "invalid-yaml"),
    "list_of_sentences": (
        "---\nquotes: [a\n  - Eels swim up the river.\n  - They do so each year.\n---\n",
        "invalid-yaml",
    ),
    "text_not_indented": (
        "---\nnote: The sea\nIt rises twice a day.\nIt falls twice as well.\n---\n",
        "invalid-yaml",
    ),
    "quoted_words": ("---\n'water of this sea': It is: high in May.\n---\n", "invalid-yaml"),
    "marks_and_comments": ("---\n'\n'\n# Of the sea\n- x y\n\nlevel: high\n---\n", "invalid-yaml"),
    "unclosed": ("---\ntype: claim\n\n# The sea\n", "unclosed-front-matter"),
    "unclosed_comment": ("---\n# mine\n\ntype: claim\n", "unclosed-front-matter"),
    "unclosed_text": ("---\nhigh water: twice\nThe sea rises.\n", "unclosed-front-matter"),
}


WITH_SENTENCES = {
    "list": "quotes:\n  - Eels swim up the river.\n  - They do so each year.\n",
    "list_not_indented": "quotes:\n- Eels swim up the river.\n- They do so each year.\n",
    "block": "a: \ntext: |\n  Eels swim up the river.\n  They do it in May.\n  So they say here.\n",
    "folded": "text: >-\n\n  Eels swim up the river.\n\n  They do so each year.\n",
    "comments": "# Eels swim up the river.\n# They do so each year.\n#It is in May.\ntitle: x\n",
    "quoted_key": '"title of this note": It is on eels.\n',
    "key_in_quotes": "'it''s the title of all': x\n\nlevel: high\n",
    "quoted_text": 'text: "Eels swim up the river.\n  They do so each year.\n  It is in May."\n',
    "long_key": "what they saw that day: two seas.\n\nlevel: high\n",
    "long_keys": "what they saw in May: two seas.\nwhat they saw in June: ebb.\nlevel: high\n",
}


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("name", WITH_SENTENCES)
def test_a_front_matter_with_sentences_is_no_text(name: str, crlf: bool) -> None:
    text = f"---\n{WITH_SENTENCES[name]}---\nText.\n"
    document = parse_document("a.md", (text.replace("\n", "\r\n") if crlf else text).encode())
    assert document.has_front_matter
    assert document.fields == yaml.safe_load(WITH_SENTENCES[name])
    assert {problem.kind for problem in document.problems} <= {"crlf-line-ends"}


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("name", TEXTS)
def test_text_below_a_rule_is_a_body(name: str, crlf: bool) -> None:
    text = TEXTS[name].replace("\n", "\r\n") if crlf else TEXTS[name]
    document = parse_document("a.md", text.encode())
    assert not document.has_front_matter
    assert document.body_start == 0
    assert {problem.kind for problem in document.problems} <= {"crlf-line-ends"}


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("name", FAULTS)
def test_a_front_matter_with_a_mistake_is_reported(name: str, crlf: bool) -> None:
    text, kind = FAULTS[name]
    document = parse_document("a.md", (text.replace("\n", "\r\n") if crlf else text).encode())
    assert document.has_front_matter
    assert kind in {problem.kind for problem in document.problems}


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\n", "---\n# none yet\n\n---\n"])
def test_a_front_matter_may_be_empty(text: str) -> None:
    document = parse_document("a.md", text.encode())
    assert (document.has_front_matter, document.problems) == (True, ())


def test_the_heading_below_a_rule_is_the_title() -> None:
    heading = parse_document("a.md", b"---\n\n# The sea\n\nIt rises.\n\n---\n").heading
    assert heading is not None
    assert heading.text == "The sea"


LINES = st.sampled_from(["", "# Sea", "[", "a: b: c", "- x", "\t", "'"])


@given(st.lists(LINES), st.lists(LINES), st.booleans())
def test_a_key_makes_a_front_matter_of_whatever_stands_around_it(
    above: list[str], below: list[str], closed: bool
) -> None:
    lines = ["---", *(above if closed else []), "level: high", *below, *(["---"] * closed)]
    document = parse_document("a.md", "\n".join(lines).encode())
    assert document.has_front_matter
    assert document.fields.get("level") == "high" or document.problems


@given(
    st.lists(st.sampled_from(["", "# Sea", "#"])),
    st.lists(LINES | st.just("It rises twice a day.")),
)
def test_what_begins_with_a_key_is_a_front_matter(above: list[str], below: list[str]) -> None:
    text = "\n".join(["---", *above, "level: high", *below, "---"])
    assert parse_document("a.md", text.encode()).has_front_matter


@given(st.lists(st.text("ab .#-[]{}'\"&*!|>%@`?", max_size=12)), st.booleans())
def test_nothing_is_said_of_text_without_a_colon(lines: list[str], closed: bool) -> None:
    text = ["---", "", "The sea rises.", *(f" {line}" for line in lines), *(["---"] * closed)]
    document = parse_document("a.md", "\n".join(text).encode())
    wrong = {"invalid-yaml", "not-a-mapping", "unclosed-front-matter"}
    assert wrong.isdisjoint(problem.kind for problem in document.problems)
