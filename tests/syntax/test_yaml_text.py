"""The fast and the explaining YAML reader give the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from bases import MakeBase
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.model import Block
from codex_tools.settings import load_settings
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import yaml_nodes, yaml_text


def slowly(text: str) -> Any:
    try:
        return yaml_nodes.read_slowly(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return type(error)


def either(text: str) -> Any:
    try:
        quick = yaml_text.read_quickly(text.encode())
        return yaml_nodes.read_slowly(text) if quick is None else yaml_nodes.Value(quick, [], [])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return type(error)


YAML_WORDS = """a: ^b: ^a:@^  c: ^- ^  - ^@^ ^x^12^012^0x1f^0o17^1e3^1_000^12:30^yes^no^true^null^~
^.inf^2026-02-00^1.5^.5^+1^'^"^[^]^{^}^, ^: ^#c^ # c^&x ^*x^!t ^? ^|@^>-@^---@^...@^TAB
^é^LS^NEL^<<: ^=^%
^`^\\n^CR@^--^:^-^a"""
SPECIAL = {"\n": "", "@": "\n", "TAB": "\t", "LS": "\u2028", "NEL": "\x85", "CR": "\r"}


def pieces() -> list[str]:
    """The words of YAML, between carets; ``@`` is a line end."""
    text = YAML_WORDS
    for word, letter in SPECIAL.items():
        text = text.replace(word, letter)
    return text.split("^")


PIECES = st.sampled_from(pieces())


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=14).map(lambda pieces: "".join(pieces) + "\n"))
def test_both_readers_agree_on_texts_made_of_yaml(text: str) -> None:
    fast, slow = either(text), slowly(text)
    assert repr(fast) == repr(slow)


KEYS = st.sampled_from(["a", "b", "a b"])
FLOW = st.recursive(
    st.sampled_from(["1", "x", "", '"a: b"', "'a:'", "c:d", "~"]),
    lambda inner: st.one_of(
        st.lists(st.tuples(KEYS, st.sampled_from([": ", "", ":", " : "]), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join("".join(pair) for pair in pairs) + "}"
        ),
        st.lists(inner | st.tuples(KEYS, inner).map(": ".join), max_size=3).map(
            lambda items: "[" + ", ".join(items) + "]"
        ),
    ),
    max_leaves=6,
)
BLOCK = st.sampled_from(["\n  a: 1", "\n  - a: 1", " |\n  a: b", " a", "\n  - x  # a: b", ""])


@settings(max_examples=400)
@given(
    st.lists(st.tuples(KEYS, FLOW.map(" {}".format) | BLOCK), max_size=4), st.sampled_from("\n\r")
)
def test_both_readers_agree_on_repeated_keys(pairs: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{key}:{value}\n" for key, value in pairs)
    text = text.replace("\n", "\r\n") if end == "\r" else text
    assert repr(either(text)) == repr(slowly(text))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), VALUES, max_size=4), st.booleans())
def test_both_readers_agree_on_dumped_values(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    assert repr(either(text)) == repr(slowly(text))


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, -(2**63), -(2**64), 10**30])
def test_whole_numbers_beyond_64_bits_stay_whole(number: int) -> None:
    for text in (f"a: {number}\n", f"a: [b, {number}]\n", f"a:\n  b: {number}\n"):
        assert repr(either(text)) == repr(slowly(text))


@pytest.mark.parametrize("number", ["0x" + "f" * 5_000, "1" * 5_000, "-" + "7" * 1_001])
def test_a_number_of_thousands_of_digits_is_a_text(make_base: MakeBase, number: str) -> None:
    assert slowly(f"a: {number}\n") == either(f"a: {number}\n")
    root = make_base({"a.md": f"---\ntitle: x\nkey: {number}\n---\nA\n"})
    settings = load_settings(root, [])
    assert not check(load(settings), settings).diagnostics


def test_both_readers_agree_on_the_real_knowledge_base(corpus: Path) -> None:
    read = 0
    for path in sorted(corpus.rglob("*.md")):
        data = path.read_bytes()
        block = frontmatter.find_block(data)
        if isinstance(block, Block):
            text = data[block.start : block.end].decode("utf-8", "replace")
            assert repr(either(text)) == repr(slowly(text)), path
            read += 1
    assert read > 1_000


def test_the_fast_reader_reads_most_of_the_real_knowledge_base(corpus: Path) -> None:
    if yaml_text.parse_yaml is None:
        pytest.skip("py-yaml12 is not installed on this platform")
    blocks = [
        data[block.start : block.end]
        for data in (path.read_bytes() for path in corpus.rglob("*.md"))
        if isinstance(block := frontmatter.find_block(data), Block)
    ]
    assert sum(map(yaml_text.is_usual, blocks)) > 0.8 * len(blocks)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("012", 12),
        ("0o14", 12),
        ("0x1f", 31),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1e3", 1000.0),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("2026-02-00", "2026-02-00"),
        ("~", None),
        ("", None),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    assert yaml_nodes.read_slowly(f"a: {text}\n").value == {"a": value}
    assert either(f"a: {text}\n").value == {"a": value}


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join(['*' + before] * 10)}]")
    with pytest.raises(yaml_nodes.AliasBombError):
        yaml_nodes.read_slowly("\n".join(lines) + "\n")


ODD = {
    "!!set {a, b}": "the tag `!!set` is not in the core schema of YAML 1.2",
    "!!binary aGVsbG8=": "the tag `!!binary` is not in the core schema of YAML 1.2",
    "!!omap [a: 1]": "the tag `!!omap` is not in the core schema of YAML 1.2",
    "!!pairs [a: 1]": "the tag `!!pairs` is not in the core schema of YAML 1.2",
    "!mine a": "could not determine a constructor for the tag '!mine'",
    "{? [a] : b}": "a key must be a plain value",
    "[" * 350 + "]" * 350: "nested too deeply",
    "\n  " + "- " * 900 + "a": "nested too deeply",
    "!!timestamp 2020-01-01": "",
    "{1: a, true: b, 1.50: c, ~: d, 2020-01-01: e}": "",
    "[" * 150 + "]" * 150: "",
}


@pytest.mark.parametrize("text", ODD)
def test_no_value_is_beyond_the_validators(make_base: MakeBase, text: str) -> None:
    root = make_base({"domains/a.md": f"---\ntype: claim\nx: {text}\n---\nA\n"})
    settings = load_settings(root, ['model="teleo"'])
    found = check(load(settings), settings).diagnostics
    said = [each.message for each in found if each.code == "FM003"]
    assert len(said) == bool(ODD[text])
    assert not said or ODD[text] in said[0]
    assert said or any(each.code.startswith("SC") for each in found)


def test_keys_are_texts_as_they_are_written() -> None:
    read = yaml_nodes.read_slowly('x: {1: a, true: b, 1.50: c, ~: d, "1": e}\n')
    assert read.value == {"x": {"1": "e", "true": "b", "1.50": "c", "~": "d"}}
    assert [name for name, _ in read.repeated] == ["1"]
