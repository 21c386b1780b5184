"""The command lines of ``codex check`` that can be read without click, which takes long to load.

These are the ones of hooks: paths, and what says where the knowledge base is. All else, mistakes
included, is left to click; ``tests/commands/test_fast_args.py`` holds the two to the same options.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from codex_tools.app.configuration import BaseFlags
from codex_tools.commands.check.options import Options


def read_plainly(arguments: Sequence[str]) -> Options | None:
    """Return the options that ``arguments``, those after ``check``, give.

    ``None`` leaves them to click.
    """
    paths: list[Path] = []
    root: Path | None = None
    no_cache = staged = False
    words = iter(arguments)
    for word in words:
        if not word.startswith("-"):
            paths.append(Path(word))
        elif word == "--no-cache":
            no_cache = True
        elif word == "--staged":
            staged = True
        elif word == "--root" and _is_folder(folder := next(words, "")):
            root = Path(folder)
        else:
            return None
    if staged and paths:  # which click refuses
        return None
    base = BaseFlags(no_cache=no_cache)
    return Options(paths=tuple(paths), staged=staged, root=root, base=base)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and os.access(path, os.R_OK)  # noqa: PTH112 - this never raises
