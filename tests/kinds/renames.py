"""Tables of renames: what moves, what follows, and what is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bases import MakeBase
from kinds.table import Files, run, texts, write_base


@dataclass(frozen=True)
class Rename:
    """A rename of ``old`` to ``new``; ``moves`` are paths before and after.

    ``after`` are the texts that change, under the paths that they have afterwards. ``says`` is
    looked for in what is printed. A ``refused`` one changes nothing.
    """

    name: str
    files: Files
    old: str
    new: str
    moves: Mapping[str, str] = field(default_factory=dict)
    after: Files = field(default_factory=dict)
    says: str = ""
    flags: tuple[str, ...] = ()
    refused: bool = False


def verify_rename(case: Rename, make_base: MakeBase) -> None:
    """Hold what a rename does against what is right."""
    root = write_base(make_base, case.files)
    before = texts(root)
    done = run(root, "rename", case.old, case.new, *case.flags)
    assert (done.exit_code != 0) is case.refused, done.output
    wanted = {case.moves.get(path, path): text for path, text in before.items()}
    found = texts(root)
    assert sorted(found) == sorted(wanted | case.after)
    assert {path: text for path, text in found.items() if wanted.get(path) != text} == case.after
    if case.says:
        assert re.search(case.says, done.output), done.output
