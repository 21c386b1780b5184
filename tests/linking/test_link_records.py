"""Records say the same in every spelling of a field, and in every shape of an attribution."""

from typing import Any

import pytest

from codex_tools.base.attribution import NOTE_MAKERS
from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.linking.reading.records import claim_record, source_record

SHAPES = [
    "bramble",
    ["bramble"],
    {"handle": "bramble"},
    [{"handle": "bramble", "context": "read it"}],
    [{"context": "nobody"}, {"handle": "bramble"}],
]


@pytest.mark.parametrize("role", sorted(NOTE_MAKERS))
@pytest.mark.parametrize("shape", SHAPES)
def test_contributors_of_these_roles_wrote_the_note(role: str, shape: object) -> None:
    record = claim_record("a.md", {"attribution": {role: shape}}, "")
    assert record.note_authors == ("bramble",)


@pytest.mark.parametrize("name", USUAL_NAMES[Meaning.NOTE_AUTHOR])
def test_these_fields_name_who_wrote_the_note(name: str) -> None:
    assert source_record("a.md", {name: "bramble"}, "").note_authors == ("bramble",)


@pytest.mark.parametrize(
    ("sourcer", "text"),
    [
        ("Ada Quill", "Ada Quill"),
        (["Ada Quill", "Oake"], "Ada Quill; Oake"),
        ([{"handle": "ada", "context": "The Weight of Rivers"}], "The Weight of Rivers; ada"),
        ({"context": "The Weight of Rivers"}, "The Weight of Rivers"),
        ({"handle": "ada"}, "ada"),
        (1984, "1984"),
        (None, ""),
        ({"handle": None}, ""),
        (True, ""),
    ],
)
def test_a_sourcer_stands_in_for_a_source_text(sourcer: object, text: str) -> None:
    assert claim_record("a.md", {"attribution": {"sourcer": sourcer}}, "").source_text == text


def test_a_source_text_wins_over_a_sourcer() -> None:
    fields = {"source": "Quill 2021", "attribution": {"sourcer": "ada"}}
    assert claim_record("a.md", fields, "").source_text == "Quill 2021"


@pytest.mark.parametrize(
    ("attribute", "names", "value"),
    [
        ("title", ("title",), "On rivers"),
        ("author", ("author", "authors", "by", "creator", "creators"), "Ada Quill"),
        ("url", ("url", "source_url", "source"), "https://example.org/rivers"),
        (
            "date",
            ("date", "date_published", "published", "source_date", "issued", "year"),
            "2021-03-04",
        ),
        (
            "publisher",
            ("publisher", "venue", "journal", "publication", "container-title"),
            "Basin Review",
        ),
        ("processed", ("processed_date", "processed", "date_archived"), "2021-03-05"),
        ("domain", ("domain", "domains"), "hydrology"),
    ],
)
def test_a_source_is_read_in_every_spelling(
    attribute: str, names: tuple[str, ...], value: Any
) -> None:
    for name in names:
        assert getattr(source_record("s.md", {name: value}, ""), attribute) == value


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"sources": [{"title": "On salt", "url": "https://a.org"}]}, '"On salt", https://a.org'),
        (
            {
                "sources": [
                    {"type": "book", "author": "O. Fenn", "title": "Salt; smoke", "year": 2018}
                ]
            },
            'O. Fenn, "Salt, smoke", (2018)',
        ),
        ({"references": [{"type": "a", "citation": "Fenn (2018). Salt."}]}, "Fenn (2018). Salt."),
        ({"evidence": [{"source": "src-1", "quote": "x"}, {"ref": "src-2"}]}, "src-1; src-2"),
        ({"evidence": {"source": ["src-1", "src-2"]}}, "src-1; src-2"),
        ({"evidence": ["strong", {"strength": "weak"}]}, ""),
        ({"sources": [{"id": "src-1", "page": 3}]}, "src-1"),
        ({"sources": [{"page": 3, "where": "Salt"}]}, "3; Salt"),
        ({"source_ids": ["src-1"]}, "src-1"),
        ({"source_refs": ["cite:fenn2018"]}, "cite:fenn2018"),
        ({"source_papers": ["fenn2018"], "evidence": [{"source": "f"}]}, "fenn2018; f"),
        ({"sources": [{"id": "s-1", "resource": "/raw/salt.txt"}]}, "/raw/salt.txt"),
        ({"quelle": "Fenn (2018)"}, "Fenn (2018)"),
    ],
)
def test_entries_of_a_claim_name_its_sources(fields: dict[str, Any], text: str) -> None:
    assert claim_record("a.md", fields, "").source_text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("EVD - 39.18% of 3063 sites silt - @quill-ottSlowRivers2021", "@quill-ottSlowRivers2021"),
        ("EVD - silt rose - [[@quill2021]]", "@quill2021"),
        ("silt rose — @quill2021a", "@quill2021a"),
        ("@quill2021 - silt rose", ""),
        ("What we said - @ada", ""),
        ("write to ada - at silt@quill2021", ""),
        ("EVD - silt rose - @quill2021 later", ""),
    ],
)
def test_the_name_of_evidence_may_end_with_the_key_of_its_source(name: str, text: str) -> None:
    assert claim_record(f"e/{name}.md", {}, "").source_text == text
    assert claim_record(f"e/{name}.md", {"source": "Fenn"}, "").source_text == "Fenn"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"sources": ["raw/salt talk.txt"]}, ("raw/salt talk.txt", "salt talk.txt")),
        ({"source_file": "./raw/salt.md"}, ("raw/salt", "salt")),
        ({"sources": [{"id": "s-1", "resource": "/raw/salt.txt"}]}, ("raw/salt.txt", "salt.txt")),
        ({"sources": ["raw/a.txt", "raw/b.txt"]}, ()),
        ({"source": "https://a.org/salt.pdf"}, ()),
        ({"source": "www.a.org/salt.pdf"}, ()),
        ({"source": "files.a.org/salt.pdf"}, ()),
        ({"source": "[[salt.pdf]]"}, ()),
    ],
)
def test_a_source_is_called_like_the_file_that_it_is_about(
    fields: dict[str, Any], names: tuple[str, ...]
) -> None:
    record = source_record("a.md", fields, "")
    assert record.names == names
    assert "raw" not in record.author + record.url


@pytest.mark.parametrize(
    "fields",
    [
        {"título": "Salt", "autor": "Odd Fenn", "año": 2018, "url": "https://a.org"},
        {"Title": "Salt", "Author": "Odd Fenn", "Date Published": 2018, "URL": "https://a.org"},
        {"source": {"title": "Salt", "author": "Odd Fenn", "year": 2018, "url": "https://a.org"}},
        {
            "work": {"title": "Salt", "author": "Odd Fenn", "year": 2018},
            "source": "https://a.org",
        },
        {
            "title": "Salt",
            "author": [{"family": "Fenn", "given": "Odd"}],
            "year": 2018,
            "link": "https://a.org",
        },
        {
            "titre": "Salt",
            "authors": [{"name": "Odd Fenn", "affiliation": "Land School"}],
            "année": 2018,
            "url": "https://a.org",
        },
    ],
)
def test_a_source_is_read_in_other_languages_and_shapes(fields: dict[str, Any]) -> None:
    record = source_record("a.md", fields, "")
    assert (record.title, record.author) == ("Salt", "Odd Fenn")
    assert (record.date, record.url) == ("2018", "https://a.org")
