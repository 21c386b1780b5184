"""A check of what is staged sees what the change breaks, wherever that stands."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase
from click.testing import CliRunner
from kinds.table import claim, marked

from codex_tools.cli import codex
from codex_tools.errors import CodexError

BASE = {
    "coast/eel.md": claim("# Eels shed their skin\n\n## Proof\n"),
    "coast/ray.md": claim("See [[eel]] and [[eel#Proof]].\n", supports="[Eels shed their skin]"),
    "coast/old.md": claim("See [[long lost]].\n"),
    "img/eel.png": "x",
    "coast/map.md": "![x](../img/eel.png)\n",
    "coast/far.md": "[x](/shore/lost.md)\n",
    "coast/further.md": "[x](/shore/gone.md)\n",
    "codex.toml": "select = ['RF', 'SC003']\n",
}


@dataclass(frozen=True)
class Change:
    """What is done to a base, and the files in which the check has to find something."""

    name: str
    make: Callable[[Path], object]
    found: frozenset[str] = frozenset()
    since: str = ""


def git(root: Path, *arguments: str) -> None:
    """Run git in a base."""
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def edit(root: Path, path: str, old: str, new: str, stage: bool = True) -> None:
    """Change a file, and stage that."""
    file = root / path
    file.write_text(file.read_text().replace(old, new) if old else new)
    if stage:
        git(root, "add", path)


def add_folder(root: Path) -> None:
    """Stage a note in a folder that was not there, from which a dead link begins."""
    (root / "shore").mkdir()
    edit(root, "shore/one.md", "", "x\n")


def and_commit(root: Path, *arguments: str) -> None:
    """Run git and commit the outcome."""
    git(root, *arguments)
    git(root, "commit", "-q", "-m", "change")


def merge(root: Path) -> None:
    """Merge a branch that names a note into one that deleted it, up to the commit."""
    git(root, "checkout", "-q", "-b", "other")
    edit(root, "coast/new.md", "", "See [[old]].\n")
    git(root, "commit", "-q", "-m", "names it")
    git(root, "checkout", "-q", "main")
    and_commit(root, "rm", "coast/old.md")
    git(root, "merge", "--no-commit", "--no-ff", "other")


THROUGH: dict[str, Any] = {"catch_exceptions": False}
RAY = frozenset({"coast/ray.md"})

TABLE = (
    Change("deleted", lambda root: git(root, "rm", "coast/eel.md"), RAY),
    Change("moved", lambda root: git(root, "mv", "coast/eel.md", "coast/fish.md"), RAY),
    Change(
        "renamed_title", lambda root: edit(root, "coast/eel.md", "# Eels shed", "# Eels keep"), RAY
    ),
    Change(
        "renamed_heading", lambda root: edit(root, "coast/eel.md", "## Proof", "## Evidence"), RAY
    ),
    Change("attachment", lambda root: git(root, "rm", "img/eel.png"), frozenset({"coast/map.md"})),
    Change(
        "new_link",
        lambda root: edit(root, "coast/map.md", "", "[[gone]]\n"),
        frozenset({"coast/map.md"}),
    ),
    Change("second_of_a_name", lambda root: edit(root, "eel.md", "", "x\n"), RAY),
    Change("nothing_of_its_own", lambda root: edit(root, "coast/map.md", "![x]", "![y]")),
    Change("not_staged", lambda root: (root / "coast/eel.md").unlink()),
    Change(
        "partly_staged",
        lambda root: (
            edit(root, "coast/map.md", "", "[[gone]]\n"),
            edit(root, "coast/map.md", "", "[[eel]]\n", stage=False),
        ),
        frozenset({"coast/map.md"}),
    ),
    Change(
        "mended_only_on_disk", lambda root: git(root, "rm", "--cached", "-q", "coast/eel.md"), RAY
    ),
    Change(
        "configuration",
        lambda root: edit(root, "codex.toml", "", "select = ['RF']\nexclude = ['coast/eel.md']\n"),
        RAY,
    ),
    Change("first_of_a_folder", add_folder, frozenset({"coast/far.md", "coast/further.md"})),
    Change("merge", merge, frozenset({"coast/new.md"})),
    Change("since", lambda root: and_commit(root, "rm", "coast/eel.md"), RAY, "HEAD~1"),
    Change("since_nothing", lambda root: None, since="HEAD"),
)


@pytest.fixture
def repository(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base that is committed."""
    root = make_base(BASE)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(root / ".git"))
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Rosa")
    git(root, "config", "user.email", "rosa@example.org")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_change_is_held_responsible_for_what_it_breaks(case: Change, repository: Path) -> None:
    case.make(repository)
    chosen = ["--since", case.since] if case.since else ["--staged"]
    arguments = ["check", "--no-cache", "--format", "concise", "--root", str(repository), *chosen]
    done = CliRunner().invoke(codex, arguments)
    assert done.exit_code == (1 if case.found else 0), done.output
    assert {line.split(":")[0] for line in done.stdout.splitlines() if ".md:" in line} == case.found


