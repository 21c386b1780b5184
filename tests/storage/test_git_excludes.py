"""What a person has git ignore in all repositories, held against git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.storage.git_syntax import settings_in
from codex_tools.storage.repository import excludes_file
from codex_tools.storage.walking import walk

FILES = ("a.md", "scratch/a.md", "deep/scratch.md", "keep/d.md")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def root(home: Path) -> Path:
    root = home / "base"
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x\n")
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def seen(root: Path) -> set[str]:
    return {path for path, _, _ in walk(str(root)) if path.endswith(".md")}


def by_git(root: Path) -> set[str]:
    command = ["git", "-C", str(root), "ls-files", "-z", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True)
    return {each for each in done.stdout.decode().split("\0") if each.endswith(".md")}


@pytest.mark.parametrize(
    "config",
    [
        "[core]\n\texcludesFile = ~/mine\n",
        "[CORE] ExcludesFile=~/mine ; said here\n",
        '[user]\n# [core]\nname = "a # b"\n[core]\nexcludesfile = "~/mi\\\nne"\n',
        "[core]\nexcludesFile = ~/other\n[core]\nexcludesFile = ~/mine\n",
        "[include]\npath = more\n",
        "[include]\npath = ~/.config/../more\n",
        "[core]\r\nexcludesFile = ~/mine\r\n",
    ],
)
def test_what_the_configuration_of_a_person_names_is_ignored(
    home: Path, root: Path, config: str
) -> None:
    write(home / "mine", "scratch\n!keep\n")
    write(home / "other", "*\n")
    write(home / "more", "[core]\nexcludesFile = ~/mine\n")
    write(home / ".config/git/ignore", "a.md\n")
    write(home / ".gitconfig", config)
    assert seen(root) == by_git(root) == {"a.md", "deep/scratch.md", "keep/d.md"}


@pytest.mark.parametrize("place", [".config", "xdg"])
def test_without_a_configuration_the_usual_file_is_read(
    home: Path, root: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "xdg":
        monkeypatch.setenv("XDG_CONFIG_HOME", str(home / place))
    write(home / place / "git/ignore", "/scratch/\n")
    assert seen(root) == by_git(root) == {"a.md", "deep/scratch.md", "keep/d.md"}
    assert seen(root / "deep") == {"scratch.md"}


def test_it_may_be_a_symbolic_link_and_a_repository_goes_before_it(home: Path, root: Path) -> None:
    write(home / "dotfiles/ignore", "scratch\nkeep\n")
    (home / ".config/git").mkdir(parents=True)
    (home / ".config/git/ignore").symlink_to(home / "dotfiles/ignore")
    (root / ".gitignore").write_text("!keep\n")
    assert seen(root) == by_git(root) == {"a.md", "deep/scratch.md", "keep/d.md"}


def test_outside_of_a_repository_it_says_nothing(home: Path, root: Path) -> None:
    write(home / ".config/git/ignore", "*.md\n")
    write(home / "plain/a.md", "x\n")
    assert seen(home / "plain") == {"a.md"}
    assert {path for path, _, _ in walk(str(root), respect_gitignore=False)} >= set(FILES)


@pytest.mark.parametrize("text", ["[core]\nexcludesFile =\n", "[core]\nexcludesFile = mine\n"])
def test_an_empty_path_and_one_that_begins_nowhere_name_no_file(home: Path, text: str) -> None:
    write(home / ".gitconfig", text)
    write(home / ".config/git/ignore", "*.md\n")
    assert excludes_file() == ""


def test_what_a_repository_configures_is_not_asked(home: Path, root: Path) -> None:
    write(home / "mine", "*.md\n")
    with (root / ".git/config").open("a") as config:
        config.write("[core]\nexcludesFile = ~/mine\n")
    assert seen(root) == set(FILES)


def test_files_that_include_each_other_come_to_an_end(home: Path) -> None:
    write(home / ".gitconfig", "[include]\npath = .gitconfig\n[core]\nexcludesFile = ~/mine\n")
    assert excludes_file() == str(home / "mine")


LINES = st.lists(
    st.sampled_from(
        [
            *("[core]", "[Core]", '[a "b"]', "[include]", "excludesFile = x", "excludesFile=y z"),
            *('path = "a b"', "key", "key = a;b", 'key = "a;b" c # d', "key = a\\\\b", "# x", ""),
            *('key = "a\\"b"', "key = a \\", "  b", "\t; x", "[core] a = b"),
        ]
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_a_configuration_is_read_as_git_reads_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("config") / "config"
    path.write_text("".join(f"{line}\n" for line in lines))
    command = ["git", "config", "--file", str(path), "--list", "-z"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return
    entries = [entry.partition("\n") for entry in done.stdout.split("\0")[:-1]]
    assert list(settings_in(path.read_text())) == [(key, value) for key, _, value in entries]
