"""A folder becomes a bundle of the Open Knowledge Format, and a bundle is worked on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bases import findings
from click.testing import CliRunner, Result
from okf import BUNDLE, write

from codex_tools.cli import codex


@pytest.fixture(autouse=True)
def _in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(codex, [*words, "--root", str(root)])


def test_an_empty_folder_becomes_a_bundle(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--okf").exit_code == 0
    assert (tmp_path / "index.md").read_text() == '---\nokf_version: "0.2"\n---\n\n'
    assert (tmp_path / "log.md").read_text() == (
        "# Log\n\n## 2026-05-28\n\n* **Initialization**: the bundle was begun.\n"
    )
    assert (tmp_path / "codex.toml").read_text() == 'model = "okf"\n'
    assert findings(tmp_path) == []


def test_a_folder_of_concepts_gets_lists(tmp_path: Path) -> None:
    keep = {"metrics/index.md", "policies/income.md", "metrics/net-income.md", "tables/orders.md"}
    files = {path: text for path, text in BUNDLE.items() if path in keep}
    write(tmp_path, {**files, "index.md": "# What there is\n\n* [Tables](tables/)\n"})
    assert run(tmp_path, "init", "--okf").exit_code == 0
    assert (tmp_path / "metrics/index.md").read_text() == BUNDLE["metrics/index.md"]
    assert (tmp_path / "tables/index.md").read_text() == (
        "# BigQuery Table\n\n* [Orders](orders.md) - One row for each order.\n"
    )
    assert (tmp_path / "index.md").read_text() == (
        '---\nokf_version: "0.2"\n---\n\n# What there is\n\n* [Tables](tables/)\n'
    )
    assert not [row for row in findings(tmp_path) if row["code"] in ("OK001", "OK002", "OK003")]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "--okf", "--dry-run")
    assert done.output.count("+++ ") == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("codex.toml", "", "is there already"),
        ("index.md", "---\ntitle: A\n---\n", "has a front matter already"),
    ],
)
def test_what_is_there_is_not_touched(tmp_path: Path, name: str, text: str, words: str) -> None:
    write(tmp_path, {name: text})
    assert words in str(run(tmp_path, "init", "--okf").exception)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, text)]


def test_a_bundle_is_measured_and_then_worked_on(tmp_path: Path) -> None:
    """The layout of this format: what is proposed, and what the commands do with it."""
    root = write(tmp_path, {p: text for p, text in BUNDLE.items() if p != "index.md"})
    assert run(root, "init", "--yes").exit_code == 0
    assert 'model = "okf"' in (root / "codex.toml").read_text()
    assert "include" not in (root / "codex.toml").read_text()
    assert findings(root) == []
    stats = run(root, "graph", "stats").output
    assert "1  Attested Computation" in stats and "5  sources" not in stats
    assert "4  sources (2 footnote, 2 front matter)" in stats
    assert run(root, "link").exit_code == 0
    assert run(root, "rename", "tables/orders.md", "tables/sales.md").exit_code == 0
    assert findings(root) == []


def test_roles_of_a_configuration_link_and_weigh(tmp_path: Path) -> None:
    roles = '[kinds.Metric]\nrole = "claim"\n[kinds.Policy]\nrole = "source"\n'
    root = write(tmp_path, {**BUNDLE, "codex.toml": f'model = "okf"\n{roles}'})
    text = BUNDLE["metrics/net-income.md"].replace(
        "verified:", "sources: [{resource: /policies/income.md}]\nverified:"
    )
    write(root, {"metrics/net-income.md": text})
    assert "1 claim and 1 source connected" in run(root, "graph", "stats").output
    assert "stands; backed by 1 note" in run(root, "why", "metrics/net-income.md").output


def test_a_bundle_was_told_to_add_the_model_that_it_has(tmp_path: Path) -> None:
    run(tmp_path, "init", "--okf")
    again = run(tmp_path, "init", "--okf")
    assert again.exception is not None
    assert "so nothing is written" in str(again.exception)
    assert "add `model" not in str(again.exception)
