"""The command lines that can be read without click, which takes long to load.

These are the ones of hooks and of everyday: paths, and what says where the knowledge base is. All
else, mistakes included, is left to click; ``tests/commands/test_fast_args.py`` holds the two to the
same options.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_tools.app.configuration import BaseFlags

if TYPE_CHECKING:
    from codex_tools.commands.check import options as check
    from codex_tools.commands.link import options as link


def read_check(arguments: Sequence[str]) -> check.Options | None:
    """Return the options that ``arguments``, those after ``check``, give.

    ``None`` leaves them to click.
    """
    from codex_tools.commands.check.options import Options

    given = _read(arguments, ("staged",))
    if given is None or (given["staged"] and given["paths"]):  # which click refuses
        return None
    return Options(**given)


def read_link(arguments: Sequence[str]) -> link.Options | None:
    """Do the same for those after ``link``."""
    from codex_tools.commands.link.options import Options

    given = _read(arguments)
    return None if given is None else Options(**given)


def _read(arguments: Sequence[str], flags: Collection[str] = ()) -> dict[str, Any] | None:
    """Return the options that most commands have, and some flags; ``None`` for any others."""
    paths: list[Path] = []
    root: Path | None = None
    given = dict.fromkeys(("no_cache", *flags), False)
    words = iter(arguments)
    for word in words:
        name = word.removeprefix("--").replace("-", "_")
        if not word.startswith("-"):
            paths.append(Path(word))
        elif name in given and word == f"--{name.replace('_', '-')}":
            given[name] = True
        elif word == "--root" and _is_folder(folder := next(words, "")):
            root = Path(folder)
        else:
            return None
    base = BaseFlags(no_cache=given.pop("no_cache"))
    return {"paths": tuple(paths), "root": root, "base": base, **given}


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and os.access(path, os.R_OK)  # noqa: PTH112 - this never raises
