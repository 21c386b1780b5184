"""The marks stand below the span, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import diagnostic, diagnostics

from codex_tools.model import Diagnostic
from codex_tools.reporters.formats._excerpt import WIDTH, excerpt
from codex_tools.runtime.printable import printable


def shown(line: str, start: int, end: int, width: int = WIDTH, end_line: int = 9) -> list[str]:
    found = excerpt(diagnostic(span=(start, end), source_line=line, end_line=end_line), width)
    return [*found] if found else []


@pytest.mark.parametrize(
    ("line", "span", "expected"),
    [
        ("See [[c]].", (7, 8), ["See [[c]].", "      ^"]),
        ("See [[c]].", (7, 7), ["See [[c]].", "      ^"]),
        ("See it", (7, 7), ["See it", "      ^"]),
        ("See it", (90, 99), ["See it", "      ^"]),
        ("\ta\tb", (4, 5), ["    a    b", "         ^"]),
        ("\ta", (1, 2), ["    a", "^^^^"]),
        ("語 [[語]]", (5, 6), ["語 [[語]]", "     ^^"]),
        ("e\u0301 [[c]]", (6, 7), ["e\u0301 [[c]]", "    ^"]),
        ("a\x1bb c", (5, 6), ["a\\x1bb c", "       ^"]),
        ("\ufeff[[c]]", (3, 4), ["[[c]]", "  ^"]),
        ("", (1, 1), []),
        ("  ", (1, 1), []),
    ],
)
def test_excerpt(line: str, span: tuple[int, int], expected: list[str]) -> None:
    assert shown(line, *span) == expected


def test_a_span_that_goes_on_is_marked_to_the_end_of_its_line() -> None:
    assert shown("See [[a", 5, 3, end_line=11) == ["See [[a", "    ^^^ … to line 11"]


def test_a_line_end_is_no_part_of_the_next_line() -> None:
    assert shown("See [[a", 5, 1, end_line=10) == ["See [[a", "    ^^^"]


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "x" * 50 + "[[c]]" + "y" * 50
    assert shown(line, 53, 54, 30) == ["…xxxxxx[[c]]yyyyyyyyyyyyyyyyy…", "         ^"]
    assert shown(line, 1, 2, 30) == ["x" * 28 + "…", "^"]
    assert shown(line, 105, 106, 30) == ["…" + "y" * 28, " " * 28 + "^"]


def test_a_long_span_is_cut() -> None:
    line = "- [[" + "x" * 50 + "]]"
    assert shown(line, 5, 55, 30) == ["- [[" + "x" * 24 + "…", "    " + "^" * 24 + "…"]


@settings(deadline=None)
@given(diagnostics(), st.integers(30, 60))
def test_the_marks_are_below_the_start_of_the_span(found: Diagnostic, width: int) -> None:
    result = excerpt(found, width)
    line = found.source_line.removeprefix("\ufeff")
    if result is None:
        assert not line.strip()
    elif line.isascii() and line[found.column - 1 : found.column].strip():
        at = len(result.marks) - len(result.marks.lstrip())
        assert result.text[at:].startswith(printable(line[found.column - 1]))


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        ("語" * 15, 1, "語" * 15),
        ("語" * 16, 1, "語" * 14 + "…"),
        ("語" * 15 + "a", 1, "語" * 14 + "…"),
        ("a" + "語" * 15, 1, "a" + "語" * 13 + "…"),
        ("語" * 16, 16, "…" + "語" * 14),
        ("語" * 15 + "a", 16, "…" + "語" * 13 + "a"),
    ],
)
def test_wide_characters_fill_a_line_to_its_last_column(line: str, place: int, text: str) -> None:
    found, marks = shown(line, place, place + 1, 30)
    assert found == text
    assert marks.strip() == ("^^" if line[place - 1] == "語" else "^")