def check(root: Path, *arguments: str) -> tuple[int, str]:
    """The exit status and the findings of a check."""
    given = ["check", "--no-cache", "--format", "concise", "--root", str(root), *arguments]
    done = CliRunner().invoke(codex, given)
    return done.exit_code, "".join(
        line for line in done.stdout.splitlines(keepends=True) if ".md:" in line
    )


def test_all_that_is_staged_is_judged_as_a_check_judges_the_folder(repository: Path) -> None:
    (repository / ".gitignore").write_text("build/\n*.tmp.md\n!kept.tmp.md\n")
    (repository / ".obsidian").mkdir()
    (repository / "vendor/pack").mkdir(parents=True)
    for name in ("build/a.md", "x.tmp.md", "kept.tmp.md", ".hidden/a.md", "vendor/pack/a.md"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(f"[[gone from {name}]]\n")
    (repository / "odd\nname é.md").write_text("[[nowhere]] [[coast/link]]\n")
    (repository / "coast/link.md").symlink_to("eel.md")
    (repository / "coast/out.md").symlink_to("/etc/hostname")
    (repository / "codex.toml").write_text("extends = 'more/own.toml'\nselect = ['RF', 'FI']\n")
    (repository / "more").mkdir()
    (repository / "more/own.toml").write_text("exclude = ['vendor']\n")
    git(repository, "add", "-A", "--force")
    git(repository, "update-ref", "-d", "HEAD")
    assert check(repository, "--staged") == check(repository)
    assert check(repository)[0] == 1


def test_a_mark_that_git_ignores_counts_for_what_is_staged(repository: Path) -> None:
    edit(repository, ".gitignore", "", ".obsidian/\n")
    edit(repository, "shore.md", "", "[x](eel.md)\n")
    assert "shore.md" in check(repository, "--staged")[1]
    (repository / ".obsidian").mkdir()
    assert check(repository, "--staged") == (0, "")


def test_a_configuration_that_another_one_extends_counts_as_it_is_staged(repository: Path) -> None:
    edit(repository, "own.toml", "", "select = ['RF']\n")
    edit(repository, "codex.toml", "", "extends = 'own.toml'\n")
    git(repository, "commit", "-q", "-m", "extends")
    edit(repository, "own.toml", "", "select = ['RF']\nexclude = ['coast/eel.md']\n")
    edit(repository, "own.toml", "", "select = ['RF']\n", stage=False)
    status, found = check(repository, "--staged")
    assert status == 1
    assert {line.split(":")[0] for line in found.splitlines()} == {"coast/ray.md"}


def test_a_base_in_a_folder_of_its_repository_has_its_own_paths(repository: Path) -> None:
    git(repository, "rm", "-q", "coast/eel.md")
    status, found = check(repository / "coast", "--isolated", "--select", "RF", "--staged")
    assert status == 1
    assert {line.split(":")[0] for line in found.splitlines()} == {"ray.md"}


def test_what_is_wrong_in_the_staged_configuration_is_told_with_its_place(
    repository: Path,
) -> None:
    edit(repository, "codex.toml", "", "selekt = []\n")
    edit(repository, "codex.toml", "selekt", "select", stage=False)
    with pytest.raises(CodexError, match=r"codex\.toml") as told:
        CliRunner().invoke(codex, ["check", "--root", str(repository), "--staged"], **THROUGH)
    assert str(repository) in str(told.value)


@pytest.mark.parametrize(("first", "second"), [("x", "y"), ("x", "x")])
def test_a_change_that_no_check_reads_is_none(repository: Path, first: str, second: str) -> None:
    edit(repository, "code.py", "", first)
    git(repository, "commit", "-q", "-m", "code")
    edit(repository, "code.py", "", second)
    done = CliRunner().invoke(codex, ["check", "--root", str(repository), "--staged"])
    assert done.exit_code == 0
    assert "no change to the knowledge base is staged" in done.output


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:coast/eel.md"])
def test_a_revision_that_is_none_is_refused(repository: Path, revision: str) -> None:
    arguments = ["check", "--root", str(repository), "--since", revision]
    with pytest.raises(CodexError, match="no revision"):
        CliRunner().invoke(codex, arguments, **THROUGH)
    assert not (repository / "x").exists()


@pytest.mark.parametrize("flag", ["--fix", "--diff", "--add-ignore", "--since=HEAD", "coast"])
def test_a_check_of_what_is_staged_reports_and_no_more(repository: Path, flag: str) -> None:
    done = CliRunner().invoke(codex, ["check", "--root", str(repository), "--staged", flag])
    assert done.exit_code == 2
    assert "--staged" in done.output
