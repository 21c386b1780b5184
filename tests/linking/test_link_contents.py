"""Which documents are most like a text, in a base of any size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.linking.index import contents
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord

WORDS = [f"tide{number:03}" for number in range(400)]
COMMON = ["harbour", "water", "level", "moon", "spring", "neap", "gauge", "chart"]


def source(number: int) -> SourceRecord:
    """A source with words of its own, some that few have, and some that many have."""
    own = WORDS[number * 4 : number * 4 + 8]
    body = [*own, *COMMON[number % 3 : number % 3 + 4]]
    return SourceRecord(f"inbox/archive/s{number:02}.md", f"On {number}", body=" ".join(body))


SOURCES = [source(number) for number in range(90)]


def most_like(number: int) -> list[tuple[str, float, float]]:
    text = f"{SOURCES[number].text()} {' '.join(COMMON)}"
    index = DocumentIndex([], SOURCES)
    content = index.texts.content_of_claim(ClaimRecord("domains/a.md", ""), text)
    return [(one.document.id, one.cosine, one.lead) for one in index.contents.most_like(content)]


@given(st.integers(0, 80), st.integers(8, 16))
@settings(max_examples=20, deadline=None)
def test_a_bound_on_what_is_looked_at_finds_the_same_document(number: int, bound: int) -> None:
    whole = most_like(number)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(contents, "_MAX_POSTINGS", bound)
        assert most_like(number)[0][:2] == whole[0][:2] == (SOURCES[number].id, whole[0][1])


def test_only_the_nearest_are_measured_by_all_words(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = most_like(10)
    monkeypatch.setattr(contents, "_MAX_POSTINGS", 12)
    assert most_like(10) == whole
    monkeypatch.setattr(contents, "_MAX_NEAREST", 1)
    (only,) = most_like(10)
    assert only[:2] == whole[0][:2]


def test_a_text_whose_words_all_have_too_many_documents_is_like_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contents, "_MAX_POSTINGS", 0)
    assert most_like(10) == []
