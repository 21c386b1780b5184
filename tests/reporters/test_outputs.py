"""Whatever commands print as JSON is what their published schemas say, and nothing more."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bases import MakeBase, as_published

from codex_tools import commands
from codex_tools.cli import LazyGroup, codex, main
from codex_tools.reporters.outputs import output_names
from codex_tools.rules._samples import claim, source
from codex_tools.runtime import discovery

CLAIM, OTHER = "domains/tides/spring-tides-follow-the-moon.md", "domains/tides/wind-moves-water.md"
SOURCE = "inbox/archive/2025-tides.md"
FILES = {
    "codex.toml": "",
    CLAIM: claim("[[gone]] [[Wind moves water]]\n", sourced_from=f"[{SOURCE}]", title="5"),
    OTHER: claim("It blows.\n", challenges="[spring-tides-follow-the-moon]"),
    SOURCE: source("The tables.\n"),
}
OUTPUTS = {
    "check": ("check", "--fail-on", "error", "--exit-zero"),
    "check-statistics": ("check", "--statistics", "--exit-zero"),
    "files": ("check", "--show-files"),
    "baseline": ("check", "--write-baseline"),
    "changes": ("check", "--diff", "--exit-zero"),
    "link": ("link", "--no-git"),
    "link-explain": ("link", "--no-git", "--explain", CLAIM),
    "link-evaluate": ("link", "--no-git", "--evaluate"),
    "graph": ("graph", "export"),
    "graph-stats": ("graph", "stats"),
    "why": ("why", CLAIM, "--numbers"),
    "impact": ("impact", SOURCE),
    "query": ("query", "SELECT path, origins FROM notes"),
    "find": ("find", "tables"),
    "show": ("show", CLAIM),
    "similar": ("similar", "wind does not move water"),
    "rule": ("rule", "--all"),
    "config": ("config", "show"),
    "cache": ("cache", "info"),
    "export": ("export", "okf", "../copy"),
}
MORE = [
    ("changes", ("check", "--add-ignore")),
    ("changes", ("rename", CLAIM, "moon")),
    ("changes", ("new", "claim", "The sun moves water", "--from", SOURCE)),
    ("changes", ("new", "claim", "Wind does not move water", "--dry-run")),
    ("changes", ("supersede", CLAIM, OTHER)),
    ("changes", ("retract", CLAIM)),
    ("cache", ("cache", "clear")),
    ("link", ("link", "--no-git", "--backfill")),
    ("changes", ("init", "--dry-run")),
    ("changes", ("init", "--agents")),
]


MAY_BE_EMPTY = ("baseline", "cache")
"""What new files and an empty cache say nothing of."""


@pytest.fixture
def root(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_base({f"base/{path}": text for path, text in FILES.items()}) / "base"
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(("name", "arguments"), [*OUTPUTS.items(), *MORE])
def test_a_command_prints_what_its_schema_says(
    root: Path, name: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--format", "json"]) == 0
    answer = as_published(name, capsys.readouterr().out)
    assert answer.get("schema", name) == name
    assert name in MAY_BE_EMPTY or answer.get("items", True)


def test_a_difference_is_what_its_schema_says(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run(["git", *author, *words], check=True, capture_output=True)
    main(["retract", CLAIM])
    main(["mv", OTHER, "wind"])
    main(["new", "claim", "The sun moves water", "--from", SOURCE])
    capsys.readouterr()
    assert main(["diff", "HEAD", "--exit-zero", "--format", "json"]) == 0
    [change] = as_published("diff", capsys.readouterr().out)["items"]
    lists = ("added", "retired", "renamed", "lost")
    assert all(change[name] for name in lists)


def test_every_schema_is_held_to_an_output() -> None:
    elsewhere = {"link-calibrate", "error", "diff", "watch"}  # by the tests of linking, and below
    assert OUTPUTS.keys() | elsewhere == set(output_names())


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("why", "nothing"), "not-found"),
        (("why", "--nothing"), "usage"),
        (("query", "DELETE FROM notes"), "query"),
        (("check", "--config", "nothing=1"), "settings"),
        (("new", "claim", "x", "--set", "a:b=c"), "refused"),
        (("new", "claim", "x", "--path", f"{CLAIM}"), "exists"),
    ],
)
def test_failures_are_told_in_json_on_request(
    root: Path, arguments: tuple[str, ...], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = 1 if kind == "exists" else 2
    for more in (["--format", "json"], ["--format=json"]):
        assert main([*arguments, *more]) == status
        printed = capsys.readouterr()
        assert printed.out == ""
        assert as_published("error", printed.err)["kind"] == kind
    assert main([*arguments]) == status
    assert not capsys.readouterr().err.startswith("{")


def leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from leaves(found, f"{name} {child}")
    else:
        yield name, command


WITHOUT_JSON = {
    "codex review",
    "codex schema",
    "codex config schema",
    "codex mcp",
    "codex lsp",
}
"""Commands that ask or go on until they are ended, or that print JSON anyway."""


def test_every_command_has_json_and_says_its_exit_status() -> None:
    assert isinstance(codex, LazyGroup)
    found = dict(leaves(codex, "codex"))
    assert len(found) >= len(discovery.names(commands))
    for name, command in found.items():
        assert "Exit status:" in command.get_help(click.Context(command)), name
        if name in WITHOUT_JSON:
            continue
        forms = [each for each in command.params if each.name == "output_format"]
        assert forms and "json" in forms[0].type.choices, name  # type: ignore[attr-defined]


def test_the_edits_of_a_fix_make_the_repair(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Applied by hand, byte by byte, they are what ``--fix`` writes."""
    main(["check", "--format", "json", "--exit-zero"])
    items = json.loads(capsys.readouterr().out)["items"]
    edits = {
        (each["path"], each["start"], each["end"], each["text"])
        for item in items
        if item["fix"] and item["fix"]["applicability"] == "safe"
        for each in item["fix"]["edits"]
    }
    by_hand = {path: (root / path).read_bytes() for path in FILES}
    for path, start, end, text in sorted(edits, key=lambda each: (each[0], -each[1])):
        data = by_hand[path]
        by_hand[path] = data[:start] + text.encode() + data[end:]
    assert len({path for path, *_ in edits}) > 1
    main(["check", "--fix", "--exit-zero"])
    assert by_hand == {path: (root / path).read_bytes() for path in FILES}
