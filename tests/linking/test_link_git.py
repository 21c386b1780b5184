"""What commits say of where a claim came from, and that nothing about git ever fails a run."""

from __future__ import annotations

import marshal
import subprocess
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.linking.stored import git_history
from codex_tools.linking.stored.git_history import (
    Addition,
    history,
    kept_sources_in_commits,
    sources_in_commits,
)
from codex_tools.rules._samples import claim, source
from codex_tools.storage import commits
from codex_tools.storage.cache import location
from codex_tools.storage.cache.table import Table

CLAIM, OTHER = "domains/meadows-bloom-late.md", "domains/mills-stand-still.md"
SOURCE, SECOND = "inbox/archive/2021-a-meadow.md", "inbox/archive/2022-a-mill.md"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, and a cache folder of its own."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "base"
    root.mkdir()
    git(root, "init", "-q")
    return root


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Something")


def seen(root: Path) -> dict[str, tuple[str, ...]]:
    files = [path.relative_to(root).as_posix() for path in root.rglob("*.md")]
    sources = {path for path in files if path.startswith("inbox/")}
    ends = set(files) - sources, sources
    found = sources_in_commits(root, *ends, in_inbox)
    for _ in range(2):  # the second is from the cache
        assert kept_sources_in_commits(root, *ends, in_inbox, partial(table, root)) == found
    return found


def in_inbox(path: str) -> bool:
    return path.startswith("inbox/")


def table(root: Path, about: bytes) -> Table:
    return Table(location.ADDITIONS, str(root), about)


def test_a_commit_with_a_claim_and_one_source_is_a_witness(repository: Path) -> None:
    commit(repository, {SECOND: source(), "notes.txt": "Notes.\n"})
    commit(repository, {CLAIM: claim("Meadows."), SOURCE: source("Grass.")})
    commit(repository, {CLAIM: claim("Meadows, again."), SECOND: source("Mills.")})
    assert seen(repository) == {CLAIM: (SOURCE,)}


def test_two_sources_in_one_commit_say_nothing(repository: Path) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source("Grass."), SECOND: source("Mills.")})
    assert seen(repository) == {}


def test_a_source_that_was_deleted_later_still_counts(repository: Path) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source("Grass."), SECOND: source("Mills.")})
    git(repository, "rm", "-q", SECOND)
    git(repository, "commit", "-q", "-m", "Away with it")
    assert seen(repository) == {}


def test_renames_are_followed(repository: Path) -> None:
    draft, old = "inbox/2021-a-meadow.md", "domains/meadows.md"
    commit(repository, {old: claim("Meadows bloom late.\n" * 9), draft: source("Grass.\n" * 9)})
    (repository / "inbox/archive").mkdir()
    git(repository, "mv", draft, SOURCE)
    git(repository, "mv", old, CLAIM)
    git(repository, "commit", "-q", "-m", "Move")
    assert seen(repository) == {CLAIM: (SOURCE,)}


def test_a_move_that_git_takes_for_two_files_is_one_source(repository: Path) -> None:
    draft = "inbox/2021-a-meadow.md"
    commit(repository, {draft: "short\n"})
    (repository / draft).unlink()
    commit(repository, {CLAIM: claim(), SOURCE: source("Quite another text.\n" * 30)})
    assert seen(repository) == {CLAIM: (SOURCE,)}


def test_names_of_any_kind_are_read(repository: Path) -> None:
    odd = "domains/naïve « claim » with\ttab.md"
    commit(repository, {odd: claim(), SOURCE: source()})
    assert seen(repository) == {odd: (SOURCE,)}


def test_the_history_is_read_once_a_commit(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source()})
    first = history(repository)
    monkeypatch.setattr(commits, "_touches", lambda *_: pytest.fail("read again"))
    assert history(repository) == first == [Addition((CLAIM, SOURCE), (CLAIM, SOURCE))]
    monkeypatch.undo()
    commit(repository, {OTHER: claim("Mills."), SECOND: source("Mills.")})
    assert len(history(repository)) == 2


