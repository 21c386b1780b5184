"""The hooks under the real pre-commit, in a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bases import MakeBase

from codex_tools.rules._samples import claim, source

CHECKOUT = Path(__file__).resolve().parents[2]
CONFIG = """\
repos:
  - repo: local
    hooks:
"""
BASE = {
    "domains/tides-follow-the-moon.md": claim(
        "# Tides follow the moon\nEverybody near the sea knows it.\n",
        sourced_from="inbox/archive/tides.md",
    ),
    "inbox/archive/tides.md": source(
        "The moon draws the water twice a day, and harbours have kept tables of it since.\n",
        status="processed",
        claims_extracted="[tides-follow-the-moon]",
    ),
}


def hooks() -> str:
    """The hooks as `.pre-commit-hooks.yaml` defines them, run from this environment."""
    text = (CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8")
    text = text.replace("language: python", "language: system")
    text = text.replace("entry: codex-tools", f"entry: {sys.executable} -m codex_tools")
    return CONFIG + "".join(f"      {line}\n" for line in text.splitlines())


@pytest.fixture
def repository(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_base({**BASE, ".pre-commit-config.yaml": hooks()})
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(root / ".git" / "pre-commit-cache"))
    monkeypatch.setenv("HOME", str(root))
    git(root, "init", "-q")
    git(root, "config", "user.name", "Ada")
    git(root, "config", "user.email", "ada@example.org")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=root, check=True)
    return root


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    git(root, "add", "-A")
    return git(root, "commit", "-q", "-m", "change")


def test_a_clean_commit_passes(repository: Path) -> None:
    done = commit(repository)
    assert done.returncode == 0, done.stderr


def test_a_commit_with_a_dangling_edge_is_refused_with_a_readable_message(
    repository: Path,
) -> None:
    path = repository / "domains/tides-follow-the-moon.md"
    path.write_text(path.read_text().replace("created:", "supports: [the-moon-is-near]\ncreated:"))
    done = commit(repository)
    assert done.returncode == 1
    assert "domains/tides-follow-the-moon.md:7:12: error RF007" in done.stderr
    assert '`supports` names no document: "the-moon-is-near"' in done.stderr
    assert git(repository, "log").returncode != 0, "nothing was committed"


def test_a_defect_in_another_file_does_not_stop_a_commit(repository: Path) -> None:
    commit(repository)
    bad = repository / "domains/bad.md"
    bad.write_text(claim("Text with [[nothing]] behind it.\n", source="A walk along the quay"))
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--no-verify", "-m", "bad")
    good = repository / "inbox/archive/tides.md"
    good.write_text(good.read_text() + "More text.\n")
    done = commit(repository)
    assert done.returncode == 0, done.stderr


CLAIM, SOURCE = BASE


def remove(root: Path) -> None:
    git(root, "rm", "-q", SOURCE)


def move(root: Path) -> None:
    git(root, "mv", SOURCE, "inbox/archive/sea.md")


def rename_heading(root: Path) -> None:
    edit(root, CLAIM, "## Proof", "## Evidence")


def stage_a_part(root: Path) -> None:
    """Stage a broken link, and mend it in the working tree alone."""
    edit(root, CLAIM, "Everybody", "[[nobody]]")
    git(root, "add", CLAIM)
    edit(root, CLAIM, "[[nobody]]", "Everybody")


def change_the_schema(root: Path) -> None:
    edit(root, "claim.json", '"required": []', '"required": ["weight"]')


def amend(root: Path) -> None:
    """Change a note in a commit of its own, which is to take in a deletion afterwards."""
    edit(root, CLAIM, "Everybody", "Nobody")
    git(root, "commit", "-q", "-a", "-m", "words")
    remove(root)


def merge(root: Path) -> None:
    """Delete on one branch what another one has begun to name."""
    git(root, "checkout", "-q", "-b", "other")
    (root / "domains/new.md").write_text(claim("See [[tides]].\n", source="A walk along the quay"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "--no-verify", "-m", "names it")
    git(root, "checkout", "-q", "-")
    remove(root)
    git(root, "commit", "-q", "--no-verify", "-m", "deletes it")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "other")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("change", "arguments", "said"),
    [
        (remove, ["-m", "x"], f"{CLAIM}:"),
        (move, ["-m", "x"], f"{CLAIM}:"),
        (rename_heading, ["-a", "-m", "x"], f"{SOURCE}:"),
        (stage_a_part, ["-m", "x"], f"{CLAIM}:"),
        (change_the_schema, ["-a", "-m", "x"], f"{CLAIM}:"),
        (amend, ["--amend", "--no-edit"], f"{CLAIM}:"),
        (merge, ["-m", "x"], "domains/new.md:"),
    ],
)
def test_a_commit_that_breaks_something_anywhere_is_refused(
    repository: Path, change: Callable[[Path], None], arguments: list[str], said: str
) -> None:
    (repository / "codex.toml").write_text(
        "select = ['RF', 'SC']\n[kinds.claim]\nschema = 'claim.json'\n"
    )
    (repository / "claim.json").write_text('{"type": "object", "required": []}\n')
    edit(repository, CLAIM, "Everybody", "## Proof\nEverybody")
    edit(repository, SOURCE, "The moon", "See [[tides-follow-the-moon#Proof]]. The moon")
    first = commit(repository)
    assert first.returncode == 0, first.stderr
    change(repository)
    before = git(repository, "rev-parse", "HEAD").stdout
    done = git(repository, "commit", "-q", *arguments)
    assert done.returncode == 1, done.stderr
    assert said in done.stderr
    assert git(repository, "rev-parse", "HEAD").stdout == before


def test_a_commit_of_one_file_is_judged_without_what_else_is_staged(repository: Path) -> None:
    commit(repository)
    git(repository, "rm", "-q", SOURCE)
    edit(repository, CLAIM, "Everybody", "Nobody")
    done = git(repository, "commit", "-q", "-m", "x", CLAIM)
    assert done.returncode == 0, done.stderr


def test_where_nothing_is_staged_that_is_said_and_the_manual_hook_checks_all(
    repository: Path,
) -> None:
    edit(repository, CLAIM, "Everybody", "[[nobody]]")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--no-verify", "-m", "bad")
    run = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    done = subprocess.run([*run, "codex-check"], cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0
    assert "no change to the knowledge base is staged" in done.stdout
    manual = [*run, "--hook-stage", "manual", "codex-check-all"]
    done = subprocess.run(manual, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 1
    assert "RF001" in done.stdout


def test_the_link_hook_writes_the_missing_end_and_asks_for_a_second_commit(
    repository: Path,
) -> None:
    path = repository / "inbox/archive/tides.md"
    path.write_text(path.read_text().replace("claims_extracted: [tides-follow-the-moon]\n", ""))
    done = commit(repository)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    assert "claims_extracted:\n  - tides-follow-the-moon\n" in path.read_text()
    assert commit(repository).returncode == 0


def test_the_link_hook_leaves_the_links_of_files_alone_that_are_not_staged(
    repository: Path,
) -> None:
    edit(repository, SOURCE, "claims_extracted: [tides-follow-the-moon]\n", "")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--no-verify", "-m", "one end is missing")
    (repository / "domains/ebbs-come-late.md").write_text(claim("Late.\n", source="A walk"))
    (repository / "NOTES.md").write_text("Nothing of the base.\n")
    (repository / "codex.toml").write_text('exclude = ["NOTES.md"]\n')
    done = commit(repository)
    assert done.returncode == 0, done.stderr
    assert "claims_extracted" not in (repository / SOURCE).read_text()
    edit(repository, CLAIM, "Everybody", "Nobody")
    done = commit(repository)
    assert "files were modified by this hook" in done.stderr
    assert "claims_extracted:\n  - tides-follow-the-moon\n" in (repository / SOURCE).read_text()


def test_where_no_note_is_staged_the_link_hook_says_so(repository: Path) -> None:
    edit(repository, SOURCE, "claims_extracted: [tides-follow-the-moon]\n", "")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--no-verify", "-m", "one end is missing")
    run = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", "codex-link"]
    done = subprocess.run(run, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0
    assert "no note is staged" in done.stdout
    assert "claims_extracted" not in (repository / SOURCE).read_text()


def test_link_of_what_is_staged_takes_no_paths(repository: Path) -> None:
    command = [sys.executable, "-m", "codex_tools", "link", "--staged"]
    for more, words in ((["domains"], "leave PATHS out"), (["--evaluate"], "do not go together")):
        done = subprocess.run([*command, *more], cwd=repository, capture_output=True, text=True)
        assert done.returncode == 2
        assert words in done.stderr


def test_the_hooks_install_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pre-commit try-repo` builds the hook's own environment from a clone, as a user's does."""
    if not (CHECKOUT / ".git").exists() or not os.environ.get("CI"):
        pytest.skip("builds an environment over the network: runs in CI")
    clone = tmp_path / "codex-tools"
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
    root = tmp_path / "base"
    for name, text in BASE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    git(root, "init", "-q")
    git(root, "add", "-A")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "codex-check", "-a"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
