"""A query in a process of its own, which is ended when it does not end by itself."""

from __future__ import annotations

import marshal
import math
import os
import select
import signal
import threading
import time
from collections.abc import Sequence
from typing import Any

from codex_tools.query.database import Database, Value
from codex_tools.query.limits import DEFAULT_LIMITS, Limits, QueryError, Result, too_slow
from codex_tools.query.sandbox import Sandbox

GRACE = 1.0
"""How many seconds a query has to end by itself when its time is over."""

CHUNK = 1 << 16


def ask(
    database: Database, sql: str, parameters: Sequence[Value] = (), limits: Limits = DEFAULT_LIMITS
) -> Result:
    """Return the answer to one SELECT statement from whomever.

    Where processes can be forked the database stays as it is. Elsewhere, and beside other threads,
    the query runs here, and the database can do nothing but answer queries afterwards.

    Raises:
        QueryError: It is no such statement, has a mistake, or takes too much.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return Sandbox(database, limits).select(sql, parameters)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(database, sql, parameters, limits, writing)
    os.close(writing)
    try:
        return _opened(_read(reading, limits))
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(
    database: Database, sql: str, parameters: Sequence[Value], limits: Limits, writing: int
) -> None:
    """Write the answer, or what is wrong, and end this process."""
    import resource  # which is there wherever processes can be forked

    seconds = math.ceil(limits.seconds + GRACE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # should nobody be left to end it
    try:
        try:
            answer: tuple[Any, ...] = tuple(Sandbox(database, limits).select(sql, parameters))
        except QueryError as error:
            answer = (str(error),)
        with open(writing, "wb") as pipe:
            marshal.dump(answer, pipe)
    finally:
        os._exit(0)


def _read(reading: int, limits: Limits) -> bytes:
    """Return all that comes through a pipe while there is time."""
    deadline = time.monotonic() + limits.seconds + GRACE
    chunks: list[bytes] = []
    while select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
        chunk = os.read(reading, CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    raise too_slow(limits)


def _opened(raw: bytes) -> Result:
    try:
        answer = marshal.loads(raw)
    except (EOFError, ValueError, TypeError):
        raise QueryError("the query broke off") from None
    if len(answer) == 1:
        raise QueryError(*answer)
    return Result(*answer)
