"""The tutorial and the pages of the models: what they show is what codex prints.

With ``REWRITE_TRANSCRIPTS=1`` the outputs are written anew; read the diff before you commit.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from played import play

from codex_tools.settings.config_files import ready_models

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [DOCS / "tutorial.md", DOCS / "own-model.md"]
PAGES += [page for page in sorted((DOCS / "models").glob("*.md")) if page.stem != "README"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_codex_prints(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    monkeypatch.chdir(root)
    for name in [name for name in os.environ if name.startswith(("GIT_", "FORCE_COLOR"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    text = page.read_text("utf-8")
    played = play(text, root)
    if os.environ.get("REWRITE_TRANSCRIPTS"):
        page.write_text(played, "utf-8")
    assert played == text


def test_every_model_has_a_page_with_six_notes() -> None:
    index = (DOCS / "models" / "README.md").read_text("utf-8")
    for name in ready_models():
        stem = name.partition(":")[2]
        page = (DOCS / "models" / f"{stem}.md").read_text("utf-8")
        assert f'extends = "{name}"' in page
        assert page.count("\n```markdown\n") == 6
        assert f"]({stem}.md)" in index
