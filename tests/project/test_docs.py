"""The documentation: no generated page is stale, and the site is built without a warning."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(r"<(?:link|script|img)[^>]*(?:href|src)=[\"']?(?:https?:)?//[^>]*>")


def test_the_generated_pages_are_those_of_the_code() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_the_modules_and_folders_that_a_page_names_are_there(page: str) -> None:
    named = set(re.findall(r"`([\w./-]+/[\w./-]*)`", (CHECKOUT / page).read_text("utf-8")))
    assert named
    roots = (CHECKOUT, CHECKOUT / "codex_tools")
    assert [each for each in sorted(named) if not any((r / each).exists() for r in roots)] == []


def test_the_tables_written_by_hand_have_every_kind_and_command() -> None:
    from codex_tools import commands
    from codex_tools.runtime import discovery

    schemas = (CHECKOUT / "schemas/README.md").read_text("utf-8")
    for path in (CHECKOUT / "schemas").glob("*.json"):
        assert f"[{path.stem}]({path.name})" in schemas
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    for name in discovery.names(commands):
        assert f"codex {name}" in readme


def test_a_block_of_the_architecture_that_was_written_by_hand_is_stale() -> None:
    sys.path.insert(0, str(CHECKOUT / "docs"))
    try:
        from architecture import filled
    finally:
        sys.path.pop(0)
    page = (CHECKOUT / "docs/architecture.md").read_text("utf-8")
    assert filled(page) == page
    assert filled(page.replace("| `errors` |", "| `mistakes` |")) == page
    assert filled(page.replace("## The house", "## A house")) != page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly; the test is skipped where mkdocs-material is not installed."""
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        pytest.skip("needs the extra `docs`")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_the_site_has_a_page_for_each_rule(site: Path) -> None:
    from codex_tools.rules import all_rules

    for rule in all_rules():
        text = (site / f"rules/{rule.name}.html").read_text("utf-8")
        assert f"{rule.name} ({rule.code})" in text
    assert not list(site.rglob("*.py"))


def test_a_page_fetches_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not ELSEWHERE.findall(page.read_text("utf-8")), page
    for sheet in site.rglob("*.css"):
        assert not re.findall(r"(?:url|@import)\W{0,3}https?:", sheet.read_text("utf-8")), sheet
