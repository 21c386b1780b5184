"""Archived copies of one document are one candidate, and other works never are."""

from codex_tools.linking.reading.documents import copies_of, read_documents
from codex_tools.linking.reading.records import SourceRecord

URL = "https://example.org/rivers"


def copies(sources: list[SourceRecord]) -> list[tuple[str, ...]]:
    return copies_of(read_documents(sources)).groups


def source(
    name: str,
    title: str = "The Long Weight of Slow Mountain Rivers",
    url: str = URL,
    body: str = "",
) -> SourceRecord:
    """A source with the defaults of these tests."""
    return SourceRecord(
        f"inbox/archive/{name}.md", title, "Ada Quill", url, "2021-03-04", body=body
    )


def test_one_address_and_title_are_one_document() -> None:
    two = [source("2021-03-04-quill-a"), source("2021-03-05-quill-b", "Long Weight of Slow Rivers")]
    assert copies(two) == [(two[0].id, two[1].id)]


def test_one_address_under_two_titles_is_two_documents() -> None:
    two = [source("2021-03-04-quill-a"), source("2021-03-05-quill-b", "Rivers: a commentary")]
    assert copies(two) == []


def test_one_title_under_two_addresses_needs_one_text() -> None:
    other = "https://example.net/copy"
    same = [
        source("2021-a-long-name", body="Some text."),
        source("2021-b-long-name", url=other, body="Some  text."),
    ]
    differs = [same[0], source("2021-b-long-name", url=other, body="Another text.")]
    assert len(copies(same)) == 1
    assert copies(differs) == []


def test_drafts_are_copies_but_only_the_archived_one_is_linked() -> None:
    draft = SourceRecord("inbox/quill-slow-rivers.md", "", url=URL)
    kept = SourceRecord("inbox/archive/quill-slow-rivers.md", "The Weight of Slow Rivers", url=URL)
    (one,) = read_documents([draft, kept])
    assert {record.id for record in one.records} == {draft.id, kept.id}
    assert one.linked() == (kept.id,)


def test_a_draft_without_archived_copy_is_linked_itself() -> None:
    (one,) = read_documents([SourceRecord("inbox/quill-slow-rivers.md", "Rivers")])
    assert one.linked() == ("inbox/quill-slow-rivers.md",)


def test_the_order_of_the_sources_does_not_matter() -> None:
    many = [
        source(f"2021-03-{day:02}-quill-{day}", f"Rivers part {day // 2}") for day in range(1, 9)
    ]
    assert read_documents(many)[0].id == read_documents(many[::-1])[0].id
    assert copies(many) == copies(many[::-1])
