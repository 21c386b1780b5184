"""The command lines that are read without click mean what they mean to click."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from bases import MakeBase
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.commands._fast_args import read_check, read_link
from codex_tools.commands.check import command as check
from codex_tools.commands.link import command as link

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


def read_by_click(module: ModuleType, words: list[str]) -> object:
    """The options that click makes of the words; ``None`` where it does something else."""
    made: list[object] = []

    def run(options: object, _: Any) -> int:
        made.append(options)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "run", run)
        with contextlib.suppress(click.ClickException, SystemExit):
            module.command.main(words, standalone_mode=False)
    return made[0] if made else None


BOTH = pytest.mark.parametrize(("module", "read"), [(check, read_check), (link, read_link)])
Read = Callable[[list[str]], object]


@BOTH
@given(words=st.lists(WORDS, max_size=5))
def test_what_is_read_plainly_is_what_click_reads(
    module: ModuleType, read: Read, words: list[str]
) -> None:
    plain = read(words)
    if plain is not None:
        assert plain == read_by_click(module, words)


@BOTH
def test_the_defaults_are_those_of_click(module: ModuleType, read: Read) -> None:
    options: Any = module.Options
    assert read([]) == read_by_click(module, []) == options()


@pytest.mark.parametrize(
    "words", [["a.md", "b.md"], ["--no-cache", "--root", "tests"], ["--staged"], []]
)
def test_the_command_lines_of_hooks_are_read_check(words: list[str]) -> None:
    assert read_check(words) is not None


def loaded_for(root: Path, *arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "codex_tools", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


PLAIN = pytest.mark.parametrize(
    "flags", [[], ["--no-cache"], ["--root", "."], ["domains/tides.md"]]
)


@PLAIN
def test_a_check_without_other_flags_loads_no_click(make_base: MakeBase, flags: list[str]) -> None:
    root = make_base({"codex.toml": "", "domains/tides.md": "# Tides\n"})
    loaded = loaded_for(root, "check", *flags)
    assert "codex_tools.app.engine" in loaded
    heavy = {"click", "yaml", "inspect", "dataclasses", "difflib", "networkx", "rapidfuzz"}
    assert sorted(loaded & heavy) == []


@PLAIN
def test_links_without_other_flags_load_no_click(make_base: MakeBase, flags: list[str]) -> None:
    root = make_base({"codex.toml": "", "domains/tides.md": "# Tides\n"})
    loaded = loaded_for(root, "link", *flags)
    assert "codex_tools.linking.linker" in loaded
    heavy = {"click", "yaml", "difflib", "networkx", "jsonschema", "hashlib", "tempfile"}
    assert sorted(loaded & heavy) == []


def test_a_root_that_cannot_be_looked_at_is_left_to_click(tmp_path: Path) -> None:
    assert read_check(["--root", "x" * 300]) is None
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
