"""The history in git: a commit that adds a claim and touches one source says where it came from.

The history is read once by one `git log` and kept in the user's cache folder until the next commit.
Whatever goes wrong (no git, no repository, a shallow clone) only means that there is no evidence.
"""

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from codex_tools.errors import CodexError
from codex_tools.storage import git
from codex_tools.storage.cache.location import MAX_BASES, cache_folder, evict
from codex_tools.storage.writing.outputs import write_output

_LOG = ("log", "--relative", "--name-status", "-z", "-M", "--format=%x01")
_HEAD = ("rev-parse", "--is-shallow-repository", "HEAD")
_VERSION = 1


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

    Without git there are none. They are ``cached`` for the next time, as long as nothing is
    committed.
    """
    try:
        shallow, _, head = git.run(root, *_HEAD).decode("ascii").strip().partition("\n")
        return _commits(root, head, cached) if shallow == "false" else []
    except git.GitError:
        return []


def _commits(root: Path, head: str, cached: bool) -> list[Commit]:
    name = f"{sha256(os.fsencode(root)).hexdigest()[:16]}.json"
    cache = Path(cache_folder(), "git", name)
    known = _read(cache, head) if cached else None
    if known is None:
        log = git.run(root, *_LOG, "--", ".")
        known = list(parse_log(log.decode("utf-8", "surrogateescape")))
        if cached:
            _write(cache, head, known)
            evict(cache.parent.name, MAX_BASES)
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


def _read(cache: Path, head: str) -> list[Commit] | None:
    try:
        data = json.loads(cache.read_bytes())
        if (data["version"], data["head"]) != (_VERSION, head):
            return None
        return [Commit(tuple(added), tuple(touched)) for added, touched in data["commits"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(cache: Path, head: str, commits: list[Commit]) -> None:
    data: Mapping[str, object] = {"version": _VERSION, "head": head, "commits": commits}
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        write_output(cache, json.dumps(data).encode())
    except (OSError, CodexError):
        return


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
