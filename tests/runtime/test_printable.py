"""Nothing of a base steers a terminal, adds a line, or is a command to the runner of a job."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bases import MakeBase
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.cli import codex
from codex_tools.errors import CodexError, SettingsError
from codex_tools.runtime.printable import (
    json_text,
    printable,
    printable_lines,
    quoted_name,
)
from codex_tools.runtime.xml_text import escaped
from codex_tools.terminal.failure import exit_status
from codex_tools.terminal.output import write_diff

COMMANDS = (
    "::error::x",
    " ::set-env name=A::b",
    "##vso[task.complete]",
    "##[error]",
    "##TeamCity[x",
)
PIECES = st.sampled_from((*COMMANDS, "\x1b[2J", "\x9b2J", "\u202e", "\n", "\r", "a", ":", "#", "["))
TEXTS = st.text() | st.lists(PIECES, max_size=6).map("".join)


def is_harmless(line: str) -> bool:
    """Tell whether a terminal shows this line as it is, and runners of jobs see no command."""
    steers = any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in line)
    turns = any(unicodedata.bidirectional(each) in _TURNING for each in line)
    command = line.lstrip().startswith("::") or re.search(r"##([a-z]+)?\[", line, re.IGNORECASE)
    return not (steers or turns or command)


_TURNING = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")


@given(TEXTS)
def test_a_printable_text_is_one_harmless_line(text: str) -> None:
    assert is_harmless(printable(text))
    assert printable(printable(text)) == printable(text)


@given(TEXTS)
def test_printable_lines_are_harmless(text: str) -> None:
    shown = printable_lines(text.replace("\x1b", "")).replace("\t", " ").replace("\r\n", "\n")
    assert all(map(is_harmless, shown.split("\n")))


@given(TEXTS)
def test_json_gives_the_text_back_and_is_harmless(text: str) -> None:
    written = json_text({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert is_harmless(written)


@given(TEXTS)
def test_xml_is_harmless_and_gives_the_text_back(text: str) -> None:
    written = escaped(text)
    assert is_harmless(f"<a>{written}")
    if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text):
        assert ElementTree.fromstring(f"<a>{written}</a>").text == (text or None)


@pytest.mark.parametrize("text", ["plain", "a::b", "C# [x]", "日本語", "## Heading", "it's: fine"])
def test_ordinary_text_stays(text: str) -> None:
    assert printable(text) == printable_lines(text) == quoted_name(text) == text


@pytest.mark.parametrize(
    "name", ['a"b.md', "a\\b.md", "a\nb.md", "a\x1b[2J.md", "\udce9.md", "a b.md"]
)
def test_names_are_quoted_as_git_does(tmp_path: Path, name: str) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / name).touch()
    command = ["git", "ls-files", "--others"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert quoted_name(name) == done.stdout.decode().rstrip("\n")


ODD = "See [[Target]].\r\n::error::x\r\n"


def test_a_diff_with_odd_names_is_taken_by_git(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = 'a\n"b\x1b\u202e.md'
    root = make_base(
        {"codex.toml": "", name: "See [[Target]].\r\n::error::x\r\n", "target.md": "T.\n"}
    )
    for variable in ("CI", "TF_BUILD", "TEAMCITY_VERSION"):
        monkeypatch.delenv(variable, raising=False)
    arguments = ["check", "--root", str(root), "--diff", "--unsafe-fixes", "--select", "RF"]
    diff = CliRunner().invoke(codex, arguments).stdout_bytes
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "apply", "-"], input=diff, cwd=root, check=True)
    assert (root / name).read_bytes() == b"See [[target]].\r\n::error::x\r\n"


def test_a_diff_in_the_log_of_a_job_is_harmless(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    write_diff("@@\n ::error::x\n+\x1b[2J##vso[x]\n")
    assert all(map(is_harmless, capsys.readouterr().out.split("\n")))


def test_an_error_has_the_lines_that_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    exit_status(SettingsError("a\n::error::b", "c\x1b[2J"))
    assert capsys.readouterr().err == "codex: a\\n\\x3a:error::b\nc\\x1b[2J\n"
    exit_status(CodexError("::error::b"))
    assert capsys.readouterr().err == "codex: \\x3a:error::b\n"


VILE = "\x1b]0;x\x07::error::\n##vso[x]\u202e\x9b2J"


def test_all_commands_print_a_vile_base_harmlessly(make_base: MakeBase) -> None:
    value = json.dumps(VILE)
    note = (
        f"---\ntype: {value}\ntitle: {value}\nsource: {value}\n---\n# {VILE}\n[[{VILE}]] [[gone]]\n"
    )
    claim = (
        f"---\ntype: claim\ntitle: {value}\nsource: {value}\nsupports: [{value}]\n---\n::error::x\n"
    )
    kinds = f"[kinds.{value}]\nfolders = [{value}]\n".replace("\\u009b", "\\u009b")
    root = make_base(
        {
            "codex.toml": kinds,
            f"domains/::error::{VILE.replace('/', '')}.md": claim,
            f"{VILE.replace('/', '')}/a.md": note,
            "inbox/archive/s.md": note.replace(f"type: {value}", "type: source"),
        }
    )
    base = ["--root", str(root), "--no-cache"]
    runs = [["check", "--format", each] for each in FORMATS]
    runs += [["check", *flags] for flags in (["--diff"], ["--show-files"], ["--statistics"])]
    runs += [["graph", "export", "--format", each] for each in ("dot", "gexf", "graphml", "json")]
    runs += [["graph", "export", "--format", "mermaid"], ["graph", "stats"], ["link"]]
    runs += [["link", "--diff"], ["link", "--format", "json"], ["config", "show"]]
    for arguments in runs:
        done = CliRunner(env={"CI": "1"}).invoke(codex, [*arguments, *base])
        assert done.exit_code in (0, 1), (arguments, done.output)
        lines = (done.stdout + done.stderr).replace("\t", " ").replace("\r\n", "\n").split("\n")
        bad = [line for line in lines if not is_harmless(line) and not is_ours(line)]
        assert not bad, arguments
    done = CliRunner().invoke(codex, ["init", "--dry-run", "--root", str(root)])
    assert all(map(is_harmless, done.output.split("\n")))


FORMATS = ("concise", "full", "github", "gitlab", "grouped", "json", "json-lines", "junit", "sarif")


def is_ours(line: str) -> bool:
    """Tell whether a line is an annotation that we write on purpose, with nothing after it."""
    return re.match(r"::(error|warning|notice) file=", line) is not None and is_harmless(line[2:])