def test_what_the_history_says_is_worked_out_once_a_commit(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source()})
    asked = repository, {CLAIM}, {SOURCE}, in_inbox, partial(table, repository)
    first = kept_sources_in_commits(*asked)
    with monkeypatch.context() as patched:
        patched.setattr(git_history, "history", lambda *_: pytest.fail("read again"))
        assert kept_sources_in_commits(*asked) == first == {CLAIM: (SOURCE,)}
    file = location.file_for(location.ADDITIONS, str(repository))
    whole = Path(file).read_bytes()
    for size in (0, 1, len(whole) // 2, len(whole) - 1):
        Path(file).write_bytes(whole[:size])
        assert kept_sources_in_commits(*asked) == first
    Path(file).write_bytes(b"nonsense")
    assert kept_sources_in_commits(*asked) == first
    assert kept_sources_in_commits(repository, {CLAIM}, {SECOND}, *asked[3:]) == {}


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", marshal.dumps((1, "base")), b"\x00"])
def test_a_broken_cache_is_read_anew(repository: Path, data: bytes) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source()})
    first = history(repository)
    file = location.file_for(location.COMMITS, str(repository))
    whole = list(location.read(file))
    location.write(file, [data])
    assert history(repository) == first
    assert list(location.read(file)) == whole


def test_a_cache_that_cannot_be_written_is_done_without(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {CLAIM: claim(), SOURCE: source()})
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert len(history(repository)) == 1


def test_a_shallow_clone_is_no_witness(repository: Path, tmp_path: Path) -> None:
    commit(repository, {SECOND: source()})
    commit(repository, {CLAIM: claim(), SOURCE: source()})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert history(clone) == []


def test_without_git_there_is_no_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history(tmp_path) == []
    monkeypatch.setenv("PATH", "")
    assert history(tmp_path) == []


def test_an_empty_repository_is_no_witness(repository: Path) -> None:
    assert history(repository) == []


def test_a_base_below_the_top_of_the_repository(repository: Path) -> None:
    commit(repository, {f"notes/{CLAIM}": claim(), f"notes/{SOURCE}": source(), "a.md": "x\n"})
    assert seen(repository / "notes") == {CLAIM: (SOURCE,)}


def test_a_file_that_came_twice_is_its_latest_self(repository: Path) -> None:
    commit(repository, {"c.md": "One.\n", "t.md": "Text.\n", "s.md": "Text.\n"})
    (repository / "c.md").unlink()
    commit(repository, {"x.txt": "x\n"})
    commit(repository, {"c.md": "Another one.\n", "s.md": "Changed.\n"})
    found = [sorted(each.touched) for each in history(repository)]
    assert found == [["c.md", "s.md"], ["c.md", "s.md", "t.md"]]


def test_a_merge_adds_nothing(repository: Path) -> None:
    commit(repository, {"x.txt": "x\n"})
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, {CLAIM: claim()})
    git(repository, "checkout", "-q", "-")
    commit(repository, {SOURCE: source()})
    git(repository, "merge", "-q", "--no-ff", "-m", "Both", "side")
    assert sorted(each.added for each in history(repository)) == [(CLAIM,), (SOURCE,)]
    assert seen(repository) == {}


def test_a_commit_links_and_can_be_ignored(repository: Path) -> None:
    commit(repository, {SECOND: source("Mills grind.", title="Mills of the plain")})
    commit(
        repository,
        {
            CLAIM: claim("Meadows bloom late.", source="Notes on meadows"),
            SOURCE: source("Grass grows.", title="Notes on meadows in May"),
        },
    )
    command = ["link", "--root", str(repository), "--explain", CLAIM]
    assert "same_commit" in CliRunner().invoke(codex, command).output
    for flag in (["--no-git"], ["--config", "link.git=false"]):
        assert "same_commit" not in CliRunner().invoke(codex, [*command, *flag]).output
