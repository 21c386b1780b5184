"""What git has of a folder, and which of it stands on disk in the same form."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from codex_tools.errors import NotFoundError
from codex_tools.storage.trees import read_contents, staged_tree, stored_tree

OLD = 1_700_000_000


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    root = tmp_path / "base"
    (root / "deep").mkdir(parents=True)
    for name in ("a.md", "deep/b c\n.md", "deep/é.md"):
        (root / name).write_text(f"{name}\n")
        os.utime(root / name, (OLD, OLD))
    (root / "link.md").symlink_to("a.md")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    return root


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Rosa", "-c", "user.email=rosa@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_the_index_and_a_revision_give_the_same_files(repository: Path) -> None:
    tree, _ = staged_tree(repository, None)
    assert tree == stored_tree(repository, "HEAD")
    assert sorted(tree) == ["a.md", "deep/b c\n.md", "deep/é.md", "link.md"]
    contents = read_contents(repository, tree, tree)
    assert contents == {name: f"{name}\n".encode() for name in tree if name != "link.md"}


def test_a_folder_of_a_repository_has_its_own_paths(repository: Path) -> None:
    tree, _ = staged_tree(repository / "deep", None)
    assert tree == stored_tree(repository / "deep", "HEAD")
    assert sorted(tree) == ["b c\n.md", "é.md"]


def test_a_file_is_the_same_until_it_is_written_again(repository: Path) -> None:
    assert {"a.md", "deep/é.md"} <= staged_tree(repository, None)[1]
    (repository / "a.md").write_text("b.md\n")
    os.utime(repository / "a.md", (OLD, OLD))
    assert "a.md" not in staged_tree(repository, None)[1]
    (repository / "deep/é.md").unlink()
    assert "deep/é.md" not in staged_tree(repository, None)[1]


def test_a_file_as_young_as_the_index_is_not_taken_for_the_same(repository: Path) -> None:
    written = (repository / ".git/index").stat().st_mtime
    os.utime(repository / "a.md", (written, written))
    git(repository, "update-index", "--refresh")
    os.utime(repository / ".git/index", (written, written))
    tree, same = staged_tree(repository, None)
    assert "a.md" in tree
    assert "a.md" not in same


def test_what_is_only_intended_to_be_added_is_not_staged(repository: Path) -> None:
    (repository / "new.md").write_text("x\n")
    git(repository, "add", "--intent-to-add", "new.md")
    assert "new.md" not in staged_tree(repository, None)[0]


def test_a_tree_with_paths_that_lead_out_is_read_without_them(repository: Path) -> None:
    blob = subprocess.run(
        ["git", "hash-object", "-w", "a.md"], cwd=repository, capture_output=True, check=True
    ).stdout.strip()
    entry = b"100644 ..\0" + bytes.fromhex(blob.decode())
    made = subprocess.run(
        ["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"],
        cwd=repository,
        input=entry + b"100644 z.md\0" + bytes.fromhex(blob.decode()),
        capture_output=True,
        check=True,
    )
    assert sorted(stored_tree(repository, made.stdout.decode().strip())) == ["z.md"]


@pytest.mark.parametrize("name", ["nowhere", "-x", "", "HEAD:a.md"])
def test_what_is_no_revision_is_said(repository: Path, name: str) -> None:
    with pytest.raises(NotFoundError, match="no revision"):
        stored_tree(repository, name)
