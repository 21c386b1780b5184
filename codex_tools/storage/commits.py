"""A repository → the commits that lead to a revision, with the notes that each of them wrote.

Each commit is compared with its first parent, so that a merge has what it brought in. What a commit
wrote is kept in the user's cache, and never read again.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from codex_tools.errors import CodexError
from codex_tools.storage.cache import location
from codex_tools.storage.git import GitError, NoRepositoryError, run
from codex_tools.storage.walking import MARKDOWN

_LOG = ("log", "--no-walk=unsorted", "--stdin", "-m", "--first-parent", "--raw", "--no-abbrev")
_FORM = ("-M", "-z", "--relative")
_REGULAR = ("100644", "100755")
_AT_ONCE = 1_000
"""Commits that git is asked for at once, so that no answer takes long."""

_FORMAT = 1


class NoHistoryError(CodexError):
    """Nothing is known of when notes were written: there is no history, or not all of it."""


class Touch(NamedTuple):
    """A note that a commit wrote: its path, and the name that git has for its content.

    ``old`` is the path that it had before, empty for a new one; ``content`` is empty for one that
    went.
    """

    path: str
    content: str
    old: str


class Commit(NamedTuple):
    """A commit: its name, its parents by their numbers in the list, its day, what it wrote."""

    name: str
    parents: tuple[int, ...]
    day: str
    touches: tuple[Touch, ...]


def commits(root: Path, revision: str, is_cached: bool) -> list[Commit]:
    """Return the commits that lead to a revision, parents before children, that one last.

    The day is that on which a commit was written, where its author was. Raises NoHistoryError
    without git, without a repository, for a shallow clone and where there is no such revision, and
    GitError where the history cannot be read.
    """
    head = commit_at(root, revision)
    listed = run(root, "log", "--topo-order", "--reverse", "--format=%H %as %P", head).decode()
    rows = [line.split() for line in listed.splitlines()]
    numbers = {row[0]: number for number, row in enumerate(rows)}
    known = _read(root) if is_cached else {}
    new = [name for name in numbers if name not in known]
    for first in range(0, len(new), _AT_ONCE):
        known |= _touches(root, new[first : first + _AT_ONCE])
    if new and is_cached:
        _write(root, known)
    return [
        Commit(name, tuple(numbers[each] for each in parents), day, known[name])
        for name, day, *parents in rows
    ]


def renames_along(root: Path, before: str, after: str) -> dict[str, str]:
    """Return the notes that are renamed step by step on the main line to ``after``, old to new.

    The steps are the commits that do not lead to ``before``. Two trees far from each other do not
    show it where a note was reworded too. Raises GitError where git does not answer.
    """
    asked = ("--first-parent", "--reverse", "--end-of-options", after, f"^{before}")
    names = run(root, "rev-list", *asked).decode().split()
    first: dict[str, str] = {}
    for start in range(0, len(names), _AT_ONCE):
        for touches in _touches(root, names[start : start + _AT_ONCE]).values():
            moved = [each for each in touches if each.old not in ("", each.path)]
            origins = [first.pop(each.old, each.old) for each in moved]
            first |= {each.path: old for each, old in zip(moved, origins, strict=True)}
    return {old: new for new, old in first.items() if old != new}


def commit_at(root: Path, revision: str) -> str:
    """Return the name of a commit. Raises NoHistoryError as :func:`commits` does."""
    try:
        is_shallow = run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except NoRepositoryError as error:
        reason = "it is in no git repository"
        raise NoHistoryError(f"there is no history of {root}: {reason}") from error
    except GitError as error:
        raise NoHistoryError(f"there is no history of {root}: {error}") from error
    if is_shallow:
        raise NoHistoryError(
            f"the clone that holds {root} is shallow, so its history is not whole; "
            "`git fetch --unshallow` completes it"
        )
    name = f"{revision}^{{commit}}"
    try:
        return run(root, "rev-parse", "--verify", "--end-of-options", name).decode().split()[-1]
    except GitError as error:
        raise NoHistoryError(f"there is no history of {root}: no commit {revision}") from error


def _touches(root: Path, names: Iterable[str]) -> dict[str, tuple[Touch, ...]]:
    asked = "".join(f"{name}\n" for name in names).encode()
    mark = os.urandom(32).hex()  # which no path has
    answer = os.fsdecode(run(root, *_LOG, *_FORM, f"--format={mark}%H", data=asked))
    found = {}
    for part in answer.split(mark)[1:]:
        name, _, rest = part.partition("\0")
        found[name] = tuple(_parsed(rest.strip("\0\n").split("\0")))
    if missing := set(asked.decode().split()) - found.keys():
        raise GitError(f"git does not tell of the commit {min(missing)}")
    return found


def _parsed(fields: Iterable[str]) -> Iterator[Touch]:
    """Yield what a commit wrote, from ``:MODE MODE CONTENT CONTENT LETTER``, path and path."""
    rest = iter(fields)
    for head in rest:
        if not head:
            return
        _, mode, _, content, letter = head.strip().split(" ")
        old = next(rest)
        new = next(rest) if letter[0] in "RC" else old
        if letter[0] == "R" and old.endswith(MARKDOWN):
            yield Touch(old, "", old)
        if new.endswith(MARKDOWN):
            is_known = letter[0] not in "AC" and old.endswith(MARKDOWN)
            yield Touch(new, content if mode in _REGULAR else "", old if is_known else "")


def _read(root: Path) -> dict[str, tuple[Touch, ...]]:
    parts = map(marshal.loads, location.read(location.file_for(location.COMMITS, str(root))))
    try:
        if next(parts) != (_FORMAT, str(root)):
            return {}
        rows = chain.from_iterable(parts)
        return {name: tuple(Touch(*each) for each in touches) for name, touches in rows}
    except (ValueError, EOFError, TypeError, StopIteration):
        return {}


def _write(root: Path, known: dict[str, tuple[Touch, ...]]) -> None:
    rows = ((name, list(map(tuple, touches))) for name, touches in known.items())
    head = marshal.dumps((_FORMAT, str(root)))
    parts = chain([head], location.marshalled(rows))
    location.write(location.file_for(location.COMMITS, str(root)), parts)
    location.evict(location.COMMITS, location.MAX_BASES)
