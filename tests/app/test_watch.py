"""``codex watch``, as a process beside an editor."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bases import MakeBase, as_published

PATIENCE = 30.0
CLAIM = "---\ntype: claim\n---\nSee [[{}]].\n"


class Watcher:
    """The process, and the lines that it has printed."""

    def __init__(self, root: Path, *flags: str) -> None:
        command = [sys.executable, "-u", "-m", "codex_tools", "watch", "--select", "RF", *flags]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=root, stdout=pipe, stderr=subprocess.STDOUT, text=True
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.lines.put(line)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def until(self, end: str) -> str:
        """What is printed up to the line that holds ``end``."""
        text = ""
        while end not in text:
            text += self.lines.get(timeout=PATIENCE)
        return text


@pytest.fixture
def watcher(make_base: MakeBase, tmp_path: Path) -> Iterator[Watcher]:
    make_base(
        {"codex.toml": "", "domains/a.md": CLAIM.format("b"), "domains/b.md": CLAIM.format("a")}
    )
    found = Watcher(tmp_path)
    found.until("Watching")
    yield found
    found.end()


def test_it_shows_what_an_edit_did(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "domains/a.md").write_text(CLAIM.format("nobody"))
    text = watcher.until(" ms)")
    assert "domains/a.md changed" in text
    assert 'domains/a.md:4:7: error RF001 the wikilink names no file: "nobody"' in text
    assert "1 finding in what changed, 0 new elsewhere, 0 gone; 1 in all" in text


def test_it_shows_who_referred_to_a_file_that_is_gone(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "domains/b.md").unlink()
    text = watcher.until(" ms)")
    assert 'domains/a.md:4:7: error RF001 the wikilink names no file: "b"' in text
    assert "0 findings in what changed, 1 new elsewhere, 0 gone; 1 in all" in text
    (tmp_path / "domains/b.md").write_text("# B\n")
    text = watcher.until(" ms)")
    assert "gone: domains/a.md:4:7 RF001" in text
    assert "0 new elsewhere, 1 gone; 0 in all" in text


def test_a_changed_configuration_counts_and_a_broken_one_is_told(
    watcher: Watcher, tmp_path: Path
) -> None:
    (tmp_path / "codex.toml").write_text("selekt = []")
    assert "did you mean `select`" in watcher.until("Waiting")
    time.sleep(1)  # long enough for several looks
    (tmp_path / "codex.toml").write_text("")
    assert "did you mean" not in watcher.until(" ms)")


def test_a_configuration_that_is_broken_from_the_start_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "selekt = []"})
    command = [sys.executable, "-m", "codex_tools", "watch"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert done.stderr.startswith("codex: ")
    assert "did you mean `select`" in done.stderr


def test_a_rule_that_there_is_not_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": ""})
    command = [sys.executable, "-m", "codex_tools", "watch", "--select", "XX9"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rule has a code or name like `XX9`" in done.stderr


def test_it_ends_in_peace(watcher: Watcher) -> None:
    os.kill(watcher.process.pid, signal.SIGINT)
    assert watcher.process.wait(PATIENCE) == 0
    assert "No longer watching." in watcher.until("watching.")


def test_programs_get_an_object_in_a_line_for_each_check(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "domains/a.md": CLAIM.format("gone")})
    watcher = Watcher(root, "--format", "json")
    try:
        first = as_published("watch", watcher.lines.get(timeout=PATIENCE))
        assert [each["code"] for each in first["items"]] == ["RF001"]
        (root / "domains/gone.md").write_text(CLAIM.format("a"))
        second = as_published("watch", watcher.lines.get(timeout=PATIENCE))
        assert second["changed"] == ["domains/gone.md"]
        assert [each["code"] for each in second["gone"]] == ["RF001"]
        assert second["counts"]["error"] == 0
        (root / "codex.toml").write_text("nothing = 1\n")
        assert as_published("watch", watcher.lines.get(timeout=PATIENCE))["failure"]
    finally:
        watcher.end()
