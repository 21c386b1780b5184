"""Which lines belong to a table."""

from __future__ import annotations

import pytest

from codex_tools.syntax.markdown.tables import is_in_table

ROWS = "| a | b |\n|---|---|\n| HERE | y |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROWS, True),
        (ROWS.replace("\n", "\r\n"), True),
        ("| HERE | b |\n| :-- | --: |\n", True),
        ("a | b\n--- | ---\nHERE | d", True),
        ("> | a | b |\n> |---|---|\n> | HERE | y |\n", True),
        (f"{ROWS}| more | HERE |\n".replace("| HERE | y", "| x | y"), True),
        (f"HERE\n\n{ROWS.replace('HERE', 'x')}", False),
        (f"HERE\r\n\r\n{ROWS.replace('HERE', 'x')}".replace("|\n", "|\r\n"), False),
        (f"HERE\n \n{ROWS.replace('HERE', 'x')}", False),
        (f"{ROWS.replace('HERE', 'x')}## HERE\n", False),
        (f"{ROWS.replace('HERE', 'x')}- HERE\n", False),
        (f"{ROWS.replace('HERE', 'x')}\nHERE | more\n", False),
        ("HERE | and\nmore\n", False),
        ("HERE\n---\n", False),
    ],
)
def test_a_line_of_a_table(text: str, expected: bool) -> None:
    assert is_in_table(text.encode(), text.encode().index(b"HERE")) is expected
