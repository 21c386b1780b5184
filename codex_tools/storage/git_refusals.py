"""What git says as it refuses to answer → what that means for a person, and what to do."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

NO_REPOSITORY = "not a git repository"
_Words = Callable[[Path, re.Match[str]], str]


def _no_repository(root: Path, _: re.Match[str]) -> str:
    return f"{root} is in no git repository, which this needs; `git init` begins one"


def _not_owned(root: Path, found: re.Match[str]) -> str:
    words = f"git does not trust the repository of {root}, which belongs to another user"
    place = shlex.quote(found[1])
    return f"{words}; if you do, run `git config --global --add safe.directory {place}`"


def _no_working_tree(root: Path, _: re.Match[str]) -> str:
    return f"the git repository at {root} has no working tree; use a clone of it"


def _lacks_objects(root: Path, _: re.Match[str]) -> str:
    words = f"the git repository of {root} lacks a part of its history"
    remedy = "`git fetch --refetch --no-filter` completes a partial clone"
    return f"{words}; {remedy}, and `git fsck` says what is broken"


def _too_new(root: Path, _: re.Match[str]) -> str:
    return f"the repository of {root} is in a form that this git does not know; a newer git may"


_MEANINGS: tuple[tuple[str, _Words], ...] = (
    (NO_REPOSITORY, _no_repository),
    ("dubious ownership in repository at '(.*)'", _not_owned),
    ("must be run in a work tree", _no_working_tree),
    ("promisor remote|transport .* not allowed|bad object", _lacks_objects),
    ("unknown repository extension|git repo version", _too_new),
)
"""Expressions for what git says, in English as it is asked to, and our words."""


def refusal(root: Path, said: str, status: int) -> str:
    """Return why git, asked in ``root``, ended with ``status`` and ``said`` this."""
    for form, words in _MEANINGS:
        if found := re.search(form, said):
            return words(root, found)
    reason = said.strip().partition("\n")[0].removeprefix("fatal: ").removeprefix("error: ")
    return f"git does not answer for {root}: {reason or f'it ended with {status}'}"
