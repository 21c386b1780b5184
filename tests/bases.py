"""Where the real knowledge base is, small ones on disk, and what is found in them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus" / "teleo-codex"

MakeBase = Callable[[Mapping[str, str]], Path]


def findings(root: Path, *words: str) -> list[dict[str, Any]]:
    """What ``codex check`` reports of a knowledge base, in its order."""
    from codex_tools.cli import codex

    command = ["check", "--root", str(root), "--format", "json-lines", "--no-cache", *words]
    done = CliRunner().invoke(codex, command)
    assert done.exit_code in (0, 1), done.output
    rows = [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
    return [row for row in rows if "code" in row]


def with_outcome(answer: Mapping[str, Any], outcome: str) -> list[dict[str, Any]]:
    """The links of an answer of ``codex link`` that have an outcome, such as ``write``."""
    return [each for each in answer["items"] if each["outcome"] == outcome]


def places(root: Path, *words: str) -> list[str]:
    """The same as ``path:line code``."""
    return [f"{row['path']}:{row['line']} {row['code']}" for row in findings(root, *words)]


def steps(work: Callable[[], object]) -> int:
    """How many functions are called, those of Python itself included: work that does not depend on
    the machine."""
    count = 0

    def note(_frame: object, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Tell whether twice as much takes about twice as many steps, and not four times."""
    work(size)  # what is done once for a process is done
    one, two, four = (steps(lambda many=many: work(many)) for many in (size, 2 * size, 4 * size))
    return four - two <= 2.5 * (two - one)
