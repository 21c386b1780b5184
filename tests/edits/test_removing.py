"""An entry less: the list lacks it, and every other byte is equal."""

from __future__ import annotations

import pytest
from front_matters import files
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits.entries import append_entries
from codex_tools.edits.removing import remove_entry
from codex_tools.errors import EditRefusedError
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import Block


def read(data: bytes) -> dict[str, object]:
    block = frontmatter.find_block(data)
    assert isinstance(block, Block)
    return frontmatter.read_block(data, block).fields


def subsequence(small: bytes, large: bytes) -> bool:
    rest = iter(large)
    return all(byte in rest for byte in small)


@given(files().filter(lambda file: bool(file[1])), st.data())
def test_the_list_lacks_the_entry_and_no_other_byte_changes(
    file: tuple[bytes, list[str]], data: st.DataObject
) -> None:
    before, items = file
    index = data.draw(st.integers(0, len(items) - 1))
    after = remove_entry(before, "links", index)
    left = items[:index] + items[index + 1 :]
    assert read(after) == {**read(before), "links": left}
    kept = after.replace(b" []", b"").replace(b"[]", b"") if not left else after
    assert subsequence(kept, before)


@given(files().filter(lambda file: bool(file[1])))
def test_what_is_appended_and_removed_leaves_what_was_there(
    file: tuple[bytes, list[str]],
) -> None:
    before, items = file
    item = "".join(items) + "x"
    added = append_entries(before, "links", [item])
    assert read(remove_entry(added, "links", len(items))) == {**read(before), "links": items}


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("a:\n  - b\n  - c # why\n  - d\n", 1, "a:\n  - b\n  - d\n"),
        ("a: # all\n  - b\nz: 1\n", 0, "a: [] # all\nz: 1\n"),
        ("a: [b, 'c', d]\n", 0, "a: ['c', d]\n"),
        ("a: [b, 'c', d]\n", 2, "a: [b, 'c']\n"),
        ("a: [b]\n", 0, "a: []\n"),
        ("a: b # why\n", 0, "a: [] # why\n"),
        ('a:\n- "[[b]]"\n- "[[c]]"\n', 1, 'a:\n- "[[b]]"\n'),
        ("a:\n  - [[b]]\n  - [[c]]\n", 0, 'a:\n  - "[[c]]"\n'),
        ("a:\n  - target: b\n    note: n\n  - c\n", 0, "a:\n  - c\n"),
        ("a:\r\n  - b\r\n  - c\r\n", 0, "a:\r\n  - c\r\n"),
    ],
)
def test_what_is_left_is_written_as_it_was(before: str, index: int, after: str) -> None:
    text = "---\n{}---\nText.\n"
    assert remove_entry(text.format(before).encode(), "a", index) == text.format(after).encode()


@pytest.mark.parametrize("front", ["a: [b]\n", "b: [c]\n", "a: 1\n", "a: {b: c}\n", "a:\n"])
def test_what_is_no_entry_is_refused(front: str) -> None:
    with pytest.raises(EditRefusedError):
        remove_entry(f"---\n{front}---\n".encode(), "a", 1)
