"""The cases that started this folder, as they were filed; skipped where they are absent."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bases import SHARED, with_outcome
from kinds.table import run, texts

CASES = SHARED / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="needs the cases beside this checkout")


def found(root: Path, *select: str) -> list[str]:
    """The codes and places that a check reports."""
    chosen = [part for code in select for part in ("--select", code)]
    shown = json.loads(run(root, "check", *chosen, "--format", "json").stdout)["items"]
    return [f"{each['path'].rsplit('/', 1)[-1]}:{each['line']} {each['code']}" for each in shown]


def written(root: Path) -> set[str]:
    """The sources that would be linked."""
    answer = json.loads(run(root, "link", "--no-git", "--format", "json").stdout)
    links = with_outcome(answer, "write")
    return {Path(each["source"]).stem for each in links if each["outcome"] == "write"}


def title_with_slash(root: Path) -> None:
    assert found(root, "RF") == ["case.md:13 RF003"]
    run(root, "check", "--select", "RF", "--fix")
    text = texts(root)["domains/tides/case.md"]
    title = "Dredging and/or dumping harms eels"
    assert text.endswith(f"[[dredging-and-or-dumping-harms-eels|{title}]]\n")
    assert f"  - {title}\n" in text


def repeated_key(root: Path) -> None:
    assert found(root, "FM") == ["a.md:9 FM004", "b.md:9 FM004", "c.md:9 FM004"]


def add_ignore(root: Path) -> None:
    assert "3 findings in 3 files" in run(root, "check", *RF_SC, "--add-ignore").stdout
    assert found(root, "RF", "SC") == []
    assert all(text.count("\n") == text.count("\r\n") for text in texts(root).values())


def unseen_links(root: Path) -> None:
    run(root, "rename", "big tide", "huge-wave")
    text = texts(root)["domains/tides/o.md"]
    assert "big" not in text
    assert text.count("huge-wave.md") == 3


def nothing(root: Path) -> None:
    before = texts(root)
    assert found(root, "RF") == []
    run(root, "check", "--select", "RF", "--fix", "--unsafe-fixes")
    assert texts(root) == before


def deletion(root: Path) -> None:
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x"), DELETE):
        subprocess.run([*GIT, *arguments], cwd=root, check=True, capture_output=True)
    done = run(root, "check", "--select", "RF", "--staged")
    assert done.exit_code == 1
    assert "wide.md" in done.stdout


def ignored_copies(root: Path) -> None:
    shutil.copytree(root / "domains", root / "public/domains")
    assert found(root, "RF") == []


def first_alone(root: Path) -> None:
    assert written(root) == {"s1"}


def never_second(root: Path) -> None:
    assert "s2" not in written(root)


def letter(root: Path) -> None:
    lettered = written(root)
    claim = root / "domains/tides/c.md"
    claim.write_text(claim.read_text().replace("2020a", "2020"))
    assert lettered == written(root)


def unquoted(root: Path) -> None:
    assert found(root, "FM", "SC", "RF") == [
        "a.md:9 FM009",
        "a.md:10 FM009",
        "b.md:8 FM009",
        "b.md:8 FM009",
    ]


def misspelt(root: Path) -> None:
    wanted = ["a.md:3 SC010", "a.md:8 SC010", "a.md:9 SC010", "b.md:3 SC010"]
    assert found(root, "SC010") == wanted


def duplicates(root: Path) -> None:
    assert [each.split(":")[0] for each in found(root, "PV006")] == ["b.md", "d.md"]


RF_SC = ("--select", "RF", "--select", "SC")
GIT = ("git", "-c", "user.name=Rosa", "-c", "user.email=rosa@example.org")
DELETE = ("rm", "-q", "domains/tides/sea.md")
RIGHT: dict[str, Callable[[Path], None]] = {
    "01": title_with_slash,
    "03": repeated_key,
    "04": add_ignore,
    "05": unseen_links,
    "07": nothing,
    "08": nothing,
    "10": deletion,
    "11": ignored_copies,
    "12": first_alone,
    "13": first_alone,
    "15": never_second,
    "16": letter,
    "20": unquoted,
    "22": misspelt,
    "23": duplicates,
}


@pytest.mark.parametrize("number", RIGHT)
def test_a_case_is_right(number: str, tmp_path: Path) -> None:
    [folder] = CASES.glob(f"{number}-*")
    root = tmp_path / "base"
    shutil.copytree(folder / "base", root)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    RIGHT[number](root)
