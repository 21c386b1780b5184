"""JUnit XML against the schema of Jenkins, and what the stricter one of Ant asks for beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from report_samples import EMPTY, REPORTS, SMALL, rendered

from codex_tools.model import Report, Severity
from codex_tools.runtime.printable import printable

SCHEMA = etree.XMLSchema(file=Path(__file__).parents[1] / "data" / "junit-10.xsd")
ANT_SUITE = {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors"}


def suite_of(report: Report) -> etree._Element:
    document = etree.fromstring(rendered("junit", report).encode())
    SCHEMA.assertValid(document)
    (suite,) = document
    return suite


@settings(deadline=None)
@given(REPORTS)
def test_it_is_valid_and_has_every_text(report: Report) -> None:
    cases = suite_of(report).findall("testcase")
    for case, found in zip(cases, report.diagnostics, strict=bool(report.diagnostics)):
        assert case.get("classname") == printable(found.path)
        (outcome,) = case
        assert outcome.tag == ("skipped" if found.severity is Severity.INFO else "failure")
        assert outcome.get("message") == printable(found.message)
        if outcome.tag == "failure":
            assert printable(found.hint) in outcome.text


@pytest.mark.parametrize("report", [SMALL, EMPTY])
def test_it_has_what_ant_requires(report: Report) -> None:
    suite = suite_of(report)
    cases = suite.findall("testcase")
    assert {*suite.attrib} >= ANT_SUITE | {"time"}
    tags = [child.tag for child in suite]
    assert tags == ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
    assert all({*case.attrib} == {"name", "classname", "time"} for case in cases)
    assert all(len(case) <= 1 for case in cases)
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))


def test_nothing_found_is_a_test_that_passes() -> None:
    (case,) = suite_of(EMPTY).findall("testcase")
    assert len(case) == 0


def test_the_time_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert suite_of(EMPTY).get("timestamp") == "1970-01-02T00:00:00"


@pytest.mark.parametrize("epoch", ["9" * 20, "no number", "-" + "9" * 20])
def test_a_time_that_is_none_is_left_out(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert suite_of(EMPTY).get("timestamp", "") > "2026"
