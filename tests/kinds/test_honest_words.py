"""What is said is what happened, and an exit status of 0 means that something was looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from bases import MakeBase
from kinds.table import Files, claim, marked

from codex_tools.cli import main

LOST = {"a.md": "[[lost]] and [x](gone.md)\n"}
TWELVE = {f"coast/c{number}.md": "---\ntype: claim\n---\nText.\n" for number in range(12)}


@dataclass(frozen=True)
class Said:
    """A command on a base, its exit status, and what it says or may not say."""

    name: str
    files: Files
    arguments: str
    status: int
    says: str = ""
    never: str = ""


TABLE = (
    Said("commas", LOST, "check --isolated --select RF001,RF004", 1, "(?s)RF001.*RF004"),
    Said("commas_in_ignore", LOST, "check --isolated --select RF --ignore RF001,RF004", 0),
    Said(
        "include_is_not_there", {**LOST, "codex.toml": 'include = ["nots"]\n'}, "check", 2, "nots"
    ),
    Said(
        "excluded_path",
        {**LOST, "codex.toml": 'exclude = ["a*"]\n'},
        "check a.md",
        2,
        r"a\.md is left out by `exclude`",
    ),
    Said(
        "not_included_path",
        {**LOST, "b/c.md": "x\n", "codex.toml": 'include = ["b"]\n'},
        "check a.md",
        2,
        r"a\.md is left out by `include`",
    ),
    Said(
        "hidden_path",
        {**LOST, ".git/HEAD": "", ".okf/in/c.md": "x\n"},
        "check .okf/in/c.md",
        2,
        r"hidden folders are never .*; --root \S+/\.okf checks it as one of its own",
    ),
    Said("hidden_root", {**LOST, ".okf/c.md": "x\n"}, "check --root .okf", 0, "1 file checked"),
    Said(
        "package_path",
        {**LOST, ".git/HEAD": "", "node_modules/c.md": "x\n"},
        "check node_modules",
        2,
        r"installed packages are never .*; --root \S+/node_modules ",
    ),
    Said("no_markdown", {**LOST, "a.txt": "x"}, "check --isolated a.txt", 2, r"a\.txt"),
    Said("empty_folder", {**LOST, "b/a.txt": "x"}, "check --isolated b", 2, r"\bb\b"),
    Said(
        "mermaid_counts",
        {"a.md": claim("[[b]]\n"), "b.md": claim()},
        "graph export --isolated --format mermaid -o g.mmd",
        0,
        "0 nodes and 0 edges",
    ),
    Said(
        "repairs_ahead",
        {"a.md": "[[old-pier]]\n", "old pier.md": "x\n"},
        "check --isolated --select RF",
        1,
        r"1 can be repaired with --fix",
    ),
    Said(
        "guesses_ahead",
        {"a.md": "[[estuery]]\n", "estuary.md": "x\n"},
        "check --isolated --select RF",
        1,
        r"1 .*--unsafe-fixes",
    ),
    Said(
        "grouped",
        TWELVE,
        "check --isolated --config model=teleo --select SC001",
        1,
        "12 files lack the same 5 fields",
    ),
    Said(
        "label",
        {"coast/a.md": claim("# Old quay walls\n")},
        "check --isolated --select TI002",
        0,
        r"info.*3 words.*\?",
    ),
    Said("silenced_none", {"a.md": "x\n"}, "check --isolated --add-ignore", 0, r"^0 findings"),
    Said(
        "no_empty_name",
        {"a.md": claim("", supports="[b]"), "b.md": claim()},
        "check --isolated",
        1,
        never='``|`""`',
    ),
    Said(
        "dry_run",
        {"a.md": "[[b]]\n", "b.md": "x\n"},
        "rename --isolated --dry-run b c",
        0,
        "would be rewritten; nothing was written",
        "1 reference rewritten",
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_what_is_said_is_what_happened(
    case: Said,
    make_base: MakeBase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(make_base({".git/HEAD": "ref: refs/heads/main\n", **case.files}))
    status = main(case.arguments.split())
    output = "".join(capsys.readouterr())
    assert status == case.status, output
    assert re.search(case.says, output), output
    assert not case.never or not re.search(case.never, output), output
