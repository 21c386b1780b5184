"""Source texts become mentions: who, what, when, and nothing of who wrote the note."""

import pytest

from codex_tools.linking.reading.mentions import parse_mentions
from codex_tools.linking.reading.note_authors import find_note_authors, strip_note_author
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.reading.references import FileReference
from codex_tools.linking.text.dates import When


def test_a_citation_has_author_title_and_date() -> None:
    mention = parse_mentions("Ada Quill, 'The Weight of Rivers' (Basin Review, March 2021)")[0]
    assert mention.lead == ("ada", "quill")
    assert mention.titles == ("The Weight of Rivers",)
    assert mention.dates == (When(2021, 3),)
    assert mention.words["quill"] == 1.0
    assert mention.words["basin"] < 1.0


def test_works_are_split_at_semicolons() -> None:
    texts = [mention.text for mention in parse_mentions("Quill 2021; Marten & Oake (2019)")]
    assert texts == ["Quill 2021", "Marten & Oake (2019)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@one (Feb 2026), @two (Mar 2026)", {"one", "two"}),
        ("Ann (@one) and Bob (@two), notes", {"one", "two"}),
    ],
)
def test_handles_in_one_passage_get_a_mention_each(text: str, expected: set[str]) -> None:
    alone = {handle for mention in parse_mentions(text) for handle in mention.handles}
    assert alone == expected
    assert any(len(mention.handles) == 1 for mention in parse_mentions(text))


def test_a_second_title_inherits_its_author() -> None:
    second = parse_mentions("Ada Quill, 'First Rivers' (2020); 'Second Rivers' (2021)")[1]
    assert second.lead == ("ada", "quill")
    assert second.titles == ("Second Rivers",)


def test_years_inside_a_quoted_title_are_no_dates() -> None:
    mention = parse_mentions("Quill, 'The 2040 Flood' (Feb 2026)")[0]
    assert mention.dates == (When(2026, 2),)


def test_a_clause_says_nothing_about_the_work() -> None:
    mention = parse_mentions("challenged by Oake who argues that dams are cheaper")[0]
    assert set(mention.words) == {"oake"}
    assert mention.lead == ("oake",)


def test_identifiers_and_files_are_found() -> None:
    text = (
        "arXiv 2101.01234; https://www.example.org/a/b?utm_source=x; doi 10.1000/ABC.7; "
        "[[2021-03-01-quill-rivers]]"
    )
    mentions = parse_mentions(text)
    assert mentions[0].identifiers == {"arxiv:2101.01234"}
    assert mentions[1].identifiers == {"url:example.org/a/b"}
    assert mentions[2].identifiers == {"doi:10.1000/abc.7"}
    assert mentions[3].references == (FileReference("2021-03-01-quill-rivers", True),)


@pytest.mark.parametrize(
    "text",
    [
        "Bramble, from Quill 2021",
        "bramble, based on Quill 2021",
        "Bramble, extracted from Quill 2021",
        "synthesized from Quill 2021",
        "Synthesis by Bramble from: Quill 2021",
    ],
)
def test_note_writers_are_stripped_by_form(text: str) -> None:
    assert strip_note_author(text).strip() == "Quill 2021"


def test_two_words_before_from_may_be_an_author() -> None:
    text = "Ada Quill, based on field notes"
    assert strip_note_author(text) == text
    assert strip_note_author(text, frozenset({"ada quill"})) == "field notes"


def test_note_writers_are_learnt_from_fields_and_recurrence() -> None:
    claims = [ClaimRecord(f"c{n}.md", "t", f"Bramble, from Work {n}") for n in range(3)]
    claims.append(ClaimRecord("d.md", "t", "Thistle, from Work 9"))
    sources = [SourceRecord("s.md", note_authors=("Sorrel",))]
    assert find_note_authors(claims, sources) == {"bramble", "sorrel"}


def test_a_learnt_writer_is_no_word_of_a_mention() -> None:
    mentions = parse_mentions("Bramble; Quill 2021", frozenset({"bramble"}))
    assert [mention.text for mention in mentions] == ["Quill 2021"]


def test_the_handles_of_the_authors_of_a_note_are_none_of_a_source() -> None:
    text = "thread by @ada_quill, taken up by @oake_notes"
    [both] = parse_mentions(text)
    [one] = parse_mentions(text, frozenset({"oake_notes"}))
    assert both.handles == {"ada_quill", "oake_notes"}
    assert one.handles == {"ada_quill"}
