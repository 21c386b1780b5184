"""Processes that write into one base at once, and an editor that saves meanwhile.

CODEX_RACES is how often each of them writes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bases import MakeBase
from faults import run

from codex_tools.errors import CodexError
from codex_tools.rules._samples import claim, source
from codex_tools.storage.writing.lock import lock
from codex_tools.storage.writing.swap import swap
from codex_tools.storage.writing.together import write_together

TIMES = int(os.environ.get("CODEX_RACES", "8"))
PROCESSES = 8


def started(work: Callable[[], object]) -> int:
    """Begin work in a process of its own, which ends with 0 if all went well."""
    process = os.fork()
    if not process:
        try:
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            sys.stderr.write(repr(error))
            os._exit(1)
    return process


def status_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def write(root: Path, name: str) -> None:
    """Add lines to two files at once, again and again where one of them changed meanwhile."""
    for number in range(TIMES):
        while True:
            files = {path: (root / path).read_bytes() for path in ("a.md", "b.md")}
            line = f"{name} {number}\n".encode()
            try:
                write_together(root, {path: (data, data + line) for path, data in files.items()})
            except CodexError as error:
                assert "changed while" in str(error), error
            else:
                break


def append(path: Path) -> None:
    """Add lines to a file in place."""
    for number in range(TIMES * PROCESSES):
        with path.open("ab") as stream:
            stream.write(f"editor {number}\n".encode())
        time.sleep(0.001)


def replace(path: Path) -> None:
    """Add lines to a file by another one in its place, as editors do that look before."""
    beside = path.with_suffix(".swp")
    for number in range(TIMES * PROCESSES):
        while True:
            before = path.read_bytes()
            beside.write_bytes(before + f"editor {number}\n".encode())
            swap(str(beside), str(path))
            if beside.read_bytes() == before:
                break
            swap(str(beside), str(path))
        time.sleep(0.001)
    beside.unlink()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems lack the calls")
@pytest.mark.parametrize("edit", [append, replace])
def test_no_update_is_lost_between_eight_processes_and_an_editor(
    make_base: MakeBase, edit: Callable[[Path], None], state_folder: Path
) -> None:
    root = make_base({"a.md": "", "b.md": ""})
    names = [f"process{number}" for number in range(PROCESSES)]
    processes = [started(lambda name=name: write(root, name)) for name in names]
    processes.append(started(lambda: edit(root / "a.md")))
    assert [status_of(each) for each in processes] == [0] * (PROCESSES + 1)
    ours = {f"{name} {number}" for name in names for number in range(TIMES)}
    edited = {f"editor {number}" for number in range(TIMES * PROCESSES)}
    for path, wanted in (("a.md", ours | edited), ("b.md", ours)):
        lines = (root / path).read_text().splitlines()
        assert len(lines) == len(wanted)
        assert set(lines) == wanted
    assert sorted(path.name for path in root.iterdir()) == ["a.md", "b.md"]
    assert not list(state_folder.glob("*/*"))


def test_commands_wait_for_each_other(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codex_tools.storage.writing.lock.PATIENCE", 300.0)  # on busy machines too
    sources = [f"inbox/archive/2020-01-0{number}-s.md" for number in range(1, 9)]
    root = make_base(
        {
            "codex.toml": "",
            "domains/harbours.md": claim("# Harbours\n\n[[lost]] [[Harbours]]\n"),
            **{path: source("# S\n", claims_extracted="\n- harbours") for path in sources},
        }
    )
    commands = (("link", "--backfill", "--no-git"), ("check", "--fix"), ("check", "--add-ignore"))

    def work(number: int) -> None:
        ended = run(root, *commands[number % 3])
        assert ended.status in (0, 1), ended

    processes = [started(lambda number=number: work(number)) for number in range(PROCESSES)]
    assert [status_of(each) for each in processes] == [0] * PROCESSES
    text = (root / "domains/harbours.md").read_text()
    assert all(text.count(path) == 1 for path in sources)
    assert text.count("codex: ignore[RF001") == 1


def test_who_has_the_lock_is_named(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codex_tools.storage.writing.lock.PATIENCE", 0.1)
    root = make_base({"a.md": "x\n"})
    with lock(root):
        ended = run(root, "check", "--fix")
    assert ended.status == 2
    assert f"(process {os.getpid()}) is writing into {root}; run the command again" in ended.output
