"""Schemas: their own examples, words for people, and both libraries alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.kinds import Kind, shipped_kinds
from codex_tools.base.knowledge_base import make_note
from codex_tools.rules._samples import CLAIM
from codex_tools.schema import SchemaValidator, Violation
from codex_tools.schema.formats import ANNOTATIONS, CHECKS
from codex_tools.schema.validators import PythonValidator, RustValidator
from codex_tools.syntax.document import parse_document

KINDS = shipped_kinds()


def both(kind: Kind) -> tuple[SchemaValidator, SchemaValidator]:
    pytest.importorskip("jsonschema_rs", reason="has no wheel for this platform")
    return (
        SchemaValidator(kind.name, kind.schema, RustValidator),
        SchemaValidator(kind.name, kind.schema, PythonValidator),
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_schema_describes_each_field_and_its_examples_conform(kind: Kind) -> None:
    validator = SchemaValidator(kind.name, kind.schema)
    assert kind.schema["title"]
    assert kind.schema["description"]
    assert kind.schema["examples"]
    for example in kind.schema["examples"]:
        assert validator.violations(example) == []
    for name, field in kind.schema["properties"].items():
        assert field["title"], name
        assert field["description"], name
        assert field["examples"], name


def violations(**changes: Any) -> list[Violation]:
    kind = build_kinds({}, Path()).by_name["claim"]
    fields = {key: value for key, value in {**CLAIM, **changes}.items() if value != "absent"}
    return SchemaValidator(kind.name, kind.schema).violations(fields)


@pytest.mark.parametrize(
    ("changes", "keyword", "message", "hint"),
    [
        ({"confidence": "likley"}, "enum", 'may not be "likley"', "did you mean `likely`?"),
        ({"confidence": "absent"}, "required", "`confidence` is missing", "`proven`, `likely`"),
        ({"created": "2026-02-00"}, "format", "no day of the calendar", "YYYY-MM-DD"),
        ({"created": "May 2026"}, "pattern", "right form", "for example 20"),
        ({"created": None}, "type", "has to be a text, not empty", ""),
        ({"description": ["a"]}, "type", "has to be a text, not a list", ""),
        ({"description": ""}, "minLength", "`description` is empty", ""),
        ({"supports": 4}, "type", "has to be a list or a text, not the value 4", ""),
        ({"supports": [4]}, "type", "`supports[0]` has to be a text", ""),
        ({"attribution": {"extractor": [{"handle": 3}]}}, "type", "extractor[0].handle`", ""),
    ],
)
def test_violations_speak_to_people(
    changes: dict[str, Any], keyword: str, message: str, hint: str
) -> None:
    found = violations(**changes)
    assert [violation.keyword for violation in found] == [keyword]
    assert message in found[0].message
    assert hint in found[0].hint


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "x", "2026-02-30", "likely"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("handle"), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_both_libraries_find_the_same(kind: Kind, data: st.DataObject) -> None:
    fast, slow = both(kind)
    names = st.sampled_from(sorted(kind.schema["properties"]))
    fields = {**kind.schema["examples"][0], **data.draw(st.dictionaries(names, JUNK, max_size=4))}
    for name in data.draw(st.sets(names, max_size=3)):
        fields.pop(name, None)
    assert fast.violations(fields) == slow.violations(fields)
    assert fast.is_valid(fields) == slow.is_valid(fields) == (not slow.violations(fields))


def test_both_libraries_find_the_same_in_the_real_knowledge_base(corpus: Path) -> None:
    kinds = build_kinds({}, Path())
    pairs = {kind.name: both(kind) for kind in kinds.kinds}
    invalid = 0
    for path in sorted(corpus.rglob("*.md")):
        note = make_note(
            parse_document(path.relative_to(corpus).as_posix(), path.read_bytes()), kinds
        )
        if note.kind and note.fields:
            fast, slow = pairs[note.kind]
            assert fast.violations(note.fields) == slow.violations(note.fields), path
            invalid += not fast.is_valid(note.fields)
    assert invalid > 50


def test_a_kind_of_its_own_with_a_schema_of_its_own(tmp_path: Path) -> None:
    schema = tmp_path / "recipe.json"
    schema.write_text('{"type": "object", "required": ["serves"]}')
    table = {"recipe": {"schema": "recipe.json", "folders": ["recipes/"], "types": ["dish"]}}
    kinds = build_kinds(table, tmp_path)
    assert kinds.classify("recipes/soup.md", {}) is kinds.by_name["recipe"]
    assert kinds.classify("x.md", {"type": "dish"}) is kinds.by_name["recipe"]
    found = SchemaValidator("recipe", kinds.by_name["recipe"].schema).violations({"type": "dish"})
    assert [violation.message for violation in found] == ["`serves` is missing"]


def test_legacy_spellings_are_read_as_the_canonical_ones() -> None:
    kinds = build_kinds({}, Path())
    text = b"---\ntype: evidence\nsource: https://x.org\ndate_archived: b\ndate_published: a\n---\n"
    note = make_note(parse_document("inbox/archive/a.md", text), kinds)
    assert note.kind == note.fields["type"] == "source"
    assert note.fields["url"] == "https://x.org"
    assert note.fields["date"] == "a", "the day of publishing goes before the day of archiving"


def test_a_key_of_digits_is_a_key_and_no_index() -> None:
    kind = Kind(
        "x",
        {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    )
    for validator in both(kind):
        found = validator.violations({"0": ["a", 1]})
        assert [violation.keys for violation in found] == [("0", 1)]


@pytest.mark.parametrize(
    ("schema", "messages"),
    [
        ({"allOf": [{"required": ["x"]}]}, ["`x` is missing"]),
        ({"$ref": "#/$defs/m", "$defs": {"m": {"required": ["x"]}}}, ["`x` is missing"]),
        (
            {"if": {"required": ["t"]}, "then": {"required": ["y", "z"]}},
            ["`y` is missing", "`z` is missing"],
        ),
        ({"dependentRequired": {"t": ["w"]}}, ["it breaks `dependentRequired`"]),
        (
            {
                "$ref": "#/$defs/m",
                "$defs": {"m": {"properties": {"t": {}}, "additionalProperties": False}},
            },
            ["`u` is not known"],
        ),
        ({"additionalProperties": False}, ["`t` is not known", "`u` is not known"]),
        ({"properties": {"v": {}}, "patternProperties": {"u": False}}, [""]),
        ({"not": {"required": ["u"]}}, ["it breaks `not`"]),
        ({"maxProperties": 1}, ["it breaks `maxProperties: 1`"]),
    ],
)
def test_a_keyword_counts_wherever_it_stands_in_a_schema(
    schema: dict[str, Any], messages: list[str]
) -> None:
    for validator in both(Kind("k", schema)):
        found = [each.message for each in validator.violations({"t": 1, "u": 2})]
        assert len(found) == len(messages), found
        assert all(map(str.startswith, found, messages)), found


FORMATTED = {
    "date": ("2024-02-29", "2023-02-29"),
    "date-time": ("2026-01-02T03:04:05.6+01:00", "2026-02-30T03:04:05Z"),
    "time": ("23:59:60Z", "24:00:00Z"),
    "email": ("rosa@example.org", "rosa at example"),
    "ipv4": ("192.0.2.1", "300.1.1.1"),
    "ipv6": ("2001:db8::1", "192.0.2.1"),
    "uri": ("https://example.org/ebb?x=1#y", "not a page"),
    "uuid": ("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "abc"),
}


def test_each_format_that_is_checked_is_so_by_both_libraries() -> None:
    assert FORMATTED.keys() == CHECKS.keys()
    for name, (right, wrong) in FORMATTED.items():
        for validator in both(Kind("x", {"properties": {"a": {"format": name}}})):
            assert validator.violations({"a": right}) == [], name
            assert validator.violations({"a": 4}) == [], name
            [found] = validator.violations({"a": wrong})
            assert ("day of the calendar" in found.message) is (name == "date")
            assert name == "date" or f"`{name}`" in found.message


def test_other_formats_are_annotations() -> None:
    for name in (*ANNOTATIONS, "colour"):
        kind = Kind("x", {"properties": {"a": {"format": name}}})
        for validator in both(kind):
            assert validator.violations({"a": "x y("}) == [], name
            assert validator.is_valid({"a": "x y("}), name


@given(
    st.dates().map(str)
    | st.from_regex(r"\A[0-9]{4}-[01][0-9]-[0-3][0-9]\Z")
    | st.sampled_from(["0000-02-29", "0000-01-01", "20260101", "2026-W01-1", "2026-01-01\n", "x"])
)
def test_both_libraries_have_the_same_calendar(day: str) -> None:
    fast, slow = both(Kind("x", {"properties": {"a": {"format": "date"}}}))
    assert fast.violations({"a": day}) == slow.violations({"a": day})
    assert fast.is_valid({"a": day}) == slow.is_valid({"a": day})


@pytest.mark.parametrize("compiler", [RustValidator, PythonValidator])
@pytest.mark.parametrize("branch", ["then", "else", "allOf"])
def test_a_value_is_explained_by_the_branch_that_describes_it(
    compiler: type[PythonValidator], branch: str
) -> None:
    part = {"properties": {"serves": {"type": "integer", "examples": [4]}}}
    schema: dict[str, Any] = {branch: [part] if branch == "allOf" else part}
    if branch != "allOf":
        schema["if"] = {"required": ["soup" if branch == "then" else "cake"]}
    [found] = SchemaValidator("recipe", schema, compiler).violations({"soup": "x", "serves": "all"})
    assert found.keys == ("serves",)
    assert found.message == '`serves` has to be a whole number, not "all"'
    assert found.hint == "for example 4"
