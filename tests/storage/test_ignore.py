"""What git ignores: held against git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from bases import MakeBase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_tools.storage.ignore import Rules, read_rules
from codex_tools.storage.walking import walk

NAMES = ("a", "b", "ab", "a.md", "b.txt", "A", ".x", "a b", "build", "[a]")
PIECES = ("*", "**", "?", "a", "b", "/", "/", ".md", "[ab]", "[!a]", "\\*", "\\", " ", "!", "#")
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)


def by_git(root: Path, paths: list[str]) -> set[str]:
    """The paths that git ignores, asked one by one."""
    command = ["git", "-C", str(root), "check-ignore", "--no-index", "-z", "--stdin"]
    given = "\0".join(paths).encode() + b"\0"
    done = subprocess.run(command, input=given, capture_output=True)
    return {each for each in done.stdout.decode().split("\0") if each}


def ignored(rules: Rules, path: str) -> bool:
    """Whether a file or a folder above it is ignored."""
    parts = path.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    return any(rules.judge(each, True) for each in above) or bool(rules.judge(path, False))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(LINES, min_size=1, max_size=4), paths=st.lists(PATHS, min_size=1, max_size=8))
def test_what_is_ignored_is_what_git_ignores(
    repository: Path, lines: list[str], paths: list[str]
) -> None:
    text = "\n".join(lines) + "\n"
    (repository / ".gitignore").write_text(text)
    rules = Rules("", text)
    assert {path for path in paths if ignored(rules, path)} == by_git(repository, paths), text


@pytest.mark.parametrize("line", ["***/*", "***/a", "***", "****/b", "a***/b", "a/***", "b/****/a"])
def test_three_stars_are_two(repository: Path, line: str) -> None:
    paths = ["a", "b", "a/b", "b/a", "a/b/a", "b/ab/a"]
    (repository / ".gitignore").write_text(f"{line}\n")
    rules = Rules("", f"{line}\n")
    assert {path for path in paths if ignored(rules, path)} == by_git(repository, paths)


def test_a_deeper_file_takes_back_what_one_above_ignores(make_base: MakeBase) -> None:
    root = make_base(
        {
            ".gitignore": "*.md\n!/keep.md\n",
            "keep.md": "",
            "lost.md": "",
            "x/.gitignore": "!a.md\n",
            "x/a.md": "",
            "x/b.md": "",
        }
    )
    found = {path for path, _, _ in walk(str(root)) if path.endswith(".md")}
    assert found == {"keep.md", "x/a.md"}


def test_a_file_of_comments_alone_costs_nothing(tmp_path: Path) -> None:
    """As `.git/info/exclude` is in each repository that nobody has touched."""
    path = tmp_path / "exclude"
    path.write_text("# *.md\n\n# !\n")
    assert read_rules(str(path), "") is None
    path.write_text("# *.md\n*.md\n")
    assert read_rules(str(path), "") is not None
