"""The tables of what is text and what is a link, held against the oracle."""

from __future__ import annotations

import html
import re
from importlib import import_module

import pytest
from kinds.table import Variation, marks, plain
from oracle.obsidian import dead_links
from oracle.test_oracle import target_of

TABLES = (
    "escaped_brackets",
    "math",
    "html_comments",
    "indented_code",
    "reference_definitions",
    "titles_and_brackets",
    "inline_html_links",
    "entities_and_escapes",
    "queries",
)
DEAD = {"RF001", "RF004"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def variations() -> list[object]:
    """The variations of the tables that CommonMark decides about."""
    found = ((name, import_module(f"kinds.test_{name}").TABLE) for name in TABLES)
    return [pytest.param(case, id=f"{name}-{case.name}") for name, some in found for case in some]


@pytest.mark.parametrize("case", variations())
def test_a_table_says_what_the_oracle_says(case: Variation) -> None:
    dead = dead_links({path: plain(text) for path, text in case.files.items()})
    said = {
        (path, target_of(target if code == "RF001" else _decoded(target)))
        for path, text in case.files.items()
        for code, target in marks(text)
        if code in DEAD
    }
    assert {(path, target_of(target)) for path, target in dead} == said


def _decoded(address: str) -> str:
    """An address without the entities and backslashes of Markdown."""
    return _ESCAPE.sub(r"\1", html.unescape(address))
