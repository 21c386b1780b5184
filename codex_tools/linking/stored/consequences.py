"""What becomes of files when links are written, kept between runs: by all that it depends on."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from codex_tools.model import Applicability, FieldPath, Fix, Replace
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

_STALE = 100
"""The file is written again when more than one file in so many was judged anew."""


class NewFinding(NamedTuple):
    """What a rule finds in a file once links are written, and not before."""

    path: str
    code: str
    message: str
    fix: Fix | None


class Consequence(NamedTuple):
    """Whether a file changes, and what is found in it then."""

    is_changed: bool
    found: tuple[NewFinding, ...] = ()


Consequences = Mapping[bytes, Consequence]
"""The consequences for files, by digests of all that they depend on."""


def load_consequences(root: str) -> Consequences:
    """Return what an earlier run kept of the base at ``root``."""
    parts = map(marshal.loads, location.read(location.file_for(location.CONSEQUENCES, root)))
    try:
        if next(parts) != (program_digest(), root):
            return {}
        return {
            key: Consequence(is_changed, tuple(_finding(*row) for row in rows))
            for key, is_changed, rows in chain.from_iterable(parts)
        }
    except (ValueError, EOFError, TypeError, StopIteration):
        return {}


def keep_consequences(root: str, found: Consequences, fresh: int) -> None:
    """Write the consequences of a run that worked out ``fresh`` of them, unless the file has nearly
    all."""
    if fresh * _STALE <= len(found):
        return
    rows = (
        (key, each.is_changed, list(map(_row, each.found)))
        for key, each in found.items()
        if all(_can_be_kept(one.fix) for one in each.found)
    )
    head = marshal.dumps((program_digest(), root))
    file = location.file_for(location.CONSEQUENCES, root)
    location.write(file, chain([head], location.marshalled(rows)))
    location.evict(location.CONSEQUENCES, location.MAX_BASES)


def _can_be_kept(fix: Fix | None) -> bool:
    changes = fix.changes if fix else ()
    return all(type(one) is Replace and type(one.place) is FieldPath for one in changes)


def _row(found: NewFinding) -> tuple[object, ...]:
    fix = found.fix
    if fix is None:
        return *found[:3], None
    changes = [(one.path, tuple(one.place), one.new) for one in fix.changes]  # type: ignore[union-attr]
    return *found[:3], (fix.title, changes, fix.applicability.value)


def _finding(
    path: str,
    code: str,
    message: str,
    fix: tuple[str, Iterable[tuple[str, tuple[tuple[str | int, ...], bool], str]], str] | None,
) -> NewFinding:
    if fix is None:
        return NewFinding(path, code, message, None)
    title, rows, applicability = fix
    changes = tuple(Replace(at, FieldPath(*place), new) for at, place, new in rows)
    return NewFinding(path, code, message, Fix(title, changes, Applicability(applicability)))
