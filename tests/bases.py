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


def as_published(name: str, text: str) -> dict[str, Any]:
    """The JSON that a command printed, which has what the schema of that name says, and no more."""
    from jsonschema import Draft202012Validator

    from codex_tools.reporters.outputs import output_schema

    schema = output_schema(name)
    Draft202012Validator.check_schema(schema)
    answer: dict[str, Any] = json.loads(text)
    strict = schema if name == "graph" else closed(schema)
    assert [error.message for error in Draft202012Validator(strict).iter_errors(answer)] == []
    return answer


def closed(part: Any) -> Any:
    """A schema in which objects have no other keys than those that it describes."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    shut = {key: closed(value) for key, value in part.items()}
    if isinstance(shut.get("properties"), dict):
        shut.setdefault("additionalProperties", False)
    return shut
