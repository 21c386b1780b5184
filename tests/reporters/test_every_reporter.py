"""What holds for every format, whichever modules there are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click import unstyle
from hypothesis import given, settings
from report_samples import EMPTY, FORMATS, REPORTS, SMALL, rendered, without_version

from codex_tools.model import Report
from codex_tools.reporters import formats
from codex_tools.runtime import discovery

GOLDEN = Path(__file__).parent / "golden"
FOR_PEOPLE = ("concise", "full", "grouped")


def test_all_formats_are_found() -> None:
    machines = {"github", "gitlab", "json", "json-lines", "junit", "sarif"}
    assert machines | set(FOR_PEOPLE) <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_module_says_what_it_writes(name: str) -> None:
    module = discovery.load(formats, name)
    assert module.__doc__
    assert module.render.__doc__


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("report", "suffix"), [(SMALL, ""), (EMPTY, "-empty")])
def test_output_is_as_before(name: str, report: Report, suffix: str) -> None:
    """To accept a change, run the tests with UPDATE_GOLDEN=1 and read the diff."""
    text = without_version(unstyle(rendered(name, report)))
    file = GOLDEN / f"{name}{suffix}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(report=REPORTS)
def test_output_is_utf8_that_ends_with_a_newline(name: str, report: Report) -> None:
    text = rendered(name, report)
    assert not text or text.encode("utf-8").endswith(b"\n")


@pytest.mark.parametrize("name", FOR_PEOPLE)
@settings(deadline=None)
@given(report=REPORTS)
def test_no_character_steers_the_terminal(name: str, report: Report) -> None:
    text = unstyle(rendered(name, report))
    assert all(character == "\n" or ord(character) >= 0x20 for character in text)
    assert not set(text) & {*map(chr, range(0x7F, 0xA0)), "\u2028", "\u202e"}


@settings(deadline=None)
@given(REPORTS)
def test_concise_has_a_line_for_each_finding(report: Report) -> None:
    assert rendered("concise", report).count("\n") == len(report.diagnostics) + 1


@settings(deadline=None)
@given(REPORTS)
def test_grouped_has_a_line_for_each_finding(report: Report) -> None:
    tables = rendered("grouped", report).split("\n\n")[:-1]
    assert sum(table.count("\n") for table in tables) == len(report.diagnostics)


@settings(deadline=None)
@given(REPORTS)
def test_json_gives_back_every_text(report: Report) -> None:
    data = json.loads(rendered("json", report))
    assert data["checked"] == report.checked
    assert sum(data["counts"].values()) == len(report.diagnostics)
    for item, found in zip(data["items"], report.diagnostics, strict=True):
        for key in ("path", "message"):
            sent = getattr(found, key)
            assert item[key].encode("utf-16", "surrogatepass") == sent.encode(
                "utf-16", "surrogatepass"
            )


@settings(deadline=None)
@given(REPORTS)
def test_json_lines_are_the_diagnostics_of_json(report: Report) -> None:
    lines = rendered("json-lines", report).split("\n")
    assert lines.pop() == ""
    diagnostics = json.loads(rendered("json", report))["items"]
    assert [json.loads(line) for line in lines] == diagnostics


@settings(deadline=None)
@given(REPORTS)
def test_gitlab_has_an_issue_for_each_finding(report: Report) -> None:
    issues = json.loads(rendered("gitlab", report))
    assert len({issue["fingerprint"] for issue in issues}) == len(report.diagnostics)
    for issue, found in zip(issues, report.diagnostics, strict=True):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] == found.line
        assert issue["description"].startswith(found.code)
        assert issue["check_name"] == found.rule
