"""The line at the end of the formats for people."""

from __future__ import annotations

from codex_tools.model import Applicability, Report, Severity
from codex_tools.runtime.text import pluralise

NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def summary(report: Report) -> str:
    """Return one line: how many files were checked, what was found, and what can be repaired."""
    if report.checked == 0 and not report.diagnostics:
        return "No Markdown file was checked."
    files = pluralise(report.checked, "file")
    known = f" ({report.known:,} known from the baseline)" if report.known else ""
    if not report.diagnostics:
        return f"{files} checked: nothing found{known}."
    counts = [
        pluralise(report.count_of(severity), noun)
        for severity, noun in NOUNS.items()
        if report.count_of(severity)
    ]
    where = pluralise(len({found.path for found in report.diagnostics}), "file")
    return f"{files} checked: {', '.join(counts)} in {where}{known}.{repairable(report)}"


def repairable(report: Report) -> str:
    """Return a sentence on how many findings can be repaired and how; none where none can."""
    safe, guesses = report.repairs_of(Applicability.SAFE), report.repairs_of(Applicability.UNSAFE)
    counts = {"--fix": safe, "--fix --unsafe-fixes": guesses}
    said = [f"{count:,} {{}}with {flag}" for flag, count in counts.items() if count]
    words = ("can be repaired ", "more ")
    ways = (way.format(word) for way, word in zip(said, words, strict=False))
    return f" {', '.join(ways)}." if said else ""
