"""``--at REVISION``: the same questions, asked the base as git has it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from histories import Repository
from tides import tides

from codex_tools.cli import codex
from codex_tools.errors import CodexError, NotFoundError, SettingsError
from codex_tools.rules._samples import claim, source

SOURCE = "inbox/archive/s.md"


def ask(root: Path, *words: str) -> str:
    done = CliRunner().invoke(codex, [*words, "--root", str(root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def item(root: Path, *words: str) -> dict[str, Any]:
    [found] = json.loads(ask(root, *words, "--format", "json"))["items"]
    return dict(found)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A claim that loses its source in the second commit, and is gone from the disk."""
    made = Repository(tmp_path / "base")
    files = {
        "domains/a.md": claim(sourced_from="[s]"),
        "domains/b.md": claim(depends_on="[a]", sourced_from="[s]"),
        SOURCE: source(),
    }
    made.commit(files)
    made.commit({"domains/a.md": claim()})
    made.write({"domains/a.md": None, "domains/new.md": claim()})
    return made


def test_why_and_impact_answer_for_the_revision(repository: Repository) -> None:
    root = repository.root
    assert item(root, "why", "a", "--at", "HEAD")["grounding"] == "ungrounded"
    assert item(root, "why", "a", "--at", "HEAD~1")["grounding"] == "grounded"
    assert item(root, "why", "b", "--at", "main")["grounding"] == "ungrounded"
    lost = item(root, "impact", "a", "--at", "HEAD~1")["lost"]
    assert [each["path"] for each in lost] == ["domains/b.md"]


def test_statistics_tables_and_searches_are_those_of_the_revision(repository: Repository) -> None:
    root = repository.root
    assert item(root, "graph", "stats")["grounded"] == 1
    assert item(root, "graph", "stats", "--at", "HEAD")["grounded"] == 0
    assert item(root, "graph", "stats", "--at", "HEAD~1")["grounded"] == 2
    query = ("query", "SELECT path FROM notes WHERE kind = 'claim' ORDER BY path")
    rows = json.loads(ask(root, *query, "--at", "HEAD", "--format", "json"))["items"]
    assert rows == [["domains/a.md"], ["domains/b.md"]]
    assert "domains/a.md" in ask(root, "find", "a", "--at", "HEAD")


def test_the_exported_graph_is_that_of_the_revision(repository: Repository) -> None:
    output = repository.root.parent / "graph.db"
    words = ("graph", "export", "--at", "HEAD~1", "--format", "sqlite", "-o", str(output))
    ask(repository.root, *words)
    with sqlite3.connect(output) as database:
        [count] = database.execute("SELECT count(*) FROM edges").fetchone()
    database.close()
    assert count == 3
    nodes = json.loads(ask(repository.root, "graph", "export", "--at", "HEAD~1"))["nodes"]
    assert "domains/new.md" not in {node["id"] for node in nodes}


def test_a_revision_before_the_base_was_there_is_said(tmp_path: Path) -> None:
    made = Repository(tmp_path / "base")
    made.commit({"README.txt": "Soon.\n"})
    made.commit({"domains/a.md": claim()})
    with pytest.raises(NotFoundError, match="has no notes at HEAD~1"):
        ask(made.root, "graph", "stats", "--at", "HEAD~1")


def test_nothing_is_checked_out(repository: Repository) -> None:
    before = repository.git("status", "--porcelain")
    ask(repository.root, "graph", "stats", "--at", "HEAD~1")
    assert repository.git("status", "--porcelain") == before


def test_the_settings_are_those_of_the_revision(repository: Repository) -> None:
    root = repository.root
    repository.commit({"codex.toml": "[relations.rests_on]\npolarity = 'leans-on'\n"})
    repository.commit({"domains/c.md": claim(rests_on="[b]", sourced_from="[s]")})
    repository.commit({"codex.toml": ""})
    assert item(root, "why", "c")["premises"] == []
    [premise] = item(root, "why", "c", "--at", "HEAD~1")["premises"]
    assert premise["path"] == "domains/b.md"
    repository.commit({"codex.toml": "no-such-setting = 1\n"})
    repository.commit({"codex.toml": ""})
    with pytest.raises(SettingsError, match=r"no-such-setting"):
        ask(root, "why", "c", "--at", "HEAD~1")


def test_a_file_on_disk_that_the_revision_lacks_is_said_to_be_unknown(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.root)
    with pytest.raises(NotFoundError, match=r"no document is called domains/new\.md"):
        ask(repository.root, "why", "domains/new.md", "--at", "HEAD")


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_what_is_no_revision_is_said(repository: Repository, revision: str) -> None:
    with pytest.raises(NotFoundError, match="no revision"):
        ask(repository.root, "why", "a", f"--at={revision}")


def test_without_a_repository_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text(claim())
    with pytest.raises(CodexError, match="git"):
        ask(tmp_path, "why", "a", "--at", "HEAD")


QUESTIONS = (("graph", "export"), ("graph", "stats"), ("query", "SELECT * FROM edges"))


def test_every_revision_is_as_it_was_when_it_was_checked_out(tmp_path: Path) -> None:
    made = tides(tmp_path / "base")
    for name in ("side is merged", "folder is moved", "renaming is merged"):
        made.git("checkout", "-q", "main")
        revision = made.commits[name]
        answers = [ask(made.root, *words, "--at", revision) for words in QUESTIONS]
        made.git("checkout", "-q", revision)
        assert [ask(made.root, *words) for words in QUESTIONS] == answers


def test_a_folder_without_git_was_said_to_lack_a_revision(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    with pytest.raises(CodexError, match="is in no git repository"):
        ask(tmp_path, "graph", "stats", "--at", "HEAD")
