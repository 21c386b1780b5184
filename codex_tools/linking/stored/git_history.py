"""The history in git: a commit that adds a claim and touches one source says where it came from.

Where there is no git, no repository or a shallow clone there is no evidence. A history that is
there and cannot be read is an error.
"""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from codex_tools.linking.text.digest import digest
from codex_tools.storage import git
from codex_tools.storage.cache.table import OTHER_FORM, Table
from codex_tools.storage.commits import Commit, NoHistoryError, commit_at, commits

_HEAD_FILES = ("HEAD", "logs/HEAD", "packed-refs", "shallow", "reftable/tables.list")


class Addition(NamedTuple):
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


def kept_sources_in_commits(
    root: Path,
    claims: Collection[str],
    sources: Collection[str],
    was_source: Callable[[str], bool],
    table_for: Callable[[bytes], Table | None],
) -> dict[str, tuple[str, ...]]:
    """Return the same, as an earlier run found it for these claims and sources at this commit.

    ``table_for`` gives the table for what rests on a digest; ``None`` where nothing is kept.
    """
    try:
        head = commit_at(root, "HEAD")
    except NoHistoryError:
        return {}
    table = table_for(digest((head, sorted(claims), sorted(sources))))
    if table is None:
        return sources_in_commits(root, claims, sources, was_source, cached=False)
    with contextlib.suppress(*OTHER_FORM):
        return dict(table.read()[0])  # one part of the file: it is whole, or not there
    found = sources_in_commits(root, claims, sources, was_source)
    table.write((), found)
    return found


def history(root: Path, cached: bool = True) -> list[Addition]:
    """Return what the commits below ``root`` did that add Markdown files, the newest first.

    Without git, or a commit, there are none; merges add nothing. What a commit wrote is ``cached``
    for the next time. Raises GitError for a history that is there and cannot be read.
    """
    try:
        return list(_additions(commits(root, "HEAD", cached)))
    except NoHistoryError:
        return []
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


def _additions(every: Iterable[Commit]) -> Iterator[Addition]:
    """Yield what commits did, the last first, renames followed to today."""
    today: dict[str, str] = {}
    for commit in reversed(list(every)):
        if len(commit.parents) > 1:
            continue
        moved = {each.old for each in commit.touches if each.old not in ("", each.path)}
        added, touched = [], []
        for path, content, old in commit.touches:
            if path in moved and not content:
                continue
            now = today.get(path, path) if old == path else today.pop(path, path)
            if old not in ("", path):
                today[old] = now
            touched.append(now)
            if not old:
                added.append(now)
        if added:
            yield Addition(tuple(added), tuple(touched))


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
