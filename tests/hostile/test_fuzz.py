"""Texts that nobody wrote: whatever stands in a base ends in values, findings or a CodexError.

``CODEX_FUZZ`` is how many times as many examples are tried; by default it takes some seconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.errors import CodexError
from codex_tools.linking.reading.mentions import parse_mentions
from codex_tools.schema import SchemaValidator
from codex_tools.schema.validators import check_schema
from codex_tools.settings import load_settings
from codex_tools.syntax.document import parse_document

EXAMPLES = int(60 * float(os.environ.get("CODEX_FUZZ", "1")))
SECONDS = 5
"""What one example of a few hundred characters may take of the processor at most."""

fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
)

MARKS = (
    *(
        "---\n",
        "\n",
        "- ",
        ": ",
        "type: claim\n",
        "title: ",
        "supports:",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
    ),
    *(
        "|",
        ">",
        "&a",
        "*a",
        "!!",
        "? ",
        "#",
        "\t",
        "  ",
        "[[",
        "]]",
        "](",
        "<!--",
        "-->",
        "`",
        "~~~",
    ),
    *("codex:", "ignore", "[RF001]", "ignore-file", "1", "2020-01-01", "@x", "é", "\x00"),
    *(
        "(",
        ")",
        "\\",
        "$",
        "%%",
        "<a href=",
        "=",
        ".md",
        "../",
        "^",
        "source: ",
        "Ann Bee (2020)",
        ";",
    ),
)
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=40).map("".join)
BYTES = TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)


@pytest.fixture(autouse=True)
def clock() -> Any:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS * EXAMPLES


def in_time(started: float) -> None:
    assert time.process_time() - started < SECONDS


@fuzzed
@given(data=BYTES)
def test_documents(data: bytes) -> None:
    started = time.process_time()
    for head in (b"", b"---\ntype: claim\n", b"---\ntype: claim\n---\n"):
        parse_document("a.md", head + data)
    in_time(started)


@fuzzed
@given(first=BYTES, second=BYTES)
def test_bases(tmp_path_factory: pytest.TempPathFactory, first: bytes, second: bytes) -> None:
    root = tmp_path_factory.mktemp("base")
    (root / "codex.toml").write_text("")
    (root / "a.md").write_bytes(b"---\ntype: claim\n" + first + b"\n---\n" + second)
    (root / "b.md").write_bytes(second)
    (root / ".gitignore").write_bytes(first)
    started = time.process_time()
    chosen = load_settings(root, cache=False, select=("ALL",))
    check(load(chosen), chosen)
    in_time(started)


KEYS = (
    "extends",
    "include",
    "select",
    "kinds",
    "relations",
    "link",
    "fields",
    "severity",
    "baseline",
)
TOML = st.lists(
    st.sampled_from((*KEYS, "[", "]", ".", "=", '"', "\n", "{", "}", ",", "1", "true", "x", " ")),
    max_size=40,
).map("".join)


@fuzzed
@given(text=TOML)
def test_configurations(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("base")
    (root / "codex.toml").write_text(text)
    started = time.process_time()
    try:
        load_settings(root)
    except CodexError as error:
        assert str(error)
    in_time(started)


WORDS = ("type", "properties", "items", "$ref", "$defs", "anyOf", "oneOf", "not", "enum", "pattern")
WORDS += ("required", "additionalProperties", "format", "minimum", "const", "if", "then", "allOf")
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(("string", "#", "#/$defs/a", "a", "("))
)
SCHEMAS = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from((*WORDS, "a")), inner, max_size=4)
    ),
    max_leaves=12,
)


@fuzzed
@given(schema=st.dictionaries(st.sampled_from(WORDS), SCHEMAS, max_size=4), value=SCHEMAS)
def test_schemas(schema: Mapping[str, Any], value: Any) -> None:
    started = time.process_time()
    try:
        check_schema(schema)
    except ValueError:
        return
    for found in SchemaValidator("x", schema).judge({"a": value, "type": "claim"}):
        assert found.message
    in_time(started)


@fuzzed
@given(text=TEXTS)
def test_mentions(text: str) -> None:
    started = time.process_time()
    list(parse_mentions(text))
    in_time(started)
