"""Rows that one run keeps for the next, in one file for each knowledge base and kind."""

from __future__ import annotations

import marshal
from itertools import chain

from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

OTHER_FORM = (ValueError, EOFError, TypeError, KeyError, StopIteration)
"""What is raised for a file that is gone, broken, or of another form; it is no cache."""


def is_stale(fresh: int, total: int, dear: int = 100) -> bool:
    """Tell whether rows are to be written again, where to work one out is so many times as ``dear``
    as to write one."""
    return fresh * dear > total


class Table:
    """The rows of a kind on the knowledge base at ``root``.

    ``about`` is all that they rest on besides what they say themselves, in values that ``marshal``
    writes.
    """

    def __init__(self, what: str, root: str, about: Any = None) -> None:
        self._what = what
        self._head = program_digest(), root, about
        self._file = location.file_for(what, root)

    def read(self) -> tuple[Any, Iterator[Any]]:
        """Return what was kept beside the rows, and the rows.

        Raises one of ``OTHER_FORM`` where there are none, at once or with one of the rows.
        """
        parts = map(marshal.loads, location.read(self._file))
        head, beside = next(parts)
        if head != self._head:
            raise ValueError(self._file)
        return beside, chain.from_iterable(parts)

    def write(self, rows: Iterable[Any], beside: Any = None) -> None:
        """Keep rows, and something beside them, in the place of those that were kept."""
        parts = chain([marshal.dumps((self._head, beside))], location.marshalled(rows))
        location.write(self._file, parts)
        location.evict(self._what, location.MAX_BASES)
