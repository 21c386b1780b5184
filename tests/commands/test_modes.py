"""Flags that go together, and flags that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex


@pytest.fixture
def root(make_base: MakeBase) -> Path:
    return make_base({"codex.toml": "", "a.md": "[[x]] [[y]]\n", "b.md": "\ufeff[[z]]\n"})


def test_the_counts_of_rules_are_had_as_json(root: Path) -> None:
    command = ["check", "--root", str(root), "--statistics", "--format", "json"]
    result = CliRunner().invoke(codex, command)
    assert result.exit_code == 1
    assert json.loads(result.output)["items"][0] == {
        "code": "RF001",
        "rule": "dangling-wikilink",
        "count": 3,
    }


def test_the_counts_of_rules_have_no_other_format(root: Path) -> None:
    command = ["check", "--root", str(root), "--statistics", "--format", "sarif"]
    result = CliRunner().invoke(codex, command)
    assert result.exit_code == 2
    assert "--statistics has no format sarif" in result.output


def test_a_score_that_is_no_number_is_refused(root: Path) -> None:
    result = CliRunner().invoke(codex, ["link", "--root", str(root), "--min-score", "nan"])
    assert result.exit_code == 2
    assert "this is not a number" in result.output
