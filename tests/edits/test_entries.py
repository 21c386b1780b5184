"""Properties of every edit of a front matter: it has the entry, and every other byte is equal."""

from __future__ import annotations

import re

import pytest
from front_matters import files
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits import quoting
from codex_tools.edits.entries import Editor, append_entries, replace_values
from codex_tools.errors import EditRefusedError
from codex_tools.model import Edit, FieldPath
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import Block

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)
ITEMS = WORDS.map(str.strip).filter(bool)


def plain(word: str) -> bool:
    return word.isalnum() and word.isascii() and not word.isdigit()


def read(data: bytes) -> dict[str, object]:
    block = frontmatter.find_block(data)
    assert isinstance(block, Block)
    values = frontmatter.read_block(data, block)
    assert not values.problems
    return values.fields


def subsequence(small: bytes, large: bytes) -> bool:
    rest = iter(large)
    return all(byte in rest for byte in small)


@given(files(), ITEMS)
def test_append_adds_the_entry_and_keeps_every_other_byte(
    file: tuple[bytes, list[str]], item: str
) -> None:
    data, items = file
    result = append_entries(data, "links", [item])
    wanted = items if item in items else [*items, item]
    assert read(result)["links"] == wanted or (item in items and result == data)
    kept = data.replace(b"null", b"").replace(b"[]", b"").replace(b" ", b"")
    assert subsequence(kept, result), "a byte of the file was lost"
    assert result.count(b"\n") == result.count(b"\r\n") or b"\r\n" not in data


@given(files(), ITEMS)
def test_append_twice_is_append_once(file: tuple[bytes, list[str]], item: str) -> None:
    once = append_entries(file[0], "links", [item])
    assert append_entries(once, "links", [item]) == once


@given(files(), st.lists(ITEMS, max_size=4))
def test_entries_are_appended_together_as_one_by_one(
    file: tuple[bytes, list[str]], given: list[str]
) -> None:
    data = file[0]
    for item in given:
        data = append_entries(data, "links", [item])
    assert append_entries(file[0], "links", given) == data


@given(st.lists(ITEMS, min_size=2, max_size=4), st.data())
def test_entries_are_replaced_together_as_one_by_one(given: list[str], draw: st.DataObject) -> None:
    data = append_entries(b"---\ntype: claim\n---\nBody", "links", list(dict.fromkeys(given)))
    places = [FieldPath(("links", index)) for index in range(len(set(given)))]
    texts = {place: draw.draw(ITEMS) for place in draw.draw(st.permutations(places))}
    result = data
    for place, text in texts.items():
        result = replace_values(result, {place: text})
    assert replace_values(data, texts) == result


@given(files(), ITEMS, ITEMS)
def test_append_leaves_all_other_fields(
    file: tuple[bytes, list[str]], first: str, second: str
) -> None:
    data = file[0]
    before = read(data)
    after = read(append_entries(append_entries(data, "links", [first]), "links", [second]))
    before.pop("links", None)
    links = after.pop("links")
    assert before == after
    assert isinstance(links, list)
    assert {first, second} <= set(links)


@given(files().filter(lambda file: bool(file[1])), ITEMS)
def test_replace_changes_one_value(file: tuple[bytes, list[str]], item: str) -> None:
    data, items = file
    result = replace_values(data, {FieldPath(("links", 0)): item})
    after = read(result)
    links = after.pop("links")
    assert (links if isinstance(links, list) else [links]) == [item, *items[1:]]
    before = read(data)
    before.pop("links")
    assert before == after
    assert replace_values(result, {FieldPath(("links", 0)): item}) == result
    first = data.index(b"links:")
    assert result.startswith(data[: first + 6])


@pytest.mark.parametrize(
    "text",
    [
        "---\ntype: claim\n",
        "---\ntitle: one: two\n---\n",
        "---\nlinks: 4\n---\n",
        "---\nlinks: {a: b}\n---\n",
        "---\n- a\n---\n",
        "---\n{type: claim}\n---\n",
    ],
)
def test_append_refuses_what_it_cannot_do_right(text: str) -> None:
    with pytest.raises(EditRefusedError):
        append_entries(text.encode(), "links", ["x"])


