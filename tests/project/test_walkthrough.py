"""The walk through the argument of the own base: the page shows what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from codex_tools.cli import codex

CHECKOUT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(
    r"^```console\n\$ codex (.*)\n([\s\S]*?)^```$",
    (CHECKOUT / "docs" / "walkthrough.md").read_text("utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[each[0][:30] for each in BLOCKS])
def test_a_command_of_the_walk(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    result = CliRunner().invoke(codex, shlex.split(command), prog_name="codex")
    assert result.output == shown
