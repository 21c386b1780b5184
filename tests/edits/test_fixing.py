"""Fixes made together: the places of some still hold after others, and none is half made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits.entries import rename_key
from codex_tools.edits.fixing import apply_fixes
from codex_tools.edits.outcome import Rewritten
from codex_tools.errors import EditRefusedError
from codex_tools.model import Append, Assign, FieldPath, Fix, Replace, Span
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.line_ends import has_cr_alone

TEXT = b"---\nlinks: [x]\n---\nOne two three.\n"


def put(start: int, end: int, new: str, path: str = "a.md") -> Fix:
    return Fix("", (Replace(path, Span(start, end), new),))


def after(*fixes: Fix) -> str:
    return apply_fixes(fixes, lambda _: TEXT).files["a.md"].after.decode()


def test_spans_hold_whatever_the_order_and_the_lengths() -> None:
    one, three = TEXT.index(b"One"), TEXT.index(b"three")
    longer, shorter = put(one, one + 3, "Seventeen"), put(three, three + 5, "3")
    entry = Fix("", (Append("a.md", "links", "y"),))
    wanted = "---\nlinks: [x, y]\n---\nSeventeen two 3.\n"
    assert after(longer, shorter, entry) == wanted
    assert after(entry, shorter, longer) == wanted


@given(
    st.sampled_from([b"One two\nthree.\n", b"One two\rthree.\r", b"One two three.\r\n"]),
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 2), st.sampled_from(["", "X", "Y\n"])),
        unique_by=lambda place: place[0],
    ),
)
def test_fixes_in_one_go_come_to_the_same_as_one_by_one(
    text: bytes, places: list[tuple[int, int, str]]
) -> None:
    fixes = [put(start, start + size, new) for start, size, new in places]
    wanted, same, made = text, len(text), set()
    for fix in sorted(dict.fromkeys(fixes), key=lambda fix: fix.changes[0].place[0], reverse=True):
        (start, end), new = fix.changes[0].place, fix.changes[0].new
        if end <= same:
            new = new.replace("\n", "\r") if has_cr_alone(text) else new
            wanted, same = wanted[:start] + new.encode() + wanted[end:], start
            made.add(fix)
    outcome = apply_fixes(fixes, lambda _: text)
    assert set(outcome.made) == made
    assert not made or outcome.files.get("a.md", Rewritten(text, text, 0)).after == wanted


def test_the_first_bytes_go_last() -> None:
    outcome = apply_fixes([put(0, 3, ""), put(8, 9, "BB")], lambda _: b"\xef\xbb\xbfText A")
    assert outcome.files["a.md"].after == b"Text BB"


def test_fixes_that_touch_the_same_place_are_not_both_made() -> None:
    outcome = apply_fixes([put(19, 22, "Two"), put(19, 26, "Three")], lambda _: TEXT)
    assert len(outcome.made) == 1
    assert len(outcome.refused) == 1


def test_two_new_texts_for_one_entry_are_not_both_written() -> None:
    fixes = [Fix("", (Replace("a.md", FieldPath(("links", 0)), new),)) for new in ("one", "two")]
    outcome = apply_fixes(fixes, lambda _: TEXT)
    assert outcome.made == fixes[:1]
    assert outcome.files["a.md"].after.startswith(b"---\nlinks: [one]\n")


def test_a_span_behind_a_changed_front_matter_waits_for_the_next_pass() -> None:
    both = Fix("", (Append("a.md", "links", "y"), Replace("b.md", Span(25, 26), "Z")))
    first = Fix(
        "", (Replace("b.md", FieldPath(("links", 0)), "long"), Append("a.md", "links", "z"))
    )
    outcome = apply_fixes([first, both], lambda _: TEXT)
    assert outcome.made == [both, first]
    assert outcome.files["b.md"].after.startswith(b"---\nlinks: [long]\n")


def test_a_fix_that_is_refused_takes_no_other_with_it() -> None:
    """They are made in one go, and what one of them lacks is its own."""

    def read(path: str) -> bytes:
        return b"---\nlinks: 3\n---\n" if path == "b.md" else TEXT

    good, other = (Fix("", (Append("a.md", "links", item),)) for item in ("y", "z"))
    half = Fix("", (Append("a.md", "links", "w"), Append("b.md", "links", "w")))
    outcome = apply_fixes([good, half, other], read)
    assert outcome.made == [good, other]
    assert [each.fix for each in outcome.refused] == [half]
    assert outcome.files["a.md"].after.startswith(b"---\nlinks: [x, y, z]\n")


def test_a_fix_is_made_as_a_whole_or_not_at_all() -> None:
    fix = Fix("", (Append("a.md", "links", "y"), Append("a.md", "missing: key", "\x00")))
    outcome = apply_fixes([fix], lambda _: b"# No front matter\n")
    assert not outcome.files
    assert outcome.refused[0].reason.startswith("a.md: ")


@pytest.mark.parametrize(
    ("before", "keys", "new", "wanted"),
    [
        ("sumary: a # why\nb: 1\n", ("sumary",), "summary", "summary: a # why\nb: 1\n"),
        ("'sumary' : a\n", ("sumary",), "summary", "'summary' : a\n"),
        ("who:\n  by:\n    - x\n", ("who", "by"), "author", "who:\n  author:\n    - x\n"),
        ("l:\n  - nam: x\n", ("l", 0, "nam"), "name", "l:\n  - name: x\n"),
        ("{a: 1}\n", ("a",), "b", None),
        ("a: 1\nb: 2\n", ("a",), "b", None),
        ("a: 1\n", ("c",), "b", None),
    ],
)
def test_a_key_gets_another_name(
    before: str, keys: tuple[str | int, ...], new: str, wanted: str | None
) -> None:
    data = f"---\n{before}---\nBody".encode()
    place = FieldPath(keys, on_key=True)
    if wanted is None:
        with pytest.raises(EditRefusedError):
            rename_key(data, place, new)
    else:
        assert rename_key(data, place, new).decode() == f"---\n{wanted}---\nBody"


def test_every_part_of_a_change_of_a_field_counts() -> None:
    """The key of an entry that is a mapping was lost on the way."""
    data = b"---\na: 1\n---\n"
    append = Append("a.md", "sources", "b.md", "resource")
    changes = (append, Assign("a.md", "status", "retired"))
    outcome = apply_fixes([Fix("both", changes)], lambda _: data)
    after = outcome.files["a.md"].after
    assert parse_document("a.md", after).fields == {
        "a": 1,
        "sources": [{"resource": "b.md"}],
        "status": "retired",
    }
