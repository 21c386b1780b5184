"""The walk through the argument of the own base: the page shows what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from histories import Repository

from codex_tools.cli import codex

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "walkthrough.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n\$ codex (.*)\n([\s\S]*?)^```$", PAGE, re.MULTILINE)
SCRIPTS = re.findall(r"^```sh\n([\s\S]*?)^```$", PAGE, re.MULTILINE)


def clone(root: Path) -> Path:
    """A repository of the base alone, in which the scripts of the page are carried out."""
    made = Repository(root)
    for name in ("domains", "inbox"):
        shutil.copytree(CHECKOUT / name, root / name)
    (root / "codex.toml").write_text('include = ["domains", "inbox"]\n')
    made.commit()
    for name, value in (("user.name", "Rosa"), ("user.email", "rosa@example.org")):
        made.git("config", name, value)
    called = f'codex() {{ {shlex.quote(sys.executable)} -m codex_tools "$@"; }}\n'
    for script in SCRIPTS:
        subprocess.run(["bash", "-ec", called + script], cwd=root, check=True)
    return root


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[each[0][:30] for each in BLOCKS])
def test_a_command_of_the_walk(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_of_git = command.startswith("diff ")
    monkeypatch.chdir(clone(tmp_path / "clone") if is_of_git else CHECKOUT)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    result = CliRunner().invoke(codex, shlex.split(command), prog_name="codex")
    assert result.output == shown
