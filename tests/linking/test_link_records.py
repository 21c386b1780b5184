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
