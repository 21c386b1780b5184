"""How the program begins, whatever stands in the folder where it begins."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.__main__ import _check_names
from codex_tools.cli import codex as codex_group
from codex_tools.errors import CodexError, MissingExtraError

ROOT = Path(__file__).parents[2]
HOSTILE = "import sys\nsys.exit('a module of the base was imported')\n"


def codex(folder: Path, *arguments: str, flags: tuple[str, ...] = ()) -> tuple[int, str, str]:
    command = [sys.executable, *flags, "-m", "codex_tools", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_modules_of_the_folder_are_not_imported(make_base: MakeBase) -> None:
    names = ("gc", "json", "click", "yaml", "pathlib", "codex", "sitecustomize", "re", "typing")
    root = make_base({f"{name}.py": HOSTILE for name in names} | {"codex.toml": "", "a.md": ""})
    for arguments in (("check",), ("check", "--format", "json"), ("rule", "RF001"), ("-h",)):
        assert codex(root, *arguments)[0] == 0, arguments


@pytest.mark.parametrize(
    "name",
    ["--output-file=README.md", "--config=x", "--executor=dask://h:1", "-V", "--fix", "--root"],
)
def test_an_option_that_is_the_name_of_a_file_is_refused(
    make_base: MakeBase, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({name: "", "codex.toml": "", "README.md": "Kept.\n", "a.md": "Fine.\n"})
    status, _, error = codex(root, "check", "a.md", name)
    assert status == 2
    assert "put `--` before the names of files" in error
    assert (root / "README.md").read_text() == "Kept.\n"
    monkeypatch.chdir(root)
    for command in ("link", "rename", "graph", "watch"):
        with pytest.raises(CodexError):
            _check_names([command, name])
    _check_names(["check", "--", name])


def test_behind_two_dashes_all_is_names(make_base: MakeBase) -> None:
    root = make_base({"--fix.md": "[[gone]]\n", "codex.toml": ""})
    status, output, _ = codex(root, "check", "--", "--fix.md")
    assert status == 1
    assert "--fix.md:1:3" in output


def test_help_and_pages_are_there_without_docstrings(tmp_path: Path) -> None:
    for arguments in (("-h",), ("check", "-h"), ("cache", "-h"), ("mv", "-h"), ("rule", "RF001")):
        plain = codex(tmp_path, *arguments)
        assert codex(tmp_path, *arguments, flags=("-OO",)) == plain, arguments
        assert plain[0] == 0


@pytest.mark.parametrize("command", [("why", "x"), ("config", "show"), ("rule", "RF001"), ()])
def test_what_is_wrong_with_arguments_is_said_in_plain_letters(
    make_base: MakeBase, command: tuple[str, ...]
) -> None:
    root = make_base({"codex.toml": "", "a.md": "Fine.\n"})
    status, _, error = codex(root, *command, "a\x1b[31m\n::error::x\u202e")
    assert status == 2
    assert "\x1b" not in error
    assert "\u202e" not in error
    assert "\n::" not in error


@pytest.mark.parametrize(("command", "package"), [("lsp", "pygls"), ("mcp", "mcp")])
def test_a_server_without_its_extra_says_what_to_install(
    command: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == package or name.startswith(f"codex_tools.{command}."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    done = CliRunner().invoke(codex_group, [command])
    assert isinstance(done.exception, MissingExtraError)
    assert str(done.exception).endswith(f"pip install 'codex-tools[{command}]'")


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    status, said, wrong = codex(tmp_path)
    assert "Traceback" not in wrong
    assert status == 2
    assert "Begin with `codex init` and `codex check`" in said + wrong


def _groups(group: click.Group, name: str) -> Iterator[tuple[str, click.Group]]:
    yield name, group
    context = click.Context(group)
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        if isinstance(command, click.Group):
            yield from _groups(command, f"{name} {child}")


def test_what_a_command_does_is_said_in_one_line_of_the_help() -> None:
    for name, group in _groups(codex_group, "codex"):
        said = group.get_help(click.Context(group, terminal_width=80))
        assert "..." not in said.partition("Commands:")[2], name


def test_a_title_without_quotes_is_told_what_it_lacks(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": ""})
    for words in (("why", "the", "tides"), ("rename", "low", "water", "ebb")):
        assert "; put a title between quotes\n" in codex(root, *words)[2]


def test_choices_that_an_argument_has_are_listed_in_the_line(tmp_path: Path) -> None:
    assert "Missing argument 'FORMAT'. Choose from: okf" in codex(tmp_path, "export")[2]
