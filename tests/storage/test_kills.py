"""Commands that write, killed or interrupted before each of their calls that write.

CODEX_ALL_KILLS makes it every call, instead of a few of each command.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from bases import MakeBase
from faults import Act, interrupting, killing, run

from codex_tools.rules._samples import claim, source

STEP = 1 if os.environ.get("CODEX_ALL_KILLS") else 9

BASE = {
    "codex.toml": 'baseline = "known.json"\n',
    "domains/harbours.md": claim(
        "# Harbours\n\n[[Glaciers]] [[lost]]\n",
        sourced_from="\n- inbox/archive/2020-01-01-one.md",
    ),
    "domains/glaciers.md": claim("# Glaciers\n\n[[Harbours]] [[gone]]\n"),
    "domains/mills.md": claim("# Mills\n\n[[harbours]] [[GLACIERS]]\n", challenges="\n- harbours"),
    "inbox/archive/2020-01-01-one.md": source("# One\n"),
    "inbox/archive/2020-01-02-two.md": source(
        "# Two\n", title="Two", claims_extracted="\n- mills\n- glaciers"
    ),
    "codex-rejected-links.json": '{"rejected": [{"claim": "domains/harbours.md", "source": "x"}]}',
}

COMMANDS = {
    "backfill": ("link", "--backfill", "--no-git"),
    "fix": ("check", "--fix", "--exit-zero"),
    "rename": ("rename", "harbours", "new/folder/ports"),
    "ignore": ("check", "--add-ignore"),
    "baseline": ("check", "--write-baseline"),
    "init": ("init",),
}


def contents(root: Path) -> dict[str, bytes]:
    """All files, and the folders, which end in a slash."""
    return {
        path.relative_to(root).as_posix() + ("/" if path.is_dir() else ""): (
            b"" if path.is_dir() else path.read_bytes()
        )
        for path in root.rglob("*")
    }


@pytest.fixture
def base(make_base: MakeBase, request: pytest.FixtureRequest) -> Path:
    name = request.node.callspec.params["name"]
    root = make_base({f"base/{path}": text for path, text in BASE.items()}) / "base"
    if name == "init":
        (root / "codex.toml").unlink()
    elif name == "rename":
        run(root, "check", "--write-baseline")
    return root


@pytest.fixture
def after(base: Path, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, bytes]:
    """What the base is when the command is done."""
    copy = tmp_path / "copy"
    shutil.copytree(base, copy)
    ended = run(copy, *COMMANDS[request.node.callspec.params["name"]])
    assert ended.status == 0, ended.output
    found = contents(copy)
    assert found != contents(base)
    return found


def faults(base: Path, name: str, act: Act, step: int) -> Iterator[int]:
    """Run a command again and again on the same base, with a fault further on each time.

    Yields the exit status, until none comes before the end.
    """
    pristine = base.parent / "pristine"
    shutil.copytree(base, pristine)
    number = 1
    while True:
        shutil.rmtree(base)
        shutil.copytree(pristine, base)
        status = run(base, *COMMANDS[name], number=number, act=act).status
        if status == 0:
            return
        yield status
        number += step


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_run_is_completed_or_undone_by_the_next(
    base: Path, after: dict[str, bytes], name: str, state_folder: Path
) -> None:
    before, kills, said = contents(base), 0, set()
    for status in faults(base, name, killing, STEP):
        kills += 1
        assert status == -signal.SIGKILL
        for path, data in contents(base).items():
            known = (before.get(path), after.get(path))
            assert data in known or ".codex-" in path or not data, path
        again = run(base, *COMMANDS[name])
        said |= {word for word in ("completed", "undone") if f"it is {word}" in again.output}
        assert contents(base) == after, again.output
        assert not list(state_folder.glob("*/*"))
    assert kills >= 3
    assert said <= {"completed", "undone"}
    assert said


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *((name, signal.SIGTERM) for name in COMMANDS),
        ("backfill", signal.SIGINT),
        ("rename", signal.SIGHUP),
    ],
)
def test_a_signal_leaves_everything_as_it_was_or_done(
    base: Path, after: dict[str, bytes], name: str, number: signal.Signals, state_folder: Path
) -> None:
    before = contents(base)
    for status in faults(base, name, interrupting(number), 2 * STEP):
        assert status in (1, 128 + number)
        assert contents(base) in (before, after)
        assert not list(state_folder.glob("*/*"))
