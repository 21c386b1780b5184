"""The records of claims and sources, kept between runs: by path and content of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from codex_tools.linking.reading.records import Body, ClaimRecord, SourceRecord
from codex_tools.storage.cache.table import OTHER_FORM, Table, is_stale

_Record = TypeVar("_Record", ClaimRecord, SourceRecord)
_Row = tuple[Any, ...]
"""A record without its body, which comes last. Its key comes last but one."""


class StoredRecords(Generic[_Record]):
    """The records of a ``form`` that a ``table`` has from an earlier run; none without one."""

    def __init__(self, form: type[_Record], table: Table | None) -> None:
        self._form: Callable[..., _Record] = form
        self._table, self._width = table, len(form._fields) - 1
        try:
            self._rows = {row[-1]: row for row in self._read()}
        except OTHER_FORM:
            self._rows = {}

    def find(self, key: str, body: Body) -> _Record | None:
        """Return the record with a key, if it is known, with a body."""
        row = self._rows.get(key)
        return None if row is None else self._form(*row, body)

    def keep(self, records: Sequence[_Record]) -> None:
        """Write all records of a run, unless the table has nearly all of them."""
        fresh = sum(record.key not in self._rows for record in records)
        if self._table and is_stale(fresh, len(records)):
            self._table.write(record[:-1] for record in records)

    def _read(self) -> Iterator[_Row]:
        """Yield the rows that have a value for each part of a record but its body."""
        rows = self._table.read()[1] if self._table else ()
        return (row for row in rows if len(row) == self._width)
