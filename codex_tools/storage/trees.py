"""A repository → the files of its index or of a revision, by their paths from a folder in it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from codex_tools.errors import NotFoundError
from codex_tools.storage.git import GitError, check_is_around, run

_REGULAR = ("100644", "100755")
_SHA_256 = 64
_SUBMODULE = "160000"
_INTENDED = 0x20000000
"""The flag of a path that is to be added later, and has no content in the index yet."""

_STAGED = re.compile(
    rb"(\d{6}) ([0-9a-f]{40,64}) \d\t([^\0]++)\0  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n"
    rb"  dev: \d+\tino: (\d+)\n  uid: \d+\tgid: \d+\n  size: (\d+)\tflags: ([0-9a-f]+)\n"
)
_STORED = re.compile(rb"(\d{6}) [a-z]{4,8} ([0-9a-f]{40,64})\t([^\0]++)\0")


class Entry(NamedTuple):
    """What a path is: the mode and the name of its content, as git has them."""

    mode: str
    content: str

    @property
    def is_regular(self) -> bool:
        """Tell a file from a symbolic link."""
        return self.mode in _REGULAR


Tree = Mapping[str, Entry]


def staged_tree(root: Path, index: Path | None) -> tuple[Tree, frozenset[str]]:
    """Return the files of the index below ``root``, and those that are on disk as they are there.

    As git does, this goes by size, times and inode. A file that changed when the index was written
    or later is not taken for one of the latter. Raises GitError where there is no repository.
    """
    place = index or root / os.fsdecode(run(root, "rev-parse", "--git-path", "index")).rstrip("\n")
    written = place.stat().st_mtime_ns if place.exists() else 0
    tree, same = dict[str, Entry](), set[str]()
    listed = run(root, "ls-files", "-s", "-z", "--debug", index=index)
    entries = list(_STAGED.finditer(listed))
    if len(entries) != listed.count(b"\0"):
        raise GitError("git lists its index in a form that is not known")
    for found in entries:
        mode, content, path, *stamp, flags = map(os.fsdecode, found.groups())
        if int(flags, 16) & _INTENDED or not _belongs(path, mode):
            continue
        tree[path] = Entry(mode, content)
        if _stamp(root / path, written) == tuple(map(int, stamp)):
            same.add(path)
    return tree, frozenset(same)


def stored_tree(root: Path, revision: str) -> Tree:
    """Return the files of a revision below ``root``.

    Raises NotFoundError for none of that name, GitError where there is no repository.
    """
    check_is_around(root)
    name = f"{revision}^{{tree}}"
    try:
        tree = run(root, "rev-parse", "--verify", "--end-of-options", name).decode().split()[-1]
    except GitError as error:
        is_first = revision == "HEAD"
        remedy = "commit something first" if is_first else "fetch it first if a remote has it"
        raise NotFoundError(f"git has no revision {revision} here; {remedy}") from error
    listed = _STORED.finditer(run(root, "ls-tree", "-r", "-z", tree))
    found = (map(os.fsdecode, each.groups()) for each in listed)
    return {path: Entry(mode, content) for mode, content, path in found if _belongs(path, mode)}


def read_contents(root: Path, tree: Tree, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of some regular files of a tree. Raises GitError as above."""
    wanted = [path for path in paths if tree[path].is_regular]
    found = read_blobs(root, [tree[path].content for path in wanted])
    if missing := [path for path in wanted if tree[path].content not in found]:
        raise GitError(f"git lacks the content of {missing[0]}")
    return {path: found[tree[path].content] for path in wanted}


def read_blobs(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents that git has under some names; those that it lacks are left out."""
    asked = _lines(names)
    answer = run(root, "cat-file", "--batch", data=asked) if asked else b""
    contents, start = {}, 0
    while start < len(answer):
        head = answer[start : answer.index(b"\n", start)].decode()
        name, kind, *size = head.split(" ")
        begin = start + len(head) + 1
        start = begin + int(size[0]) + 1 if size else begin
        if kind == "blob":
            contents[name] = answer[begin : start - 1]
    return contents


def blob_name(data: bytes, length: int) -> str:
    """Return the name that git has for a content, in a repository where names have this length."""
    make = hashlib.sha256 if length == _SHA_256 else hashlib.sha1
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def sizes(root: Path, names: Iterable[str]) -> dict[str, int]:
    """Return how many bytes the contents have that git has under some names."""
    asked = _lines(names)
    answer = run(root, "cat-file", "--batch-check", data=asked) if asked else b""
    rows = (line.split(" ") for line in answer.decode().splitlines())
    return {row[0]: int(row[2]) for row in rows if row[1] == "blob"}


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()


def _belongs(path: str, mode: str) -> bool:
    """Tell whether a path is one of a file in the folder; a tree may have been made by anybody."""
    return mode != _SUBMODULE and not {"", ".", "..", ".git"} & set(path.split("/"))


def _stamp(path: Path, written: int) -> tuple[int, ...] | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    if status.st_mtime_ns >= written:
        return None
    times = (*divmod(status.st_ctime_ns, 10**9), *divmod(status.st_mtime_ns, 10**9))
    return *times, status.st_ino & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF


def renames(root: Path, before: str, after: str | None = None) -> dict[str, str]:
    """Return the files that git takes for renamed from a revision to another one, old to new.

    Without ``after`` it is the index that is compared. Raises GitError as above.
    """
    asked = ("diff-index",) if after is None else ("diff-tree", "-r")
    ends = [f"{each}^{{tree}}" for each in (before, after) if each is not None]
    names = ("--diff-filter=R", "--name-status", "--relative", "-M", "-z", "--end-of-options")
    fields = os.fsdecode(run(root, *asked, *names, *ends)).split("\0")[:-1]
    return {old: new for _, old, new in zip(*[iter(fields)] * 3, strict=True)}
