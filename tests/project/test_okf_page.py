"""The page on the Open Knowledge Format: its bundle, and what the commands on it print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from okf import write

from codex_tools.cli import codex
from codex_tools.rules import all_rules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "okf.md"
TEXT = PAGE.read_text("utf-8")
FILES = re.findall(r"^<!-- file: (.*) -->\n```\w+\n([\s\S]*?)^```$", TEXT, re.MULTILINE)
BASE = re.findall(r"^<!-- base: (.*) -->\n```\w+\n([\s\S]*?)^```$", TEXT, re.MULTILINE)
BUNDLE = re.findall(r"^<!-- bundle: (.*) -->\n```\w+\n([\s\S]*?)^```$", TEXT, re.MULTILINE)
BLOCKS = re.findall(r"^```console\n\$ codex (.*)\n([\s\S]*?)^```$", TEXT, re.MULTILINE)
JULY_2026 = "1783000000"


def test_the_commands_print_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path / "shop", dict(FILES)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JULY_2026)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    shown, page = [], TEXT
    for command, output in BLOCKS:
        words = [*shlex.split(command), "--root", "."]
        result = CliRunner().invoke(codex, words, prog_name="codex")
        shown.append((command, result.output))
        page = page.replace(f"$ codex {command}\n{output}", f"$ codex {command}\n{result.output}")
    assert shown == BLOCKS, page


def test_the_export_writes_what_the_page_shows(tmp_path: Path) -> None:
    write(tmp_path / "base", dict(BASE))
    words = ["export", "okf", str(tmp_path / "out"), "--root", str(tmp_path / "base")]
    assert CliRunner().invoke(codex, words).exit_code == 0
    assert [(path, (tmp_path / "out" / path).read_text("utf-8")) for path, _ in BUNDLE] == BUNDLE


def test_the_page_has_every_rule_on_bundles() -> None:
    codes = {rule.code for rule in all_rules() if rule.code.startswith("OK")}
    assert codes <= set(re.findall(r"\bOK\d{3}\b", TEXT))
