"""Tables of variations of one kind of fault: small bases, and what is right about each.

In the files of a variation, ``«RF001 text»`` stands for ``text`` and says that a finding of this
rule begins there. What is marked is all that the rules in ``select`` may find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase
from click.testing import CliRunner, Result

from codex_tools.cli import codex
from codex_tools.errors import CodexError

_MARK = re.compile(r"«((?:[A-Z]{2}\d{3},?)+) ([^«»]*)»")
_LINE_END = re.compile(r"\r\n|\n|\r")

Files = Mapping[str, str]
"""Texts by path; a text of ``→ PATH`` makes a symbolic link that leads there."""

OBSIDIAN = {".obsidian/app.json": "{}\n"}
FEWEST = 10
"""So many variations a table has at least."""


@dataclass(frozen=True)
class Variation:
    """A base with marked places, and what becomes of it.

    ``fixed`` are the files that ``--fix`` changes, ``guessed`` those that ``--unsafe-fixes``
    changes after that; ``None`` says nothing of guesses. ``edges`` are all edges of the graph, as
    ``source relation target``. ``words`` is looked for in the messages and hints.
    """

    name: str
    files: Files
    fixed: Files = field(default_factory=dict)
    guessed: Files | None = field(default_factory=dict)
    edges: frozenset[str] | None = None
    settings: tuple[str, ...] = ()
    select: tuple[str, ...] = ("RF",)
    words: str = ""


def one(name: str, body: str, *, beside: Files = {}, **more: Any) -> Variation:  # noqa: B006
    """A variation of one note, ``notes/a.md``, with other files ``beside`` it."""
    for key in ("fixed", "guessed"):
        if isinstance(more.get(key), str):
            more[key] = {"notes/a.md": more[key]}
    return Variation(name, {"notes/a.md": body, **beside}, **more)


def claim(body: str = "", **fields: str) -> str:
    """A claim with the fields that its kind requires, and some of its own."""
    given = {
        "type": "claim",
        "domain": "coast",
        "description": "Says more than its title.",
        "confidence": "likely",
        "source": "Field notes of the harbour office",
        "created": "2026-03-04",
        **fields,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in given.items())
    return f"---\n{lines}---\n{body}"


def archived(body: str = "One page.\n", **fields: str) -> str:
    """An archived source with the fields that its kind requires, and some of its own."""
    given = {
        "type": "source",
        "title": "A page",
        "author": "Rosa Quill",
        "url": "https://example.org/page",
        "date": "2021-05-06",
        "domain": "coast",
        "status": "unprocessed",
        **fields,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in given.items())
    return f"---\n{lines}---\n{body}"


def marked(table: Sequence[Any], fails: Mapping[str, str] = {}) -> list[Any]:
    """The rows of a table as parameters; ``fails`` maps why rows fail today to their names."""
    names = [row.name for row in table]
    assert len(set(names)) == len(names) >= FEWEST, "ten variations, each with its own name"
    reasons = {name: why for why, some in fails.items() for name in some.split()}
    assert reasons.keys() <= set(names), sorted(reasons.keys() - set(names))
    return [pytest.param(row, id=row.name, marks=_mark(reasons.get(row.name, ""))) for row in table]


def _mark(why: str) -> Iterable[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)] if why else []


def plain(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub(lambda mark: mark[2], text)


def marks(text: str) -> list[tuple[str, str]]:
    """The codes and the texts of the marks in a text."""
    return [(code, mark[2]) for mark in _MARK.finditer(text) for code in mark[1].split(",")]


def places(path: str, text: str) -> Iterator[str]:
    """The places that are marked in a text, as ``path:line:column CODE``."""
    bare, end = "", 0
    for mark in _MARK.finditer(text):
        bare += text[end : mark.start()]
        lines = _LINE_END.split(bare)
        for code in mark[1].split(","):
            yield f"{path}:{len(lines)}:{len(lines[-1]) + 1} {code}"
        bare += mark[2]
        end = mark.end()


def write_base(make_base: MakeBase, files: Files) -> Path:
    """Write files without their marks, and symbolic links."""
    root = make_base({name: plain(text) for name, text in files.items() if text[:1] != "→"})
    for name, text in files.items():
        if text[:1] == "→":
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(text[1:].strip())
    return root


def texts(root: Path) -> dict[str, str]:
    """All files below a folder."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found[path.relative_to(root).as_posix()] = path.read_bytes().decode(
                "utf-8", "surrogateescape"
            )
    return found


def run(root: Path, *arguments: str) -> Result:
    """Run codex on a base; a base without a configuration of its own is checked without any."""
    alone = [] if (root / "codex.toml").exists() else ["--isolated"]
    command, *rest = arguments
    options = [*alone, "--no-cache", "--root", str(root)]
    result = CliRunner().invoke(codex, [command, *options, *rest])
    if isinstance(result.exception, CodexError):  # which the program itself tells in a line
        return Result(CliRunner(), b"", b"", str(result.exception).encode(), None, 2, None)
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result


def check(root: Path, case: Variation, *arguments: str) -> Result:
    """Run ``codex check`` with the rules and settings of a variation."""
    chosen = [part for code in case.select for part in ("--select", code)]
    settings = [part for each in case.settings for part in ("--config", each)]
    result = run(root, "check", *chosen, *settings, *arguments)
    assert result.exit_code in (0, 1), result.output
    return result


def verify(case: Variation, make_base: MakeBase) -> None:
    """Hold a variation against what codex finds, repairs and draws."""
    root = write_base(make_base, case.files)
    found = json.loads(check(root, case, "--format", "json").stdout)["items"]
    wanted = [place for path, text in case.files.items() for place in places(path, text)]
    shown = [f"{each['path']}:{each['line']}:{each['column']} {each['code']}" for each in found]
    assert sorted(shown) == sorted(wanted), [each["message"] for each in found]
    if case.words:
        said = "\n".join(f"{each['message']}\n{each['hint'] or ''}" for each in found)
        assert re.search(case.words, said), said
    if case.edges is not None:
        assert edges(root, case) == case.edges
    before = texts(root)
    check(root, case, "--fix")
    assert changes(before, texts(root)) == case.fixed, "safe fixes"
    if case.guessed is not None:
        check(root, case, "--fix", "--unsafe-fixes")
        assert changes(before, texts(root)) == {**case.fixed, **case.guessed}, "unsafe fixes"


def changes(before: Files, after: Files) -> dict[str, str]:
    """The files that are new or have another text."""
    assert before.keys() <= after.keys(), sorted(before.keys() - after.keys())
    return {path: text for path, text in after.items() if before.get(path) != text}


def edges(root: Path, case: Variation) -> frozenset[str]:
    """The edges of the graph, as ``source relation target``."""
    settings = [part for each in case.settings for part in ("--config", each)]
    isolated = [] if (root / "codex.toml").exists() else ["--isolated"]
    options = [*isolated, "--no-cache", "--root", str(root), *settings]
    result = CliRunner().invoke(codex, ["graph", "export", *options, "--format", "json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["edges"]
    return frozenset(f"{each['source']} {each['relation']} {each['target']}" for each in found)