@given(
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# Tides\n", "\n\nText", "***\n\nBelow a rule\n", "a: b\n---\n"]),
    st.booleans(),
)
def test_a_file_without_front_matter_gets_one(
    mark: str, newline: str, body: str, with_key: bool
) -> None:
    body = body.replace("\n", newline)
    newline = newline if body else "\n"
    data = f"{mark}{body}".encode()
    result = append_entries(data, "links", ["[[x: y]]", "z"], "to" if with_key else "")
    wanted = [{"to": "[[x: y]]"}, {"to": "z"}] if with_key else ["[[x: y]]", "z"]
    assert read(result) == {"links": wanted}
    assert result.startswith(f"{mark}---".encode())
    assert result.endswith(f"{newline}---{newline}{body}".encode())
    assert append_entries(result, "links", ["z"], "to" if with_key else "") == result


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "text",
    [
        "+++\ntitle = 'Ebb'\n+++\nText.\n",
        ';;;\n{"title": "Ebb"}\n;;;\nText.\n',
        '{\n  "title": "Ebb"\n}\n\nText.\n',
        '---json\n{"title": "Ebb"}\n---\nText.\n',
        "---yaml\ntitle: Ebb\n---\nText.\n",
        "---toml\ntitle = 'Ebb'\n---\nText.\n",
        "\n\n---\ntitle: Ebb\n---\nText.\n",
        " \r\n+++\r\ntitle = 'Ebb'\r\n+++\r\n",
        "  ---\n  title: Ebb\n  ---\nText.\n",
        "---\n\nThe tide rises below a rule.\n",
        "---\n\nThe tide rises.\n\n---\n\nIt falls.\n",
    ],
)
def test_no_front_matter_is_put_above_one_of_another_sort_or_a_rule(text: str, mark: str) -> None:
    with pytest.raises(EditRefusedError, match=r"begins with `.*write one at its very top"):
        append_entries(f"{mark}{text}".encode(), "links", ["x"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_no_front_matter_is_put_above_text_that_is_not_utf8(encoding: str) -> None:
    with pytest.raises(EditRefusedError, match="save it as UTF-8"):
        append_entries("Das Öl steigt.\n".encode(encoding), "links", ["x"])


def test_append_refuses_a_front_matter_that_is_not_utf8() -> None:
    with pytest.raises(EditRefusedError):
        append_entries(b"---\ntitle: Ol\xe9\n---\n", "links", ["x"])


def test_append_keeps_a_body_that_is_not_utf8() -> None:
    result = append_entries(b"---\ntitle: a\n---\nOl\xe9 \x00\n", "links", ["x"])
    assert result == b"---\ntitle: a\nlinks:\n  - x\n---\nOl\xe9 \x00\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nlinks:\n  - x\n"),
        ("", "links:\n  - x\n"),
        ("links: []\n", "links:\n  - x\n"),
        ("links: [] # none yet\n", "links: [x] # none yet\n"),
        ("links:   # none yet\nb: 2\n", "links:   # none yet\n  - x\nb: 2\n"),
        ("links: one # first\n", "links:\n  - one # first\n  - x\n"),
        ("links:\n- 'one'\n\nb: 2\n", "links:\n- 'one'\n- 'x'\n\nb: 2\n"),
        ('links:\n    - "one"  # why\n', 'links:\n    - "one"  # why\n    - "x"\n'),
        ("links: [one, two, ]\n", "links: [one, two, x, ]\n"),
        ("links: ~\n", "links: [x]\n"),
        ('links: ""\n', "links: [x]\n"),
        ("tags:\n- t\n", "tags:\n- t\nlinks:\n- x\n"),
        ("links:\n  - |\n    a\n    b\nb: 2\n", "links:\n  - |\n    a\n    b\n  - x\nb: 2\n"),
    ],
)
def test_append_writes_as_the_file_does(before: str, after: str) -> None:
    result = append_entries(f"---\n{before}---\nBody".encode(), "links", ["x"])
    assert result.decode() == f"---\n{after}---\nBody"


def test_append_quotes_what_yaml_would_read_otherwise() -> None:
    for item in ("yes", "2026", "a: b", "a #b", "- a", "[x]", "it's", '"', "null", "*a", "é: ü"):
        result = append_entries(b"---\na: 1\n---\n", "links", [item])
        assert read(result)["links"] == [item]


def test_an_edit_that_would_change_the_body_is_refused() -> None:
    data = b"---\nlinks: [a]\n---\nText.\n"
    editor = Editor(data)
    for edit in (Edit(20, 21, b"t"), Edit(12, 12, b"]\n---\nlinks: [b"), Edit(25, 25, b"more")):
        with pytest.raises(EditRefusedError, match="would change the body"):
            editor.checked([edit], {"links": ["a"]})
    assert editor.checked([Edit(14, 14, b" # why")], {"links": ["a"]}).endswith(b"\nText.\n")


def test_an_edit_that_would_change_more_than_its_entry_is_refused() -> None:
    editor = Editor(b"---\nlinks: [a]\nb: 1\n---\n")
    with pytest.raises(EditRefusedError, match="would change more than its entry"):
        editor.checked([Edit(18, 19, b"2")], {"links": ["a"], "b": 1})


SURE = quoting._SURELY_TEXT.pattern


@given(st.from_regex(re.compile(SURE, re.ASCII), fullmatch=True), st.booleans())
def test_what_is_surely_a_text_is_read_as_one(written: str, flow: bool) -> None:
    item = written[1:-1] if written[0] in "'\"" else written
    assert quoting._reads_as(written, item, flow)
    assert quoting._is_parsed_as(written, item, flow)
