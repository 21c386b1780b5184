"""Which lines a comment silences."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings

IGNORE = "<!-- codex: ignore[RF001] -->"


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (f"{IGNORE}\n[[n]]\n", []),
        (f"  {IGNORE}  \r\n[[n]]\n", []),
        (f"{IGNORE}\n\n[[n]]\n", [3]),
        (f"Text {IGNORE}\n[[n]]\n", [2]),
        (f"{IGNORE} text\n[[n]]\n", [2]),
        (f"[[n]] {IGNORE}\n[[n]]\n", [2]),
        (f"{IGNORE} [[n]]\n[[n]]\n", [2]),
        (f"[[n]]\n{IGNORE}\n[[n]]\n", [1]),
        ("---\n# codex: ignore[RF001]\na: '[[n]]'\n---\n", []),
        ("---\nb: 1 # codex: ignore[RF001]\na: '[[n]]'\n---\n", [3]),
        ("---\na: '[[n]]' # codex: ignore[RF001]\nb: '[[n]]'\n---\n", [3]),
    ],
)
def test_only_a_comment_that_stands_alone_silences_the_next_line(
    make_base: MakeBase, text: str, reported: list[int]
) -> None:
    root = make_base({"a.md": text})
    assert [row["line"] for row in findings(root, "--select", "RF001")] == reported
