"""The index of names finds who bears a word, alone or in a compound."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.linking.index.names import NameIndex
from codex_tools.linking.reading.documents import read_documents
from codex_tools.linking.reading.mentions import parse_mentions
from codex_tools.linking.reading.records import SourceRecord


def index_of(authors: Iterable[str]) -> NameIndex:
    return NameIndex(
        read_documents(
            SourceRecord(f"inbox/archive/2025-0{number % 9 + 1}-x{number}.md", f"T{number}", author)
            for number, author in enumerate(authors)
        )
    )


def found(index: NameIndex, text: str) -> list[str]:
    (mention,) = parse_mentions(text)
    return [one.records[0].author for one in index.candidates(mention)]


def test_a_name_is_found_in_a_compound() -> None:
    index = index_of(["annquill", "quillann", "Dorian Vane"])
    assert sorted(found(index, "Quill (2025)")) == ["annquill", "quillann"]
    assert found(index, "Vane (2025)") == ["Dorian Vane"]


def test_a_short_name_is_not_sought_in_compounds() -> None:
    assert found(index_of(["voxworks"]), "Vox (2025)") == []


@given(st.sets(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=30))
def test_of_many_compounds_the_first_in_order_are_taken(endings: set[str]) -> None:
    names = sorted(f"quillon{ending}" for ending in endings)
    index = index_of(names)
    first = [name for name in sorted({"quillon", *names})[:9] if name != "quillon"]
    assert set(found(index, "Quillon (2025)")) <= set(first)
    assert set(index.spellings("quillon")[1:]) == set(first[:8])
