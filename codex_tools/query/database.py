"""Plain rows → an SQLite database in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from codex_tools.query.tables import TABLES, Table

Value = str | int | float | None


class Database(NamedTuple):
    """An open database, and how many bytes its longest row has."""

    connection: sqlite3.Connection
    longest_row: int


def build_database(rows: Mapping[str, Iterable[Sequence[Value]]]) -> Database:
    """Return a database in memory with the rows of each table, in the order of its columns.

    Texts may hold what is no UTF-8, as the names of files do: see :func:`read_text`.

    Raises:
        KeyError: There is no table of a name.
        sqlite3.Error: A row has too many or too few values, or SQLite was built without FTS5.
    """
    if unknown := rows.keys() - {table.name for table in TABLES}:
        raise KeyError(*unknown)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = read_text
    longest = _Longest()
    with connection:
        connection.execute("BEGIN")
        for table in TABLES:
            _fill(connection, table, longest.seen(rows.get(table.name, ())))
    return Database(connection, longest.size)


def _fill(connection: sqlite3.Connection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    create, *indexes = table.definition()
    connection.execute(create)
    connection.executemany(table.insertion(), rows)
    for index in indexes:
        connection.execute(index)


class _Longest:
    """Encodes rows, and remembers the size of the longest."""

    def __init__(self) -> None:
        self.size = 0

    def seen(self, rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[object]]:
        """Yield the rows with their texts as bytes."""
        for row in rows:
            encoded = [v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for v in row]
            size = sum(len(value) for value in encoded if isinstance(value, bytes))
            self.size = max(self.size, size)
            yield encoded


def read_text(raw: bytes) -> str:
    """Return a text as it was given, lone surrogates included; what is no text is made readable."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
