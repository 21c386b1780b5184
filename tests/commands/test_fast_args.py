"""The command lines that are read without click mean what they mean to click."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
from bases import MakeBase
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.commands.check import command as check
from codex_tools.commands.check.fast_args import read_plainly
from codex_tools.commands.check.options import Options

WORDS = st.sampled_from(
    [
        "--no-cache",
        "--staged",
        "--root",
        "tests",
        "nowhere",
        "a note.md",
        "",
        ".",
        "-",
        "--",
        "--fix",
        "-h",
    ]
    + ["--root=tests", "--no-cache=1", "--rot", "../x", "--format", "json", "--select", "RF"]
)


def read_by_click(words: list[str]) -> Options | None:
    """The options that click makes of the words; ``None`` where it does something else."""
    made: list[Options] = []

    def run(options: Options, _: Any) -> int:
        made.append(options)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "run", run)
        with contextlib.suppress(click.ClickException, SystemExit):
            check.command.main(words, standalone_mode=False)
    return made[0] if made else None


@given(st.lists(WORDS, max_size=5))
def test_what_is_read_plainly_is_what_click_reads(words: list[str]) -> None:
    plain = read_plainly(words)
    if plain is not None:
        assert plain == read_by_click(words)


def test_the_defaults_are_those_of_click() -> None:
    assert read_plainly([]) == read_by_click([]) == Options()


@pytest.mark.parametrize(
    "words", [["a.md", "b.md"], ["--no-cache", "--root", "tests"], ["--staged"], []]
)
def test_the_command_lines_of_hooks_are_read_plainly(words: list[str]) -> None:
    assert read_plainly(words) is not None


@pytest.mark.parametrize("flags", [[], ["--no-cache"], ["--root", "."], ["domains/tides.md"]])
def test_a_check_without_other_flags_loads_no_click(make_base: MakeBase, flags: list[str]) -> None:
    root = make_base({"codex.toml": "", "domains/tides.md": "# Tides\n"})
    command = [sys.executable, "-X", "importtime", "-m", "codex_tools", "check", *flags]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "codex_tools.app.engine" in loaded
    heavy = {"click", "yaml", "inspect", "dataclasses", "difflib", "networkx", "rapidfuzz"}
    assert not loaded & heavy


def test_a_root_that_cannot_be_looked_at_is_left_to_click(tmp_path: Path) -> None:
    assert read_plainly(["--root", "x" * 300]) is None
    command = [sys.executable, "-m", "codex_tools", "check", "--root", "x" * 300]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "does not exist" in done.stderr


@pytest.mark.parametrize("flags", [[], ["--color", "auto"], ["--no-cache"]])
def test_where_output_is_ascii_letters_go_out_as_utf8(
    make_base: MakeBase, flags: list[str]
) -> None:
    root = make_base({"codex.toml": "", "domains/é.md": "---\ntype: claim\n---\n[[ö]]\n"})
    command = [sys.executable, "-m", "codex_tools", "check", *flags]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for _ in range(2):  # the second is from the cache
        time.sleep(0.06)
        done = subprocess.run(command, cwd=root, capture_output=True, env=env)
        assert (done.returncode, done.stderr) == (1, b"")
        assert "domains/é.md:4:3".encode() in done.stdout
    gone = subprocess.run([*command, "ä.md"], cwd=root, capture_output=True, env=env)
    assert gone.stderr == "codex: ä.md does not exist\n".encode()


def test_what_cannot_be_checked_is_said_the_same_with_and_without_click(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "codex_tools", "check", "gone.md"]
    plain = subprocess.run(command, cwd=tmp_path, capture_output=True)
    by_click = subprocess.run([*command, "--color", "auto"], cwd=tmp_path, capture_output=True)
    assert (plain.returncode, plain.stderr) == (2, b"codex: gone.md does not exist\n")
    assert (by_click.returncode, by_click.stderr) == (2, plain.stderr)
