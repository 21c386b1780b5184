"""The spans that change between two contents: they make the one of the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits import apply_edits
from codex_tools.edits.entries import assign_value
from codex_tools.edits.spans import changed_spans
from codex_tools.model import Edit
from codex_tools.syntax.document import parse_document

LINES = st.lists(st.sampled_from([b"a", b"b\n", b"\n", "ä".encode(), b"\xff", b"\r\n", b"long"]))
CONTENTS = LINES.map(b"".join)
WORDS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20)


@given(CONTENTS, CONTENTS)
def test_the_spans_make_the_new_content(before: bytes, after: bytes) -> None:
    spans = list(changed_spans("a.md", before, after))
    edits = [
        Edit(each.start, each.end, each.text.encode("utf-8", "surrogateescape")) for each in spans
    ]
    assert apply_edits(before, edits) == after
    assert bool(spans) == (before != after)


def test_a_span_is_no_larger_than_it_must_be() -> None:
    [edit] = changed_spans("a.md", b"one\nsee [[Low  Water]].\n", b"one\nsee [[low-water]].\n")
    assert (edit.start, edit.end, edit.text) == (10, 16, "low-w")


@given(WORDS, st.sampled_from([b"", b"status:\n", b"status: old\n", b"status: ~ # why\n"]))
def test_a_field_gets_any_text_and_nothing_else_changes(value: str, line: bytes) -> None:
    data = b"---\na: 1\n" + line + b"b: [x]\n---\nBody\n"
    fields = parse_document("a.md", assign_value(data, "status", value)).fields
    assert fields["status"] == value
    assert {name: fields[name] for name in ("a", "b")} == {"a": 1, "b": ["x"]}
    assert assign_value(data, "status", value).endswith(b"---\nBody\n")
