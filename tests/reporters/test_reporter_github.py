"""Workflow commands, read back in the way in which the runner of GitHub Actions reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from report_samples import REPORTS, SMALL, diagnostic, rendered

from codex_tools.model import Report, Severity
from codex_tools.runtime.printable import printable

ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
KEPT = "\r\n\t"


def unescape(text: str) -> str:
    for written, character in ESCAPES.items():
        text = text.replace(written, character)
    return text


def parse(line: str) -> tuple[str, dict[str, str], str]:
    """As ActionCommand.TryParseV2 of actions/runner does."""
    assert line.startswith("::")
    head, separator, message = line[2:].partition("::")
    assert separator
    command, _, rest = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.split(","))
    return command, {key: unescape(value) for key, value in pairs}, unescape(message)


@settings(deadline=None)
@given(REPORTS)
def test_the_runner_reads_what_was_meant(report: Report) -> None:
    text = rendered("github", report)
    assert "\r" not in text
    lines = text.split("\n")[:-2]
    ordered = sorted(report.diagnostics, key=lambda found: -found.severity)
    for line, found in zip(lines, ordered, strict=True):
        command, properties, message = parse(line)
        assert command == {3: "error", 2: "warning", 1: "notice"}[found.severity]
        assert properties["file"] == printable(found.path, KEPT)
        assert properties["line"] == str(found.line)
        assert properties["title"] == f"{found.code} {found.rule}"
        assert printable(found.message, KEPT) in message
        assert ("col" in properties) == (found.line == found.end_line)


def test_errors_come_first_and_a_limit_is_told() -> None:
    lines = rendered("github", SMALL).splitlines()
    kinds = [line.split(" ")[0] for line in lines[:-1]]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)
    assert lines[-1].startswith("1,214 files checked: 7 errors, 2 warnings, 1 note in 3 files.")
    many = Report((diagnostic(severity=Severity.WARNING),) * 11, 1)
    assert "the first 10 of each kind" in rendered("github", many).splitlines()[-1]


def test_paths_begin_at_the_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", "/builds")
    report = Report((diagnostic(),), 1, "/builds/notes/base")
    assert "::error file=notes/base/domains/a.md," in rendered("github", report)
    assert "::error file=domains/a.md," in rendered("github", Report((diagnostic(),), 1, "/builds"))
    assert "::error file=domains/a.md," in rendered("github", Report((diagnostic(),), 1, "/else"))
