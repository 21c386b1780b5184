"""Two official bundles of the Open Knowledge Format, without configuration, read by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bases import SHARED, findings

OKF = SHARED / "corpus" / "okf"
pytestmark = pytest.mark.skipif(not OKF.is_dir(), reason="needs ../shared/corpus/okf")

ACME = [
    "attesters/index.md:3:21 RF004",  # the copy here lacks the file
    "computations/gross-margin-period.md:14:13 OK014",  # the same file
    "computations/gross-margin-period.md:26:9 OK006",  # its footnote is there, none refers to it
    "computations/revenue-ytd.md:13:13 OK014",
    "computations/revenue-ytd.md:25:9 OK006",
    "metrics/gross-margin-legacy.md:8:11 OK009",
    "metrics/gross-margin.md:21:9 OK006",
    "policies/margin-standard.md:9:11 OK009",
    "policies/revenue-recognition.md:9:11 OK009",
]


@pytest.fixture(autouse=True)
def _in_october_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790812800")


def found_in(root: Path) -> list[str]:
    rows = findings(root)
    assert all(row["severity"] != "error" for row in rows)
    return [f"{row['path']}:{row['line']}:{row['column']} {row['code']}" for row in rows]


@pytest.mark.parametrize(("name", "found"), [("acme_retail", ACME), ("stackoverflow", [])])
def test_an_official_bundle(tmp_path: Path, name: str, found: list[str]) -> None:
    shutil.copytree(OKF / name, tmp_path / name)
    assert found_in(tmp_path / name) == found


def test_two_bundles_side_by_side(tmp_path: Path) -> None:
    shutil.copytree(OKF, tmp_path / "okf")
    assert found_in(tmp_path / "okf") == [f"acme_retail/{each}" for each in ACME]


def test_what_is_stale_next_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    shutil.copytree(OKF / "acme_retail", tmp_path / "acme")
    stale = [each for each in found_in(tmp_path / "acme") if each.endswith("OK007")]
    assert len(stale) == 7
