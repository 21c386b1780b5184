"""What a change of several files consists of, and how far each part of it is."""

from __future__ import annotations

import os
import stat
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

NOTHING = ""
"""The digest of a file that is not there."""

STRANGE = "?"
"""That of what is no file, cannot be read, or is reached through a link: never that of content."""

_CHUNK = 1 << 20


class Write(NamedTuple):
    """A file that gets another content, or comes to be.

    ``temporary`` stands beside it, with the new content before it is written and the old one
    afterwards. ``old`` and ``new`` are digests; ``path`` is that before a move of the same plan.
    """

    path: str
    temporary: str
    old: str
    new: str


class Move(NamedTuple):
    """A file or folder that gets another path; ``folders`` are to be made for it, in order."""

    old: str
    new: str
    folders: tuple[str, ...]


class Plan(NamedTuple):
    """All parts of one change below ``root``: the writes, and then the move."""

    root: str
    command: str
    writes: tuple[Write, ...]
    move: Move | None

    def full(self, path: str) -> str:
        """Return the path on disk."""
        return os.path.join(self.root, path)

    @property
    def is_moved(self) -> bool:
        """Tell whether the move is done, which is the last thing to be done."""
        return self.move is not None and self._is_there(self.move.new, self.move.old)

    def _is_there(self, path: str, other: str) -> bool:
        return os.path.lexists(self.full(path)) and not os.path.lexists(self.full(other))

    def now(self, path: str) -> str:
        """Return where a file on disk is now that the move may be done."""
        if self.move is None or not self.is_moved:
            return self.full(path)
        old, new = self.move.old, self.move.new
        is_it = path == old or path.startswith(f"{old}/")
        return self.full(new + path[len(old) :] if is_it else path)


class State(Enum):
    """How far a write is.

    ``CLASHING`` is one that somebody else's change to the file came in between of; ``OVERTAKEN``
    one that was done, and the file changed once more since.
    """

    PENDING = "pending"
    DONE = "done"
    CLASHING = "clashing"
    OVERTAKEN = "overtaken"


def state_of(plan: Plan, write: Write) -> State:
    """Return how far a write is, which its two files tell."""
    target, temporary = digest_at(plan, write.path), digest_at(plan, write.temporary)
    if target == write.new and temporary in (write.old, NOTHING):
        return State.DONE
    if target == write.old and temporary == write.new:
        return State.PENDING
    if target not in (write.old, write.new) and temporary in (write.old, NOTHING):
        return State.OVERTAKEN
    return State.CLASHING


def digest(data: bytes) -> str:
    """Return what stands for a content in a plan."""
    return sha256(data).hexdigest()


def digest_at(plan: Plan, path: str) -> str:
    """Return the digest of a file's content, or what stands for none."""
    full = plan.now(path)
    if not is_inside(plan.root, full):
        return STRANGE
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(full, flags)
    except FileNotFoundError:
        return NOTHING
    except OSError:
        return STRANGE
    try:
        return _digest_of(descriptor)
    except OSError:
        return STRANGE
    finally:
        os.close(descriptor)


def _digest_of(descriptor: int) -> str:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return STRANGE
    total = sha256()
    while chunk := os.read(descriptor, _CHUNK):
        total.update(chunk)
    return total.hexdigest()


def is_inside(root: str, full: str) -> bool:
    """Tell whether no link leads from ``root`` to the folder of a file, and it is not git's own."""
    names = os.path.relpath(full, root).casefold().split(os.sep)
    folder = os.path.dirname(full)
    return ".." not in names and ".git" not in names and folder == os.path.realpath(folder)
