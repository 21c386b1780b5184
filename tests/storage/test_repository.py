"""What is ignored inside a folder of a repository, held against git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from codex_tools.storage.walking import walk

FILES = ("a.md", "out/a.md", "deep/a.md", "deep/gen/b.md", "gen/c.md", "keep/d.md")


def seen(root: Path) -> set[str]:
    return {path for path, _, _ in walk(str(root)) if path.endswith(".md")}


def by_git(root: Path) -> set[str]:
    command = ["git", "-C", str(root), "ls-files", "-z", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True)
    return {each for each in done.stdout.decode().split("\0") if each.endswith(".md")}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    folder = tmp_path / "notes" / "vault"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x\n")
    return folder


@pytest.mark.parametrize(
    ("where", "lines", "left"),
    [
        (".gitignore", "out/\n", 5),
        (".gitignore", "/notes/vault/gen\n", 5),
        (".gitignore", "notes/**/gen/\n", 4),
        (".gitignore", "vault/deep/*\n", 6),
        (".gitignore", "notes/vault/deep/*\n", 4),
        (".gitignore", "*.md\n!d.md\n", 1),
        ("notes/.gitignore", "/vault/keep/\n", 5),
        ("notes/.gitignore", "/keep/\n", 6),
        ("notes/vault/.gitignore", "/keep/\n", 5),
        (".git/info/exclude", "/notes/vault/a.md\ngen\n", 3),
    ],
)
def test_a_folder_of_a_repository_is_read_as_git_reads_it(
    vault: Path, where: str, lines: str, left: int
) -> None:
    (vault.parents[1] / where).write_text(lines)
    assert seen(vault) == by_git(vault)
    assert len(seen(vault)) == left


def test_the_nearer_file_decides(vault: Path) -> None:
    (vault.parents[1] / ".gitignore").write_text("gen\n")
    (vault.parent / ".gitignore").write_text("!gen\nout\n")
    (vault / ".gitignore").write_text("!out\n")
    assert seen(vault) == by_git(vault) == set(FILES)


def test_a_folder_that_is_ignored_itself_is_read_when_it_is_asked_for(vault: Path) -> None:
    (vault.parents[1] / ".gitignore").write_text("vault/\n")
    assert seen(vault) == set(FILES)


def test_files_above_no_repository_say_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.md\n")
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_text("x\n")
    assert seen(folder) == {"a.md"}
