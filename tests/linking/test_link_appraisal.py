"""`codex link --evaluate` and `--calibrate` on bases on disk."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase, as_published, with_outcome
from click.testing import CliRunner, Result
from disk_base import many

from codex_tools.cli import codex
from codex_tools.errors import CodexError
from codex_tools.linking.evaluation import quality_report
from codex_tools.linking.linker import Linker
from codex_tools.rules._samples import claim, source


def call(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(codex, ["link", "--root", str(root), *arguments])


def data(root: Path, *arguments: str) -> dict[str, Any]:
    result = call(root, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.output))


def test_known_links_are_predicted_and_counted(make_base: MakeBase) -> None:
    root = make_base({**many(6), "domains/alone.md": claim("Alone.", source="A talk")})
    found = data(root, "--evaluate")
    assert (found["pairs"], found["claims"], found["sources"]) == (6, 6, 6)
    assert found["current"]["precision"] == found["current"]["recall"] == 1.0
    assert found["target"]["precision"] >= found["target_precision"] == 0.97
    assert found["claims_without_known_link"] == 1
    assert found["cross_validated"] is False
    assert sum(row["count"] for row in found["items"]) >= 6


def test_what_the_base_has_does_not_change_what_is_predicted(make_base: MakeBase) -> None:
    linked = data(make_base(many(8)), "--format", "json")
    plain = data(make_base(many(8, linked=False)))
    assert linked["accuracy"]["recall"] == 1.0
    assert len(with_outcome(plain, "write")) == 8


def test_a_predicted_link_that_is_not_known_is_told_apart(make_base: MakeBase) -> None:
    files = many(6)
    path = "domains/slow-harbours-are-costly.md"
    right, wrong = sorted(each for each in files if each.startswith("inbox"))[:2]
    files[path] = files[path].replace(right, wrong)
    found = data(make_base(files), "--evaluate")
    assert found["predicted_but_not_known"] == 1
    assert found["current"]["recall"] == pytest.approx(5 / 6, abs=1e-3)


def test_copies_of_a_known_source_count_neither_way(make_base: MakeBase) -> None:
    files = many(4)
    path = next(each for each in files if each.startswith("inbox"))
    files["inbox/archive/a-copy-of-it.md"] = files[path]
    found = data(make_base(files), "--evaluate")
    assert found["current"]["precision"] == 1.0
    assert found["pairs"] == 4


def test_the_text_says_what_the_figures_mean(make_base: MakeBase) -> None:
    text = call(make_base(many(3)), "--evaluate", "--target-precision", "0.5").output
    assert "3 known links of 3 claims and 3 sources" in text
    assert "precision 0.5" in text
    assert "Precision is a lower bound" in text


def test_nothing_known_is_said_plainly(make_base: MakeBase) -> None:
    result = call(make_base(many(3, linked=False)), "--evaluate")
    assert result.exit_code == 0
    assert "nothing to evaluate on" in result.output


def test_an_unreachable_precision_is_said_plainly(make_base: MakeBase) -> None:
    files = {
        "domains/mills-grind.md": claim(
            "Mills.", source="A talk", sourced_from="inbox/archive/2020-01-01-mills.md"
        ),
        "inbox/archive/2020-01-01-mills.md": source("Weirs.", title="Weirs and eels"),
    }
    assert "at no threshold" in call(make_base(files), "--evaluate").output


def test_too_few_links_are_not_fitted_to(make_base: MakeBase) -> None:
    root = make_base(many(10))
    result = call(root, "--calibrate")
    assert isinstance(result.exception, CodexError)
    assert "50 known links at least" in str(result.exception)
    assert not (root / "codex.toml").exists()


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base whose weights have been fitted."""
    root = tmp_path_factory.mktemp("fitted")
    for name, text in many(52).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "codex.toml").write_text("# mine\n[link]\ngit = false\n")
    result = call(root, "--calibrate")
    assert result.exit_code == 0, result.output
    assert "before" in result.output
    assert "Stored as [link.weights]" in result.output
    again = call(root, "--calibrate", "--dry-run", "--format", "json")
    as_published("link-calibrate", again.output)
    return root


def test_fitted_weights_are_stored_as_readable_numbers(fitted: Path) -> None:
    text = (fitted / "codex.toml").read_text()
    assert text.startswith("# mine\n[link]\ngit = false\n\n[link.weights]\n# Fitted by codex link")
    table = tomllib.loads(text)["link"]["weights"]
    assert {"bias", "write", "review", "whole_title"} <= table.keys()


def test_fitted_weights_are_used_and_judged_blind(fitted: Path) -> None:
    found = data(fitted, "--evaluate")
    table = tomllib.loads((fitted / "codex.toml").read_text())["link"]["weights"]
    assert found["cross_validated"] is True
    assert found["current"]["threshold"] == table["write"]
    path = "domains/slow-harbours-are-costly.md"
    assert data(fitted, "--explain", path)["items"][0]["bias"] == table["bias"]


def test_a_second_fit_changes_nothing(fitted: Path) -> None:
    before = (fitted / "codex.toml").read_text()
    assert call(fitted, "--calibrate").exit_code == 0
    assert (fitted / "codex.toml").read_text() == before


def test_a_fit_that_is_worse_is_stored_only_for_a_precision(
    fitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "base"
    shutil.copytree(fitted, root)
    fit = quality_report.recalibrate

    def worse(linker: Linker, precision: float | None) -> quality_report.Calibration | None:
        found = fit(linker, precision)
        return found and replace(found, before=replace(found.before, f1=found.after.f1 + 0.01))

    monkeypatch.setattr(quality_report, "recalibrate", worse)
    (root / "codex.toml").unlink()
    output = call(root, "--calibrate").output
    assert "Nothing was stored." in output
    assert "The fit is worse than the weights in use." in output
    assert not (root / "codex.toml").exists()
    assert "Stored as" in call(root, "--calibrate", "--target-precision", "0.9").output


def test_a_dry_run_stores_nothing(fitted: Path) -> None:
    before = (fitted / "codex.toml").read_text()
    found = data(fitted, "--calibrate", "--dry-run", "--target-precision", "0.9")
    assert found["stored"] is None
    assert found["after"]["precision"] >= 0.9
    assert found["deleted"]["precision"] >= 0.9
    assert (fitted / "codex.toml").read_text() == before


@pytest.mark.parametrize(
    "flags",
    [
        ["--evaluate", "--calibrate"],
        ["--review", "--backfill"],
        ["--explain", "x", "--evaluate"],
        ["--target-precision", "0.9"],
    ],
)
def test_flags_that_do_not_go_together_are_refused(tmp_path: Path, flags: list[str]) -> None:
    result = call(tmp_path, *flags)
    assert result.exit_code == 2
    assert "go" in result.output
