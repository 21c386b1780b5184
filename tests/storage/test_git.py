"""Git answers for the base alone, and executes nothing that a repository or a hook names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.storage.git import GitError, NoRepositoryError, hook_index, run


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", *who, "-c", "protocol.file.allow=always", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=environment)


def repository(root: Path, *names: str) -> Path:
    root.mkdir()
    git(root, "init", "-q")
    for name in names:
        (root / name).write_text(f"{name}\n")
        git(root, "add", name)
        git(root, "commit", "-q", "-m", name)
    return root


def names(root: Path) -> list[str]:
    return run(root, "ls-tree", "-z", "--name-only", "HEAD").decode().split("\0")[:-1]


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"])
def test_a_hook_of_another_repository_does_not_lead_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    ours, theirs = repository(tmp_path / "ours", "a"), repository(tmp_path / "theirs", "b")
    monkeypatch.setenv(variable, str(theirs / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(theirs))
    assert names(ours) == ["a"]


def test_a_git_file_that_names_another_repository_is_refused(tmp_path: Path) -> None:
    theirs = repository(tmp_path / "theirs", "secret")
    base = tmp_path / "base"
    base.mkdir()
    (base / ".git").write_text(f"gitdir: {theirs / '.git'}\n")
    with pytest.raises(GitError):
        names(base)


def test_a_working_tree_that_is_elsewhere_is_refused(tmp_path: Path) -> None:
    ours = repository(tmp_path / "ours", "a")
    (tmp_path / "elsewhere").mkdir()
    git(ours, "config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(GitError):
        names(ours)


def test_linked_working_trees_and_submodules_are_known(tmp_path: Path) -> None:
    ours, theirs = repository(tmp_path / "ours", "a"), repository(tmp_path / "theirs", "b")
    git(ours, "worktree", "add", "-q", str(tmp_path / "linked"))
    git(ours, "submodule", "add", "-q", str(theirs), "inner")
    assert names(tmp_path / "linked") == ["a"]
    assert names(ours / "inner") == ["b"]


def test_nothing_that_a_configuration_names_is_executed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, trace = repository(tmp_path / "ours", "a", "b"), tmp_path / "trace"
    script = tmp_path / "script"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {trace}\ncat\n')
    script.chmod(0o755)
    for key in (
        *("core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.x.textconv"),
        *("diff.x.command", "filter.x.clean", "filter.x.smudge", "filter.x.process"),
        *("gpg.program", "core.sshCommand", "core.editor", "core.askPass", "alias.log"),
    ):
        git(ours, "config", key, f"!{script}" if key == "alias.log" else str(script))
    git(ours, "config", "log.showSignature", "true")
    (ours / ".git/info/attributes").write_text("* diff=x filter=x\n")
    (ours / "a").write_text("changed\n")
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SSH_COMMAND"):
        monkeypatch.setenv(name, str(script))
    assert b"+b" in run(ours, "log", "-p")
    assert b"+b" in run(ours, "show", "HEAD")
    assert run(ours, "diff-index", "-p", "HEAD") == b""
    assert run(ours, "diff-tree", "-p", "HEAD")
    assert run(ours, "cat-file", "blob", "HEAD:a") == b"a\n"
    assert run(ours, "ls-files", "-z") == b"a\0b\0"
    assert not trace.exists()


def test_the_index_of_a_hook_is_taken_where_it_is_of_this_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = repository(tmp_path / "ours", "a"), repository(tmp_path / "theirs", "b")
    assert hook_index(ours) is None
    monkeypatch.setenv("GIT_INDEX_FILE", str(theirs / ".git/index"))
    assert hook_index(ours) is None
    monkeypatch.setenv("GIT_INDEX_FILE", str(ours / ".git/index"))
    assert run(ours, "ls-files", "-z", index=hook_index(ours)) == b"a\0"


def test_a_folder_without_a_repository_and_a_system_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoRepositoryError, match=r"is in no git repository.*`git init` begins one"):
        run(tmp_path, "rev-parse", "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="not installed"):
        run(tmp_path, "rev-parse", "HEAD")


def repository_of_another_form(root: Path) -> None:
    git(root, "config", "core.repositoryformatversion", "1")
    git(root, "config", "extensions.nobody-has-this", "true")


def repository_of_another_user(root: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    for path in (root, *root.rglob("*")):
        os.chown(path, 1, 1)


def repository_without_objects(root: Path) -> None:
    for path in (root / ".git/objects").rglob("*"):
        if path.is_file():
            path.unlink()


def repository_without_working_tree(root: Path) -> None:
    git(root, "config", "core.bare", "true")


def repository_with_a_broken_configuration(root: Path) -> None:
    (root / ".git/config").write_text("[core\n")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (repository_of_another_form, "a form that this git does not know"),
        (repository_of_another_user, "git config --global --add safe.directory"),
        (repository_without_objects, "lacks a part of its history"),
        (repository_without_working_tree, "has no working tree"),
        (repository_with_a_broken_configuration, "git does not answer for .*: bad config"),
    ],
)
def test_what_git_refuses_is_said_in_words_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None], words: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    root = repository(tmp_path / "base", "a")
    spoil(root)
    with pytest.raises(GitError, match=words) as raised:
        run(root, "log", "HEAD")
    assert "fatal" not in str(raised.value)
    assert str(root) in str(raised.value)


@pytest.mark.parametrize(
    "words",
    [
        ["diff", "HEAD"],
        ["check", "--staged"],
        ["check", "--since", "HEAD"],
        ["link", "--staged"],
        ["why", "a", "--at", "HEAD"],
        ["query", "SELECT 1", "--at", "HEAD"],
        ["graph", "stats", "--at", "HEAD"],
    ],
)
def test_commands_that_need_git_say_so_outside_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text("# Tides follow the moon\n")
    done = CliRunner().invoke(codex, [*words, "--root", str(tmp_path)])
    assert isinstance(done.exception, NoRepositoryError)
    assert str(done.exception).endswith(
        "is in no git repository, which this needs; `git init` begins one"
    )
