"""Read-only SQL answers, and hostile SQL does nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from query_samples import database, note

from codex_tools.query.asking import ask
from codex_tools.query.database import Database
from codex_tools.query.limits import DEFAULT_LIMITS, MEGABYTE, Limits, QueryError, Result
from codex_tools.query.sandbox import Sandbox

QUICK = Limits(seconds=0.1)
Asking = Callable[[Database, str, Limits], Result]


def here(base: Database, sql: str, limits: Limits = DEFAULT_LIMITS) -> Result:
    return Sandbox(base, limits).select(sql)


def apart(base: Database, sql: str, limits: Limits = DEFAULT_LIMITS) -> Result:
    return ask(base, sql, limits=limits)


both = pytest.mark.parametrize("asking", [here, apart])


def rows(sql: str) -> list[tuple[object, ...]]:
    assert here(database(), sql) == apart(database(), sql)
    return apart(database(), sql).rows


def refused(sql: str) -> str:
    """Return what is said of a statement that is refused in both ways."""
    said = []
    for asking in (here, apart):
        base = database()
        before = base.connection.serialize()
        with pytest.raises(QueryError) as caught:
            asking(base, sql, DEFAULT_LIMITS)
        said.append(str(caught.value))
        base.connection.set_authorizer(None)
        assert base.connection.serialize() == before
    assert said[0] == said[1]
    return said[0]


ANSWERED = {
    "SELECT path FROM notes ORDER BY path": [("a.md",), ("b.md",)],
    "SELECT count(*) FROM notes": [(2,)],
    "SELECT e.value FROM notes, json_each(fields, '$.tags') e": [("x",), ("y",)],
    "SELECT fields ->> '$.tags[1]' FROM notes WHERE path = 'a.md'": [("y",)],
    "SELECT path FROM texts WHERE texts MATCH 'rain OR ice' ORDER BY bm25(texts)": [
        ("b.md",),
        ("a.md",),
    ],
    "SELECT highlight(texts, 1, '<', '>') FROM texts WHERE texts MATCH 'rain'": [("<Rain> falls",)],
    "SELECT path FROM texts WHERE texts MATCH 'snow' ORDER BY rank": [("b.md",)],
    "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 3) SELECT * FROM r": [
        (1,),
        (2,),
        (3,),
    ],
    "WITH w AS (SELECT path FROM notes) SELECT count(*) FROM w, w v": [(4,)],
    "SELECT n.title, e.relation FROM edges e JOIN notes n ON n.path = e.target": [
        ("Snow falls", "supports")
    ],
    "SELECT title, row_number() OVER (ORDER BY path DESC) FROM notes ORDER BY 2": [
        ("Snow falls", 1),
        ("Rain falls", 2),
    ],
    "SELECT path FROM notes WHERE title LIKE 'rain%' AND created < date('now')": [("a.md",)],
    "VALUES (1, 'x', NULL, 2.5, x'00')": [(1, "x", None, 2.5, b"\0")],
    "SELECT 1 AS x, 2 AS x; -- with an end": [(1, 2)],
}


@pytest.mark.parametrize("sql", ANSWERED)
def test_what_is_asked_is_answered(sql: str) -> None:
    assert rows(sql) == ANSWERED[sql]


def test_a_database_can_be_asked_again() -> None:
    base = database()
    assert apart(base, "SELECT 1").rows == apart(base, "SELECT 1").rows
    sandbox = Sandbox(base)
    assert sandbox.select("SELECT ? AS x", ("y",)) == Result(("x",), [("y",)], False)
    with pytest.raises(QueryError):
        sandbox.select("SELECT")
    assert sandbox.select("SELECT 2").rows == [(2,)]


WRITES = [
    "INSERT INTO notes (path) VALUES ('c.md')",
    "WITH w AS (SELECT 1) UPDATE notes SET title = ''",
    "UPDATE notes SET title = '' RETURNING title",
    "DELETE FROM notes",
    "REPLACE INTO sources VALUES ('a', 'b', 1)",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5(y)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END",
    "DROP TABLE notes",
    "ALTER TABLE notes RENAME TO other",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "SAVEPOINT x",
    "INSERT INTO texts (texts) VALUES ('rebuild')",
    "INSERT INTO texts (texts, rank) VALUES ('pgsz', 100)",
    "INSERT INTO texts VALUES ('c', 'c', 'c')",
    "DELETE FROM texts_data",
    "UPDATE texts_config SET v = 0",
]


@pytest.mark.parametrize("sql", WRITES)
def test_nothing_is_written(sql: str) -> None:
    assert "may only read the tables of the base" in refused(sql)


PRAGMAS = [
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA hard_heap_limit",
    "PRAGMA data_version = 1",
    "SELECT * FROM pragma_database_list",
    "SELECT load_extension('x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT sqlite_version()",
    "SELECT randomblob(10)",
    "SELECT readfile('/etc/passwd')",
    "SELECT printf('%.*c', 2000000000, 'x')",
    "SELECT format('%2000000000d', 1)",
    "SELECT zeroblob(2000000000)",
    "SELECT snippet(texts, 1, '', '', '', 5) FROM texts WHERE texts MATCH 'a'",
    "SELECT sql FROM sqlite_schema",
    "SELECT * FROM dbstat",
    "SELECT * FROM fsdir('.')",
    "DETACH main",
]


@pytest.mark.parametrize("sql", PRAGMAS)
def test_nothing_but_the_tables_is_read(sql: str) -> None:
    refused(sql)


@both
def test_no_file_is_attached_or_made(asking: Asking, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE secret (x)").connection.close()
    new = tmp_path / "new.db"
    for sql in (
        f"ATTACH '{other}' AS o",
        f"ATTACH '{new}' AS n",
        f"ATTACH 'file:{other}?mode=ro' AS o",
        f"VACUUM INTO '{new}'",
        "VACUUM",
    ):
        with pytest.raises(QueryError):
            asking(database(), sql, DEFAULT_LIMITS)
    assert list(tmp_path.iterdir()) == [other]


@pytest.mark.parametrize(
    "sql", ["SELECT 1; DROP TABLE notes", "", "-- nothing", ";", "SELECT", "EXPLODE", "SELECT\0 1"]
)
def test_what_is_no_single_statement_is_explained(sql: str) -> None:
    assert refused(sql)


def test_a_lone_surrogate_in_a_statement_is_explained() -> None:
    assert "cannot be answered" in refused("SELECT '\udcff'")


def test_a_mistake_is_explained_with_its_name() -> None:
    assert "no such column: titel" in refused("SELECT titel FROM notes")
    assert "no such table: node" in refused("SELECT * FROM node")


COUNTED = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r)"
ENDLESS = {
    "a recursion": f"{COUNTED} SELECT count(*) FROM r",
    "a recursion that yields nothing": f"{COUNTED} SELECT x FROM r WHERE x < 0",
    "a product": f"{COUNTED}, s AS (SELECT x FROM r LIMIT 9999) "
    "SELECT count(*) FROM s a, s b, s c, s d WHERE a.x + b.x + c.x + d.x < 0",
}


@both
@pytest.mark.parametrize("sql", ENDLESS.values(), ids=ENDLESS)
def test_what_does_not_end_is_stopped(asking: Asking, sql: str) -> None:
    with pytest.raises(QueryError, match=r"took more than 0\.1 s"):
        asking(database(), sql, QUICK)


def test_what_takes_long_in_one_step_is_stopped() -> None:
    long = "instr(title, substr(title, 500000) || 'b')"
    base = database(notes=[note("a.md", "a" * 1_000_000)])
    with pytest.raises(QueryError, match=r"took more than 0\.1 s"):
        apart(base, f"SELECT {', '.join([long] * 99)} FROM notes", QUICK)


def doubled(levels: int) -> str:
    """Return a query of which each part has the part before twice."""
    parts = [f"a{n} AS (SELECT 1 AS x FROM a{n - 1}, a{n - 1})" for n in range(1, levels)]
    return f"WITH a0 AS (SELECT 1 AS x), {', '.join(parts)} SELECT 1 FROM a{levels - 1}"


BOMBS = {
    "doubling": "WITH RECURSIVE r(x) AS (SELECT 'ab' UNION ALL SELECT hex(x) FROM r) "
    "SELECT max(x) FROM r",
    "replacing": "SELECT length(replace(title, 'a', title)) FROM notes",
    "joining": f"{COUNTED}, s AS (SELECT x FROM r LIMIT 9999) "
    "SELECT length(group_concat(title)) FROM s, notes",
    "a JSON array": f"{COUNTED}, s AS (SELECT x FROM r LIMIT 9999) "
    "SELECT length(json_group_array(title)) FROM s, notes",
    "sorting": f"{COUNTED} SELECT x || title AS y FROM r, notes ORDER BY y",
    "telling apart": f"{COUNTED} SELECT DISTINCT x || title FROM r, notes",
    "a wide row": f"SELECT {', '.join(['title || 1'] * 99)} FROM notes",
    "expanded while it is compiled": doubled(40),
}
MEASURED = """
import resource, sys
from query_samples import database, note
from codex_tools.query.limits import MEGABYTE, Limits, QueryError
from codex_tools.query.sandbox import Sandbox
sandbox = Sandbox(database(notes=[note("a.md", "a" * 1_000_000)]), Limits(60, memory=32 * MEGABYTE))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    said = f"truncated: {sandbox.select(sys.argv[1]).truncated}"
except QueryError as error:
    said = str(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, said)
