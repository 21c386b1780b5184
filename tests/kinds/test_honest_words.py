"""What is said is what happened, and an exit status of 0 means that something was looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from bases import MakeBase
from click.testing import CliRunner
from kinds.table import Files, claim, marked

from codex_tools.cli import codex

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
    Said("grouped", TWELVE, "check --isolated --select SC001", 1, "12 claims lack the same"),
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

FAILS = {
    "commas are not accepted": "commas commas_in_ignore",
    "nothing was checked, and the status is 0": (
        "include_is_not_there excluded_path not_included_path no_markdown empty_folder"
    ),
    "the summary does not tell what can be repaired": "repairs_ahead guesses_ahead",
    "findings that repeat are not grouped": "grouped",
    "a label is a warning": "label",
}


@pytest.mark.parametrize("case", marked(TABLE, FAILS))
def test_what_is_said_is_what_happened(
    case: Said, make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_base({".git/HEAD": "ref: refs/heads/main\n", **case.files}))
    done = CliRunner().invoke(codex, case.arguments.split())
    assert done.exit_code == case.status, done.output
    assert re.search(case.says, done.output), done.output
    assert not case.never or not re.search(case.never, done.output), done.output
