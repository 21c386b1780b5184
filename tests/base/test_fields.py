"""Fields by what they mean."""

from __future__ import annotations

import pytest

from codex_tools.base.fields import USUAL_FIELDS, FieldTable, Meaning, build_fields
from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import shipped_kinds
from codex_tools.base.notes import make_note
from codex_tools.model import FieldPath, Note
from codex_tools.syntax.document import parse_document


def note(front: str, path: str = "a.md") -> Note:
    return make_note(
        parse_document(path, f"---\n{front}---\n".encode()), KindTable(shipped_kinds())
    )


def found(table: FieldTable, front: str, meaning: Meaning) -> tuple[str, object] | None:
    value = table.get(note(front), meaning)
    return value and (value.name, value.value)


def test_a_usual_name_needs_no_configuration() -> None:
    assert found(USUAL_FIELDS, "certainty: high\n", Meaning.CONFIDENCE) == ("certainty", "high")


def test_the_first_name_that_says_something_counts() -> None:
    front = "confidence:\ncertainty: ''\ncredence: low\n"
    assert found(USUAL_FIELDS, front, Meaning.CONFIDENCE) == ("credence", "low")


@pytest.mark.parametrize("front", ["", "confidence:\n", "confidence: []\n"])
def test_what_says_nothing_is_no_value(front: str) -> None:
    assert found(USUAL_FIELDS, front, Meaning.CONFIDENCE) is None


def test_zero_and_no_are_values() -> None:
    assert found(USUAL_FIELDS, "confidence: 0\n", Meaning.CONFIDENCE) == ("confidence", 0)
    assert found(USUAL_FIELDS, "confidence: false\n", Meaning.CONFIDENCE) == ("confidence", False)


def test_a_configured_name_goes_before_the_usual_ones() -> None:
    table = build_fields({"confidence": ["sure"]})
    assert found(table, "confidence: low\nsure: high\n", Meaning.CONFIDENCE) == ("sure", "high")
    assert found(table, "confidence: low\n", Meaning.CONFIDENCE) == ("confidence", "low")


def test_dots_lead_into_a_mapping() -> None:
    table = build_fields({"created": ["generated.at"]})
    value = table.get(note("generated:\n  at: '2026-01-02'\n"), Meaning.CREATED)
    assert value is not None
    assert (value.name, value.text) == ("generated.at", "2026-01-02")
    assert value.place == FieldPath(("generated", "at"))
    assert found(table, "generated: yesterday\ncreated: '2026'\n", Meaning.CREATED) == (
        "created",
        "2026",
    )


def test_an_older_name_is_given_as_it_stands_in_the_file() -> None:
    value = USUAL_FIELDS.get(note("type: source\nsource_url: https://a.org\n"), Meaning.URL)
    assert value is not None
    assert value.place == FieldPath(("source_url",))
