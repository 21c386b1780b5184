"""What a statement may do: read the tables that are there, with harmless functions."""

from __future__ import annotations

import sqlite3

from codex_tools.query.tables import TABLES

_TEXT = (
    "char concat concat_ws glob hex instr length like lower ltrim quote replace "
    "rtrim substr substring trim typeof unicode upper"
)
_NUMBERS = (
    "abs ceil ceiling coalesce exp floor ifnull iif ln log log10 log2 mod nullif pow power round "
    "sign sqrt trunc"
)
_DATES = (
    "current_date current_time current_timestamp date datetime julianday strftime time timediff "
    "unixepoch"
)
_JSON = (
    "-> ->> json json_array json_array_length json_each json_extract json_group_array "
    "json_group_object json_object json_quote json_tree json_type json_valid"
)
_AGGREGATES = "avg count group_concat max min string_agg sum total"
_WINDOWS = (
    "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank "
    "row_number"
)
FUNCTIONS = frozenset(
    f"{_TEXT} {_NUMBERS} {_DATES} {_JSON} {_AGGREGATES} {_WINDOWS} bm25 highlight match".split()
)
"""The functions that read nothing but their arguments.

``printf`` is none of them, which takes as long as a number in its format says, nor ``snippet``,
which takes the square of the length of a text.
"""

SHADOWS = ("config", "content", "data", "docsize", "idx")
"""The tables that a full text index keeps and reads by itself."""

READABLE = frozenset(
    [table.name for table in TABLES]
    + [f"{table.name}_{shadow}" for table in TABLES if table.full_text for shadow in SHADOWS]
    + ["json_each", "json_tree"]
)


def authorize(
    action: int, first: str | None, second: str | None, _schema: str | None, _within: str | None
) -> int:
    """Answer what SQLite asks before it compiles each part of a statement."""
    allowed = {
        sqlite3.SQLITE_SELECT: True,
        sqlite3.SQLITE_RECURSIVE: True,
        sqlite3.SQLITE_READ: first in READABLE or not second,  # without a column nothing is read
        sqlite3.SQLITE_FUNCTION: str(second).lower() in FUNCTIONS,
        sqlite3.SQLITE_PRAGMA: first == "data_version" and second is None,  # full text asks that
    }
    return sqlite3.SQLITE_OK if allowed.get(action) else sqlite3.SQLITE_DENY
