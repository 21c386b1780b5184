"""`codex rule`: what it prints of a rule, and what it says to a name that is none."""

from __future__ import annotations

import json

from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import NotFoundError
from codex_tools.rules import all_rules


def run(*arguments: str) -> str:
    result = CliRunner().invoke(codex, ["rule", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_page_has_everything() -> None:
    page = run("RF001")
    for words in ("RF001  dangling-wikilink", "error, on by default", "Why it matters", "[[c]]"):
        assert words in page
    assert "##" not in page
    assert run("dangling-wikilink") == run("rf001") == page


def test_several_rules_and_prefixes_are_shown_once_each() -> None:
    assert run("RF", "RF001").count("RF001  ") == 1
    assert run("TI001", "CL001").index("TI001") == 0


def test_all_as_text_is_a_line_a_rule() -> None:
    assert [line.split()[0] for line in run("--all").splitlines()] == [r.code for r in all_rules()]


def test_all_as_json_says_what_is_known() -> None:
    rules = json.loads(run("--all", "--format", "json"))["items"]
    assert [(each["code"], each["fixable"]) for each in rules] == [
        (rule.code, rule.fixable) for rule in all_rules()
    ]
    for each in rules:
        assert each["summary"].endswith(".")
        assert each["explanation"].startswith("## ")
        assert each["severity"] in ("error", "warning", "info")
        assert isinstance(each["default"], bool)


def test_an_unknown_rule_gets_the_nearest() -> None:
    for given, close in (("RFO01", "RF0"), ("dangling-wikilnk", "dangling-wikilink")):
        result = CliRunner().invoke(codex, ["rule", given])
        assert isinstance(result.exception, NotFoundError)
        assert f"did you mean `{close}" in str(result.exception)
    assert CliRunner().invoke(codex, ["rule"]).exit_code == 2
    assert CliRunner().invoke(codex, ["rule", "--all", "RF001"]).exit_code == 2


def test_a_policy_is_found_by_its_name_in_the_base_around(make_base: MakeBase) -> None:
    policy = "[[policy]]\nname = 'no-drafts'\nmessage = '\\u001b[2J'\nsql = 'SELECT 1'\n"
    root = str(make_base({"codex.toml": policy.replace("'\\u001b[2J'", '"\\u001b[2J"')}))
    page = run("no-drafts", "--root", root)
    assert page.startswith("policy/no-drafts  no-drafts\nwarning, on by default\n\n\\x1b[2J\n")
    assert "    SELECT 1" in page
    assert run("--all", "--root", root).splitlines()[-1].startswith("policy/no-drafts")


def test_a_rule_is_explained_beside_a_configuration_that_cannot_be_read(
    make_base: MakeBase,
) -> None:
    root = str(make_base({"codex.toml": "no = such = setting"}))
    assert run("RF001", "--root", root) == run("RF001")
