"""The history in git: a commit that adds a claim and touches one source says where it came from.

The history is read once by one `git log` and kept in the user's cache folder until the next commit.
Where there is no git, no repository or a shallow clone there is no evidence. A history that is
there and cannot be read is an error.
"""

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from codex_tools.storage import git
from codex_tools.storage.cache import location

_LOG = ("log", "--relative", "--name-status", "-z", "-M", "--format=%x01")
_HEAD = ("rev-parse", "--is-shallow-repository", "HEAD")
_HEAD_FILES = ("HEAD", "logs/HEAD", "packed-refs", "shallow", "reftable/tables.list")
_VERSION = 2


class Commit(NamedTuple):
    """What a commit that adds notes did, all files under the names that they have now."""

    added: tuple[str, ...]
    touched: tuple[str, ...]


def sources_in_commits(
    root: Path,
    claims: Collection[str],
    sources: Collection[str],
    was_source: Callable[[str], bool],
    cached: bool = True,
) -> dict[str, tuple[str, ...]]:
    """Return for claims the one source that the commit which added them touched.

    ``was_source`` tells of a path that is gone whether it was that of a source, since a commit that
    touched two sources says nothing even where one of them was deleted later.
    """
    by_name: dict[str, set[str]] = {}
    for path in sources:
        by_name.setdefault(_name(path), set()).add(path)
    by_claim: dict[str, tuple[str, ...]] = {}
    for commit in history(root, cached):
        touched = {_name(path) for path in commit.touched if path in sources or was_source(path)}
        here = by_name.get(next(iter(touched)), set()) if len(touched) == 1 else set()
        for path in commit.added:
            if path in claims and path not in by_claim:
                by_claim[path] = tuple(sorted(here))
    return {claim: source for claim, source in by_claim.items() if source}


def history(root: Path, cached: bool = True) -> list[Commit]:
    """Return the commits below ``root`` that add Markdown files, the newest first.

    Without git, or a commit, there are none. They are ``cached`` for the next time, as long as
    nothing is committed. Raises GitError for a history that is there and cannot be read.
    """
    try:
        shallow, _, head = git.run(root, *_HEAD).decode("ascii").strip().partition("\n")
    except git.GitError:
        return []
    try:
        return _commits(root, head, cached) if shallow == "false" else []
    except git.GitError as error:
        words = f"the history of {root} cannot be read; --no-git does without it"
        raise git.GitError(f"{words}: {error}") from error


def head_files(root: Path) -> list[str]:
    """Return the files of which one changes when another commit is checked out, or is made.

    There are none without git, or a repository.
    """
    paths: list[str] = []
    with contextlib.suppress(git.GitError):  # as there is before the first commit
        paths = _git_paths(root, *_HEAD_FILES)
        branch = git.run(root, "rev-parse", "--symbolic-full-name", "HEAD")
        paths += _git_paths(root, os.fsdecode(branch).strip())
    return paths


def _git_paths(root: Path, *names: str) -> list[str]:
    """Return where files of git lie. Raises GitError."""
    wanted = [word for name in names for word in ("--git-path", name)]
    found = os.fsdecode(git.run(root, "rev-parse", *wanted)).splitlines()
    return [str(root / path) for path in found]


def _commits(root: Path, head: str, cached: bool) -> list[Commit]:
    file = location.file_for(location.HISTORY, str(root))
    known = _read(file, root, head) if cached else None
    if known is None:
        log = git.run(root, *_LOG, "--", ".")
        known = list(parse_log(log.decode("utf-8", "surrogateescape")))
        if cached:
            data = {"version": _VERSION, "root": str(root), "head": head, "commits": known}
            location.write(file, [json.dumps(data).encode()])
            location.evict(location.HISTORY, location.MAX_BASES)
    return known


def parse_log(log: str) -> Iterator[Commit]:
    """Yield commits from `git log --name-status -z`, in its order, renames followed to today."""
    today: dict[str, str] = {}
    for part in log.split("\x01")[1:]:
        added, touched = [], []
        for status, old, new in _changes(part.strip("\n").split("\0")):
            now = today.pop(new, new) if status in "AR" else today.get(new, new)
            if status == "R":
                today[old] = now
            if now.endswith(".md"):
                touched.append(now)
                if status == "A":
                    added.append(now)
        if added:
            yield Commit(tuple(added), tuple(touched))


def _changes(fields: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the changes of one commit as (letter, old path, new path)."""
    rest = iter([field for field in fields if field.strip()])
    for status in rest:
        letter = status.strip()[:1]
        old = next(rest, "")
        yield letter, old, (next(rest, "") if letter in "RC" else old)


def _read(file: str, root: Path, head: str) -> list[Commit] | None:
    try:
        data = json.loads(b"".join(location.read(file)))
        if (data["version"], data["root"], data["head"]) != (_VERSION, str(root), head):
            return None
        return [Commit(tuple(added), tuple(touched)) for added, touched in data["commits"]]
    except (ValueError, KeyError, TypeError):
        return None


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
