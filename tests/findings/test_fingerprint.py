"""A fingerprint stays when text moves and changes when what is at fault does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import REPORTS, diagnostic

from codex_tools.findings.fingerprint import fingerprint, fingerprints
from codex_tools.model import Diagnostic, Report


@settings(deadline=None)
@given(REPORTS)
def test_no_two_are_the_same(report: Report) -> None:
    marks = fingerprints(report.diagnostics)
    assert len(set(marks)) == len(marks)
    assert all(len(mark) == 32 for mark in marks)


@settings(deadline=None)
@given(REPORTS, st.integers(1, 99))
def test_lines_above_change_nothing(report: Report, lines: int) -> None:
    moved = [
        found._replace(
            line=found.line + lines,
            end_line=found.end_line + lines,
            start=found.start + 40 * lines,
            end=found.end + 40 * lines,
        )
        for found in report.diagnostics
    ]
    assert fingerprints(moved) == fingerprints(report.diagnostics)


@pytest.mark.parametrize(
    ("source_line", "span", "message"),
    [
        ("    - 'c'  # why", (7, 10), 'the wikilink names no file: "c"'),
        ("See [[c]].", (7, 8), 'this wikilink leads nowhere: "c"'),
        ("See\t[[c]].", (7, 8), 'the wikilink names no file: "c"'),
    ],
)
def test_layout_and_wording_change_nothing(
    source_line: str, span: tuple[int, int], message: str
) -> None:
    other = diagnostic(source_line=source_line, span=span, message=message)
    assert fingerprint(other) == fingerprint(diagnostic())


@pytest.mark.parametrize(
    "message",
    ['it names no file: "a  b"', 'it names no file: " a b"', "it names no file: \"'a b'\""],
)
def test_blanks_and_quotation_marks_in_a_quoted_value_change_nothing(message: str) -> None:
    plain = diagnostic(message='it names no file: "a b"')
    assert fingerprint(diagnostic(message=message)) == fingerprint(plain)
    assert fingerprint(diagnostic(message='it names no file: "ab"')) != fingerprint(plain)


def test_without_a_quoted_value_the_text_counts_and_its_quotation_marks_do_not() -> None:
    plain = diagnostic(source_line="date: 2026-02-30", span=(7, 17), message="`date` is none")
    quoted = diagnostic(source_line="date:  '2026-02-30'", span=(8, 20), message="`date` is none")
    other = diagnostic(source_line="date: 2026-02-31", span=(7, 17), message="`date` is none")
    assert fingerprint(plain) == fingerprint(quoted) != fingerprint(other)


@pytest.mark.parametrize(
    "other",
    [
        diagnostic("domains/b.md"),
        diagnostic(code="XX002"),
        diagnostic(message='the wikilink names no file: "d"'),
    ],
)
def test_another_finding_has_another(other: Diagnostic) -> None:
    assert fingerprints([diagnostic()]) != fingerprints([other])


def test_it_stays_from_release_to_release() -> None:
    assert fingerprint(diagnostic()) == "0d640d3aa0c9f4d787171fdfed0f418b"


def test_composed_and_decomposed_names_are_one() -> None:
    assert fingerprint(diagnostic("caf\u00e9.md")) == fingerprint(diagnostic("cafe\u0301.md"))
