"""Changes grow no faster than n log n: links at both ends, renames, comments that silence.

Nothing is written: what costs is to work out what the files become. Measured as a check is, see
:mod:`hostile.test_growth`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile.growing import Input
from hostile.measuring import BOUND, SECONDS, growth, write

from codex_tools.app.fix import fix, rewrite
from codex_tools.app.ignore import add_ignores
from codex_tools.app.link import linker
from codex_tools.app.rename import plan_rename
from codex_tools.app.workspace import load
from codex_tools.linking.plan import make_plan
from codex_tools.settings import load_settings

Change = Callable[[Path], int]
"""A change of the base at a root; returns how many files that changes."""


def backfill(root: Path) -> int:
    settings = load_settings(root, cache=False)
    plan = make_plan(linker(load(settings), settings))
    return len(rewrite(plan.fixes, settings).files)


def renaming(old: str, new: str) -> Change:
    def rename(root: Path) -> int:
        settings = load_settings(root, cache=False)
        return len(plan_rename(load(settings), settings, old, new).outcome.files)

    return rename


def add_ignore(root: Path) -> int:
    settings = load_settings(root, cache=False)._replace(select=("ALL",))
    silenced, outcome = add_ignores(load(settings), settings, None)
    assert silenced.done and not silenced.left
    return len(outcome.files)


def fix_all(root: Path) -> int:
    settings = load_settings(root, cache=False)
    return len(fix(load(settings), settings, None, unsafe=True)[1].files)


def front(fields: str = "", body: str = "Text.\n") -> str:
    return f"---\ntype: claim\ntitle: T\n{fields}---\n{body}"


def lines(text: str, n: int) -> str:
    """Return a line for each number, which takes the place of ``@``."""
    return "".join(text.replace("@", str(number)) for number in range(n))


def source(fields: str = "") -> str:
    return f"---\ntype: source\ntitle: S\n{fields}---\nText.\n"


CHANGES: dict[str, tuple[Input, Change]] = {
    "a source with claims": (
        lambda n: {
            **{f"domains/c{i}.md": front("sourced_from: [s]\n") for i in range(n // 4)},
            "inbox/archive/s.md": source("claims_extracted:\n- c0\n- c1\n"),
        },
        backfill,
    ),
    "a claim with sources": (
        lambda n: {
            **{f"inbox/archive/s{i}.md": source("claims_extracted: [c]\n") for i in range(n // 4)},
            "domains/c.md": front(),
        },
        backfill,
    ),
    "links in a line": (
        lambda n: {"a.md": front("", "[[b]] " * n), "b.md": front()},
        renaming("b.md", "c.md"),
    ),
    "links in files": (
        lambda n: {**{f"n{i}.md": front("", "[[b]]\n") for i in range(n // 4)}, "b.md": front()},
        renaming("b.md", "c.md"),
    ),
    "entries of a list": (
        lambda n: {"a.md": front("supports:\n" + "- b\n" * n), "b.md": front()},
        renaming("b.md", "c.md"),
    ),
    "links in comments": (
        lambda n: {"a.md": front("", "<!-- [[b]] -->\n" * n), "b.md": front()},
        renaming("b.md", "c.md"),
    ),
    "headings of a note": (
        lambda n: {
            "a.md": front("", lines("[[b#H@]]\n", n)),
            "b.md": front("", lines("# H@\n", n)),
        },
        renaming("b.md", "c.md"),
    ),
    "a heading among many": (
        lambda n: {"a.md": front("", "[[b#H3]]\n" * n), "b.md": front("", lines("# H@\n", n))},
        renaming("b.md#H3", "New"),
    ),
    "a folder": (
        lambda n: {f"f/n{i}.md": front("", f"[[f/n{i // 2}]]\n") for i in range(n // 4)},
        renaming("f/", "g/"),
    ),
    "links of the note that moves": (
        lambda n: {"f/b.md": front("", "[x](c.md)\n" * n), "f/c.md": front()},
        renaming("f/b.md", "g/b.md"),
    ),
    "findings in lines": (lambda n: {"a.md": front("", lines("[[g@]]\n\n", n))}, add_ignore),
    "findings in a line": (lambda n: {"a.md": front("", lines("[[g@]] ", n))}, add_ignore),
    "findings in a table": (
        lambda n: {"a.md": front("", "|a|\n|-|\n" + lines("|[[g@]]|\n", n))},
        add_ignore,
    ),
    "findings below headings": (
        lambda n: {"a.md": front("", lines("# H@\n[[a#x@]]\n", n))},
        add_ignore,
    ),
    "findings in a list": (
        lambda n: {"a.md": front("supports:\n" + lines("- g@\n", n))},
        add_ignore,
    ),
    "comments that are there": (
        lambda n: {"a.md": front("", lines("[[g@]] <!-- codex: ignore[TI001] -->\n\n", n))},
        add_ignore,
    ),
    "links to repair": (
        lambda n: {"a.md": front("", "[[Note-b]] " * n), "note b.md": front()},
        fix_all,
    ),
    "entries to repair": (
        lambda n: {
            "a.md": front("supports:\n" + lines("- Note-@\n", n // 4)),
            **{f"note {i}.md": front() for i in range(n // 4)},
        },
        fix_all,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_grows_evenly(name: str, tmp_path: Path) -> None:
    files, change = CHANGES[name]

    def work(size: int) -> Callable[[], object]:
        root = tmp_path / str(size)
        write(root, files, size)
        return lambda: change(root)

    work(40)
    assert change(tmp_path / "40"), "nothing changes, so nothing is measured"
    assert growth(work, SECONDS) < BOUND
