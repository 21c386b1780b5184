"""`codex link --review`: asking, writing what is accepted, remembering what is rejected."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase
from click.testing import CliRunner
from disk_base import many

from codex_tools.cli import codex
from codex_tools.commands.link import review as link_review
from codex_tools.errors import CodexError
from codex_tools.linking.stored.rejections import FILE, read_rejected, reject
from codex_tools.reporters.links.sides import Side, both_sides
from codex_tools.terminal import asking

ALL_FOR_REVIEW = ["--config", "link.weights.write=1", "--config", "link.weights.review=0.3"]
NAMES = ["slow-glaciers", "slow-harbours", "slow-orchards"]


@pytest.fixture
def root(make_base: MakeBase) -> Path:
    return make_base(many(3, linked=False))


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, root: Path) -> Callable[..., str]:
    """Run the review with these keys pressed; nothing is sure enough to be written unasked."""
    monkeypatch.setattr(asking, "is_terminal", lambda: True)

    def run(keys: str, *more: str) -> str:
        command = ["link", "--review", "--root", str(root), *ALL_FOR_REVIEW, *more]
        result = CliRunner().invoke(codex, command, input=keys)
        assert result.exit_code == 0, result.output
        return result.output

    return run


def linked(root: Path) -> list[str]:
    both = {"domains": "sourced_from", "inbox": "claims_extracted:\n"}
    found = [
        path.stem.split("-are")[0]
        for path in sorted((root / "domains").glob("*.md"))
        if both["domains"] in path.read_text()
    ]
    ends = [path for path in root.rglob("inbox/**/*.md") if both["inbox"] in path.read_text()]
    assert len(ends) == len(found)
    return found


def test_each_answer_does_what_it_says(root: Path, ask: Callable[..., str]) -> None:
    output = ask("ars")
    assert "3 possible links: 1 accepted, 1 rejected, 1 skipped, 0 left." in output
    assert linked(root) == NAMES[:1]
    ((claim, source),) = read_rejected(root)
    assert NAMES[1] in claim
    assert NAMES[1] in source


def test_what_is_rejected_is_never_asked_proposed_or_written_again(
    root: Path, ask: Callable[..., str]
) -> None:
    ask("rrr")
    assert "0 possible links" in ask("")
    for flags in ([], ["--backfill"]):
        result = CliRunner().invoke(codex, ["link", "--root", str(root), *flags])
        assert "3 claims have no link" in result.output
        assert "0 claims and 0 sources are connected\n" in result.output
        assert "slow-harbours" not in result.output
    explained = CliRunner().invoke(
        codex, ["link", "--root", str(root), "--explain", "slow-harbours-are-costly"]
    )
    assert "(rejected)" in explained.output
    assert linked(root) == []


def test_quitting_keeps_what_was_done(root: Path, ask: Callable[..., str]) -> None:
    assert "1 accepted, 0 rejected, 0 skipped, 2 left." in ask("aq")
    assert linked(root) == NAMES[:1]
    assert "2 possible links" in ask("q")


@pytest.mark.parametrize("keys", ["", "\x03", "\x04"])
def test_the_end_of_the_input_quits(root: Path, ask: Callable[..., str], keys: str) -> None:
    assert "3 left" in ask(keys)
    assert linked(root) == []


def test_the_last_answers_can_be_undone(root: Path, ask: Callable[..., str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    output = ask("uaruuq")
    assert "3 possible links: 0 accepted, 0 rejected, 0 skipped, 3 left." in output
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    assert read_rejected(root) == frozenset()
    assert "2 accepted, 1 rejected, 0 skipped, 0 left." in ask("ruaar")


def test_an_answer_is_not_undone_in_a_file_that_changed(
    root: Path, ask: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = link_review.ask_key

    def edited(*question: Any) -> str:
        for path in root.glob("domains/*.md"):
            path.write_text(path.read_text() + "Mine.\n")
        return answer(*question)

    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    monkeypatch.setattr(link_review, "ask_key", edited)
    command = ["link", "--review", "--root", str(root), *ALL_FOR_REVIEW]
    result = CliRunner().invoke(codex, command, input="auq")
    assert isinstance(result.exception, CodexError)
    assert linked(root) == NAMES[:1]


def test_the_question_says_what_speaks_for_a_link_and_against_it(ask: Callable[..., str]) -> None:
    output = ask("q")
    assert "  for: " in output
    assert "author" in output.partition("  for: ")[2].partition("\n")[0]


def test_another_key_shows_what_the_keys_do(ask: Callable[..., str]) -> None:
    assert ask("?xq").count(link_review.HELP) == 2


def test_both_texts_are_shown_with_what_they_share_marked(
    ask: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    output = ask("q")
    assert re.search(r"CLAIM +│ SOURCE", output)
    assert "*1468*" in output
    assert "*glaciers*" in output
    monkeypatch.setenv("COLUMNS", "60")
    assert "│" not in ask("q")
    assert "\x1b[33m\x1b[1m" in ask("q", "--color", "always")


def test_without_a_terminal_nobody_is_asked(root: Path) -> None:
    result = CliRunner().invoke(codex, ["link", "--review", "--root", str(root)])
    assert isinstance(result.exception, CodexError)
    assert "needs a terminal" in str(result.exception)


def test_an_edit_that_is_refused_is_said(root: Path, ask: Callable[..., str]) -> None:
    path = next(root.glob("inbox/archive/*glaciers*"))
    path.write_text(path.read_text().replace("\n---\n", "\nclaims_extracted: 3\n---\n", 1))
    assert "not written: " in ask("aq")
    assert linked(root) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_rejections_are_sorted_readable_and_merge_well(tmp_path: Path) -> None:
    reject(tmp_path, [("b.md", "s.md"), ("ü.md", "s.md")])
    reject(tmp_path, [("a.md", "t.md"), ("b.md", "s.md")])
    lines = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert lines[2] == '    {"claim": "a.md", "source": "t.md"},'
    assert lines[4] == '    {"claim": "ü.md", "source": "s.md"}'
    assert read_rejected(tmp_path) == {("a.md", "t.md"), ("b.md", "s.md"), ("ü.md", "s.md")}


@pytest.mark.parametrize("text", ["", "[]", '{"rejected": 1}', '{"rejected": [{"claim": "a"}]}'])
def test_rejections_that_cannot_be_read_are_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(CodexError, match=FILE):
        read_rejected(tmp_path)


def test_texts_cannot_drive_the_terminal() -> None:
    side = Side("CLAIM", [("title", "A \x1b]0;title\x07 word")], "x\x1b[2Jy \ue000")
    assert "\x1b" not in both_sides((side, side), {"word"}, 120, coloured=False)


def test_columns_stay_in_line() -> None:
    left = Side("CLAIM", [("title", "A word and another " * 9)], "漢字 " * 30)
    for coloured in (False, True):
        text = both_sides((left, left), {"word"}, 120, coloured)
        plain = re.sub(r"\x1b\[\d+(;\d+)*m", "", text)
        assert all(" │ " in f"{line} " for line in plain.splitlines())


def press(key: str, root: Path) -> str:
    """Run the review in a terminal of its own and press one key until it has ended.

    A key that is pressed before the program listens is lost, as it is for people, so it is pressed
    again and again; that is why all questions get the same answer.
    """
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "codex_tools", "link", "--review", "--root", str(root)]
    process = subprocess.Popen(
        [*command, *ALL_FOR_REVIEW], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    shown = b""
    try:
        while process.poll() is None:
            if select.select([ours], [], [], 0.2)[0]:
                shown += os.read(ours, 65_536)
            elif shown.rstrip().endswith(b"[?]"):
                os.write(ours, key.encode())
    except OSError:  # the other end of the terminal is gone
        pass
    finally:
        process.wait(30)
        os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


def test_a_key_in_a_real_terminal_accepts(root: Path) -> None:
    shown = press("a", root)
    assert "CLAIM" in shown
    assert linked(root) == NAMES


def test_a_key_in_a_real_terminal_rejects_for_good(root: Path) -> None:
    press("r", root)
    assert linked(root) == []
    assert len(read_rejected(root)) == 3
    assert "[a]ccept" not in press("a", root)
    assert linked(root) == []
