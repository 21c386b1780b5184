"""SARIF against the schema of the standard, and what the schema does not say."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from jsonschema import validators
from jsonschema.protocols import Validator
from report_samples import EMPTY, REPORTS, SMALL, diagnostic, rendered

from codex_tools.findings.fingerprint import KEY
from codex_tools.model import Report, Severity
from codex_tools.rules import all_rules

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json"
RELATIVE_URI = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


@cache
def validator() -> Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return validators.validator_for(schema)(schema)


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(rendered("sarif", report))
    validator().validate(log)
    (run,) = log["runs"]
    return run


def location(result: dict[str, Any]) -> dict[str, Any]:
    (place,) = result["locations"]
    return place["physicalLocation"]


def as_bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


@settings(deadline=None, max_examples=50)
@given(REPORTS)
def test_it_is_valid_and_points_at_the_span(report: Report) -> None:
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    for result, found in zip(run["results"], report.diagnostics, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        where = location(result)
        uri = where["artifactLocation"]["uri"]
        assert RELATIVE_URI.fullmatch(uri)
        assert unquote_to_bytes(uri) == as_bytes(found.path)
        if found.line == found.end_line:
            region = where["region"]
            line = found.source_line.removeprefix("\ufeff")
            units = line.encode("utf-16-le", "surrogatepass")
            text = line[found.column - 1 : found.end_column - 1]
            marked = units[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2]
            assert marked == text.encode("utf-16-le", "surrogatepass")


def test_columns_are_utf16_code_units() -> None:
    report = Report((diagnostic(source_line="😀 [[😀c]]", span=(5, 7)),), 1)
    (result,) = run_of(report)["results"]
    region = {"startLine": 9, "startColumn": 6, "endLine": 9, "endColumn": 9}
    assert location(result)["region"] == region


def test_every_rule_can_be_described() -> None:
    rules = all_rules()
    found = [diagnostic(code=rule.code, rule=rule.name, severity=rule.severity) for rule in rules]
    described = run_of(Report(tuple(found), 1))["tool"]["driver"]["rules"]
    assert [each["id"] for each in described] == [rule.code for rule in rules]
    for each, rule in zip(described, rules, strict=True):
        first = each["shortDescription"]["text"]
        assert each["name"] == rule.name
        assert first.endswith(".")
        assert each["fullDescription"]["text"].startswith(first)
        assert len(each["fullDescription"]["text"]) > len(first)
        assert each["help"]["markdown"].startswith(f"{first}\n\n## ")
        assert each["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_severities_are_levels() -> None:
    found = [diagnostic(severity=severity) for severity in Severity]
    results = run_of(Report(tuple(found), 1))["results"]
    assert [result["level"] for result in results] == ["note", "warning", "error"]


def test_fingerprints_differ() -> None:
    marks = [result["partialFingerprints"][KEY] for result in run_of(SMALL)["results"]]
    assert len(set(marks)) == len(SMALL.diagnostics)


def test_nothing_found_is_an_empty_list() -> None:
    assert run_of(EMPTY)["results"] == []


def test_paths_begin_at_the_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", "/builds")
    (result,) = run_of(Report((diagnostic(),), 1, "/builds/my notes"))["results"]
    assert location(result)["artifactLocation"]["uri"] == "my%20notes/domains/a.md"
