"""The rules of a report, as SARIF describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codex_tools.model import Diagnostic, Severity
from codex_tools.rules import Rule, all_rules


def descriptors(
    diagnostics: Iterable[Diagnostic], levels: Mapping[Severity, str]
) -> list[dict[str, Any]]:
    """Return a reportingDescriptor (SARIF 2.1.0, 3.49) for each rule that found something.

    They are sorted by code. ``levels`` maps severities to SARIF's words.
    """
    known = {rule.code: rule for rule in all_rules()}
    names = {found.code: found.rule for found in diagnostics}
    return [
        {"id": code, "name": names[code]} | (_details(known[code], levels) if code in known else {})
        for code in sorted(names)
    ]


def _details(rule: Rule, levels: Mapping[Severity, str]) -> dict[str, Any]:
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.section('Why it matters')}".strip()},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"enabled": rule.default, "level": levels[rule.severity]},
    }
