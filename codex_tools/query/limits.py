"""What a query may take, and how it fails."""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.errors import CodexError
from codex_tools.query.database import Value

MEGABYTE = 1 << 20


class QueryError(CodexError):
    """A query cannot be answered: it is wrong, not allowed, or takes too much."""

    kind = "query"


class Limits(NamedTuple):
    """What one query may take: seconds, rows and bytes of its result, bytes of working memory."""

    seconds: float = 5.0
    rows: int = 10_000
    size: int = 16 * MEGABYTE
    memory: int = 256 * MEGABYTE


DEFAULT_LIMITS = Limits()


class Result(NamedTuple):
    """The answer; ``truncated`` when there were more rows than the limits allow."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    truncated: bool


def too_slow(limits: Limits) -> QueryError:
    """Return the error for a query that takes too long."""
    return QueryError(f"the query took more than {limits.seconds:g} s")
