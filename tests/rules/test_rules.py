"""Every rule against its own cases, and the rules of the catalogue itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from codex_tools.app.engine import run_rules
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.edits.fixing import apply_fixes
from codex_tools.findings.positions import locate
from codex_tools.rules import AfterRule, Case, ProblemRule, Rule, _registry, all_rules, listed_rules
from codex_tools.rules._listed import row_of
from codex_tools.rules.missing_heading import MissingHeading
from codex_tools.schema import SchemaValidator
from codex_tools.settings import Settings
from codex_tools.syntax.document import parse_document

CASES = [
    pytest.param(rule, case, id=f"{rule.code}-{kind}-{number}")
    for rule in all_rules()
    for kind, cases in (("valid", rule.valid), ("invalid", rule.invalid))
    for number, case in enumerate(cases)
]


def base_of(files: dict[str, bytes]) -> KnowledgeBase:
    documents = [parse_document(path, data) for path, data in sorted(files.items())]
    return KnowledgeBase.of(documents, build_kinds({}, Path()), text=files.__getitem__)


def run(rule: Rule, files: dict[str, bytes]) -> list[tuple[str, object]]:
    base = base_of(files)
    if isinstance(rule, AfterRule):
        every = run_rules(base, Settings(select=("ALL",)))
        mine = [each for each in every if each.code == rule.code]
        return [(f"{each.path}:{each.line}:{each.column}", each.fix) for each in mine]
    found = [(rule, finding) for finding in rule.check(Scope(base))]
    return [
        (f"{each.path}:{each.line}:{each.column}", each.fix)
        for each in locate(found, files.__getitem__)
    ]


def references(files: dict[str, bytes]) -> int:
    """Count the references of files that are read: a fix may add some and never takes one away."""
    documents = [parse_document(path, data) for path, data in files.items()]
    base = KnowledgeBase.of(documents, build_kinds({}, Path()))
    return len(base.links.resolved) + len(base.links.broken)


def as_bytes(case: Case) -> dict[str, bytes]:
    return {path: text.encode("utf-8", "surrogateescape") for path, text in case.files.items()}


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_finds_what_its_case_says(rule: Rule, case: Case) -> None:
    assert [place for place, _ in run(rule, as_bytes(case))] == list(case.finds)


@pytest.mark.parametrize(("rule", "case"), [case for case in CASES if case.values[1].fixed])
def test_a_fix_does_what_its_case_says(rule: Rule, case: Case) -> None:
    files = as_bytes(case)
    outcome = apply_fixes([fix for _, fix in run(rule, files) if fix], files.__getitem__)
    assert not outcome.refused
    assert {path: file.after.decode() for path, file in outcome.files.items()} == case.fixed
    fixed = files | {path: file.after for path, file in outcome.files.items()}
    assert run(rule, fixed) == []
    assert references(fixed) >= references(files)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_page_and_cases(rule: Rule) -> None:
    page = type(rule).__doc__ or ""
    assert page.splitlines()[0].endswith(".")
    assert "## Why it matters" in page
    assert "## What to do" in page
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert rule.valid
    in_file_system = isinstance(rule, ProblemRule) and rule.on_disk
    needs_more = in_file_system or rule.needs_history or rule.name == "schema-violation"
    assert rule.invalid or needs_more
    assert any(case.fixed for case in rule.invalid) == any(
        fix for case in rule.invalid for _, fix in run(rule, as_bytes(case))
    )


def test_codes_and_names_are_used_once() -> None:
    for values in ([rule.code for rule in all_rules()], [rule.name for rule in all_rules()]):
        assert max(Counter(values).values()) == 1


def test_only_rules_that_say_so_validate(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("validated")

    monkeypatch.setattr(SchemaValidator, "judge", refuse)
    files = {"domains/a.md": b"---\ntype: claim\ncreated: 2026-02-00\n---\n[[gone]]\n"}
    for rule in all_rules():
        if not rule.needs_schemas and not isinstance(rule, AfterRule):
            run(rule, files)


def test_the_hint_at_a_heading_does_not_hang_on_the_words_of_the_fix() -> None:
    files = {
        "domains/a.md": b"See [[b#Spring tide]].\n",
        "domains/b.md": b"# B\n\n## Spring tides\n",
    }
    [found] = MissingHeading().check(Scope(base_of(files)))
    assert found.hint == "the nearest is `Spring tides`"
    assert found.fix is not None
    assert found.fix.title == "write `Spring tides`"


def test_a_listed_rule_is_the_one_of_its_module() -> None:
    for listed, rule in zip(listed_rules(), all_rules(), strict=True):
        assert row_of(listed) == row_of(rule)
        assert (listed.page, listed.valid, listed.invalid) == (rule.page, rule.valid, rule.invalid)


def test_a_rule_that_the_table_lacks_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_registry, "TABLE", _registry.TABLE[1:])
    assert [rule.code for rule in listed_rules.__wrapped__()] == [rule.code for rule in all_rules()]