"""


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS)
def test_memory_is_bounded(sql: str) -> None:
    pytest.importorskip("resource")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", MEASURED, sql]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    grown, said = done.stdout.strip().split(" ", 1)
    assert int(grown) * (1 if sys.platform == "darwin" else 1024) < 200 * MEGABYTE
    assert "memory" in said or "too big" in said or said == "truncated: True"


@both
def test_long_results_are_cut(asking: Asking) -> None:
    many = f"{COUNTED} SELECT x FROM r"
    assert asking(database(), many, Limits(rows=3)) == Result(("x",), [(1,), (2,), (3,)], True)
    assert not asking(database(), f"{many} LIMIT 3", Limits(rows=3)).truncated
    wide = f"SELECT title FROM notes CROSS JOIN ({many} LIMIT 9)"
    base = database(notes=[note("a.md", "x" * 1_000)])
    assert len(asking(base, wide, Limits(size=2_500)).rows) == 2


def test_a_long_note_can_still_be_read_and_sorted() -> None:
    base = database(notes=[note("a.md", "x" * 3_000_000), note("b.md", "y")])
    sql = "SELECT length(title), path FROM notes ORDER BY title"
    assert apart(base, sql).rows == [(3_000_000, "a.md"), (1, "b.md")]


def test_very_many_parts_are_refused() -> None:
    refused("SELECT " + ", ".join(["1"] * 101))
    refused("SELECT 1" + " UNION ALL SELECT 1" * 60)
    refused("SELECT " + "+".join(["1"] * 300))
    refused("SELECT '" + "x" * 100_001 + "'")


def test_beside_other_threads_a_query_runs_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        base = database()
        assert apart(base, "SELECT 1").rows == [(1,)]
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            base.connection.execute("DELETE FROM notes")
    finally:
        done.set()
        thread.join()


def test_a_database_is_still_open_after_a_query_apart() -> None:
    base = database()
    apart(base, "SELECT 1")
    base.connection.execute("DELETE FROM notes")
    assert apart(base, "SELECT count(*) FROM notes").rows == [(0,)]
