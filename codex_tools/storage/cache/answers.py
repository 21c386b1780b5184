"""References → what they name, as an earlier run found it, while all files are called the same.

Most references are names that stand as they are. What is kept are the others: those that name
nothing, or say a name in another form, for which a run would have to look at all names.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from itertools import chain

from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

try:
    from _blake2 import blake2b  # what hashlib has, which takes longer to load
except ImportError:
    from hashlib import blake2b

Key = tuple[str, ...]
Row = tuple[str, str, tuple[str, ...], str]


class AnswerCache:
    """The answers on the knowledge base at ``root``. ``about`` is everything that they rest on."""

    def __init__(self, root: str) -> None:
        self._root = root

    def read(self, about: bytes) -> dict[Key, Row]:
        """Return what was kept; nothing where the files are called otherwise by now."""
        parts = map(marshal.loads, location.read(self._file))
        try:
            if next(parts) != self._head(about):
                return {}
            return dict(chain.from_iterable(parts))
        except (ValueError, EOFError, TypeError, StopIteration):
            return {}

    def write(self, about: bytes, rows: Mapping[Key, Row]) -> None:
        """Keep answers in the place of those that were kept."""
        head = marshal.dumps(self._head(about))
        location.write(self._file, chain([head], location.marshalled(rows.items())))
        location.evict(location.ANSWERS, location.MAX_BASES)

    def _head(self, about: bytes) -> tuple[tuple[int, str, int], str, bytes]:
        return program_digest(), self._root, blake2b(about, digest_size=16).digest()

    @property
    def _file(self) -> str:
        return location.file_for(location.ANSWERS, self._root)
