"""``codex review``: an edge is kept, dropped, opened or skipped, and nothing else changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from histories import Repository

from codex_tools.cli import codex
from codex_tools.commands import review
from codex_tools.errors import CodexError
from codex_tools.rules._samples import claim
from codex_tools.terminal import asking

TODAY = "2026-06-01"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    today = SimpleNamespace(today=lambda: date.fromisoformat(TODAY))
    monkeypatch.setattr(review, "date", today)
    made = Repository(tmp_path / "base")
    made.commit(
        {
            "domains/a.md": claim("A.\n", supports="\n  - b\n  - c"),
            "domains/b.md": claim("B.\n", depends_on="[c]", challenged_by="[c]"),
            "domains/c.md": claim("It grows. It is so.\n"),
        }
    )
    made.commit({"domains/c.md": claim("It shrinks. It is so.\n", confidence="proven")})
    return made


def answer(
    root: Path, keys: str, monkeypatch: pytest.MonkeyPatch, *words: str, status: int = 0
) -> str:
    pressed = iter(keys)
    monkeypatch.setattr(click, "getchar", lambda: next(pressed, ""))
    done = CliRunner().invoke(
        codex, ["review", "--root", str(root), *words], catch_exceptions=False
    )
    assert done.exit_code == status, done.output
    return done.stdout


def test_each_edge_is_shown_with_what_changed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answer(repository.root, "sss", monkeypatch)
    assert said.startswith(
        "\n1/3  domains/a.md supports domains/c.md\n"
        "  written on 2026-01-02; since then:\n"
        "  confidence: likely → proven\n"
        "  -It grows.\n"
        "  +It shrinks.\n"
    )
    assert said.endswith("3 suspect edges: 0 kept, 0 dropped, 3 skipped, 0 left.\n")
    assert repository.git("status", "--porcelain") == ""


def test_what_is_only_set_anew_is_not_shown(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"domains/c.md": claim("It\n**shrinks**. *It is*\nso.\n")})
    said = answer(repository.root, "q", monkeypatch)
    assert "  -It grows.\n  +It **shrinks**.\n[k]eep" in said


def test_a_kept_edge_is_dated_and_not_asked_about_again(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository.root
    before = (root / "domains/a.md").read_text()
    answer(root, "ks", monkeypatch, str(root / "domains/a.md"))
    entry = f"reweave_edges:\n  - c|supports|{TODAY}\n---\n"
    assert (root / "domains/a.md").read_text() == before.replace("---\nA.", f"{entry}A.")
    assert "0 suspect edges" in answer(root, "", monkeypatch, str(root / "domains/a.md"))
    repository.commit({"domains/c.md": claim("It stays.\n")})


def test_an_edge_that_is_dated_gets_the_new_date(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = "\n  - '[[c]]|supports|2026-01-01'\n  - 'b|supports|2026-01-01'"
    repository.commit({"domains/a.md": claim("A.\n", supports="[b, c]", reweave_edges=dated)})
    answer(repository.root, "k", monkeypatch, str(repository.root / "domains/a.md"))
    new = dated.replace("[[c]]|supports|2026-01-01", f"c|supports|{TODAY}")
    expected = claim("A.\n", supports="[b, c]", reweave_edges=new)
    assert (repository.root / "domains/a.md").read_text() == expected


def test_a_dropped_edge_goes_from_all_fields_that_say_it_and_no_other(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = "['c|supports|2026-01-01', 'c|related|2026-01-01', 'b|supports|2026-01-01']"
    repository.commit({"domains/a.md": claim("A.\n", supports="[b, c]", reweave_edges=dated)})
    said = answer(repository.root, "dds", monkeypatch)
    assert "2 dropped, 1 skipped" in said
    rest = "['c|related|2026-01-01', 'b|supports|2026-01-01']"
    expected = claim("A.\n", supports="[b]", reweave_edges=rest)
    assert (repository.root / "domains/a.md").read_text() == expected
    expected = claim("B.\n", depends_on="[c]", challenged_by="[]")
    other = claim("B.\n", depends_on="[]", challenged_by="[c]")
    assert (repository.root / "domains/b.md").read_text() in (expected, other)


def test_an_entry_that_says_more_is_not_dropped(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = claim("A.\n", supports="\n  - '[[c]] [[b]]'")
    repository.commit({"domains/c.md": claim("It grows.\n"), "domains/a.md": several})
    repository.commit({"domains/c.md": claim("It shrinks.\n")})
    said = answer(repository.root, "d", monkeypatch, str(repository.root / "domains/a.md"))
    assert "not written: its entry in `supports` says more than the edge" in said
    assert repository.git("status", "--porcelain") == ""


def test_the_target_is_opened_in_the_editor(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "edit", lambda filename: opened.append(filename))
    answer(repository.root, "oq", monkeypatch)
    assert opened == [str((repository.root / "domains/c.md").resolve())]


def test_the_end_of_the_input_ends_it_and_help_is_shown(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answer(repository.root, "?", monkeypatch)
    assert "o open the target in your editor" in said
    assert said.endswith("0 skipped, 3 left.\n")


def test_it_needs_a_terminal_and_a_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "bare").mkdir()
    with pytest.raises(CodexError, match="no history"):
        answer(tmp_path / "bare", "", monkeypatch)
    monkeypatch.setattr(asking, "is_terminal", lambda: False)
    with pytest.raises(CodexError, match="needs a terminal"):
        answer(repository.root, "", monkeypatch)


def test_what_a_base_says_cannot_steer_the_terminal(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"domains/c.md": claim("\x1b[2J::error::x\n", confidence='"\\e[2J"')})
    said = answer(repository.root, "q", monkeypatch)
    assert "\x1b" not in said
    assert "\n  +\\x1b[2J" in said


def test_an_edge_of_an_own_relation_is_kept(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "[relations.rests-on]\npolarity = 'leans-on'\n"
    own = {"rests-on": "[c]"}
    repository.commit({"codex.toml": settings, "domains/d.md": claim("D.\n", **own)})
    repository.commit({"domains/c.md": claim("It stays.\n")})
    answer(repository.root, "k", monkeypatch, str(repository.root / "domains/d.md"))
    text = (repository.root / "domains/d.md").read_text()
    assert f"reweave_edges:\n  - c|rests-on|{TODAY}\n" in text
    assert "0 suspect" in answer(
        repository.root, "", monkeypatch, str(repository.root / "domains/d.md")
    )
