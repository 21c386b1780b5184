"""Read-only SQL that nobody vouches for: it can neither write nor run on for ever."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from codex_tools.query.database import Database, Value
from codex_tools.query.limits import (
    DEFAULT_LIMITS,
    MEGABYTE,
    Limits,
    QueryError,
    Result,
    too_slow,
)
from codex_tools.query.permissions import authorize

STEPS = 100
"""After how many instructions of SQLite the clock is looked at."""


class Sandbox:
    """A database that answers single SELECT statements and does nothing else from here on.

    The memory is bounded by SQLite's limit for the whole process, which can be lowered, never
    raised: to the limit for a query, beyond four times what the database takes. The clock is looked
    at between instructions of SQLite, of which one can take long; see :mod:`.asking` for both.
    """

    def __init__(self, database: Database, limits: Limits = DEFAULT_LIMITS) -> None:
        self._connection, self._limits = database.connection, limits
        self._deadline = 0.0
        _prepare(database.connection, limits.memory)
        for category, most in _bounds(database.longest_row).items():
            database.connection.setlimit(category, most)
        database.connection.set_progress_handler(self._is_late, STEPS)
        database.connection.set_authorizer(authorize)

    def select(self, sql: str, parameters: Sequence[Value] = ()) -> Result:
        """Return the answer to one SELECT statement.

        Raises:
            QueryError: It is no such statement, has a mistake, or takes too much.
        """
        self._deadline = time.monotonic() + self._limits.seconds
        with self._explained():
            cursor = self._connection.execute(sql, parameters)
            if cursor.description is None:
                raise QueryError("the query is empty")
            columns = tuple(column[0] for column in cursor.description)
            rows, truncated = self._fetch(cursor)
            cursor.close()
            return Result(columns, rows, truncated)

    def _fetch(self, cursor: sqlite3.Cursor) -> tuple[list[tuple[Value, ...]], bool]:
        rows: list[tuple[Value, ...]] = []
        size = 0
        for row in cursor:
            size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
            if len(rows) >= self._limits.rows or size > self._limits.size:
                return rows, True
            rows.append(row)
            if self._is_late():
                raise sqlite3.OperationalError("interrupted")
        return rows, False

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn whatever goes wrong into a :class:`QueryError`."""
        try:
            yield
        except MemoryError:
            megabytes = self._limits.memory // MEGABYTE
            raise QueryError(f"the query needs more than {megabytes} MB of memory") from None
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            if self._is_late():
                raise too_slow(self._limits) from None
            raise QueryError(_words(error)) from error


def _prepare(connection: sqlite3.Connection, memory: int) -> None:
    """Set what can be set only before the authorizer refuses it."""
    ((pages,),), ((page_size,),) = map(
        connection.execute, ("PRAGMA page_count", "PRAGMA page_size")
    )
    connection.execute(
        "SELECT count(*) FROM json_each('[]'), json_tree('[]')"
    )  # now they are known
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA hard_heap_limit = {memory + 4 * pages * page_size}")


def _bounds(longest_row: int) -> dict[int, int]:
    """Return the limits of SQLite; a value may be as long as the rows that are there need."""
    return {
        sqlite3.SQLITE_LIMIT_LENGTH: MEGABYTE + 2 * longest_row,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
        sqlite3.SQLITE_LIMIT_COLUMN: 100,
        sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
        sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
        sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
        sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
        sqlite3.SQLITE_LIMIT_ATTACHED: 0,
        sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
        sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    }


REFUSED = ("not authorized", "prohibited", "too many attached", "readonly")


def _words(error: Exception) -> str:
    text = str(error)
    if any(word in text for word in REFUSED):
        return f"the query may only read the tables of the base: {text}"
    return f"the query cannot be answered: {text}"
