"""What becomes of files when links are written, kept between runs: by all that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from codex_tools.model import Applicability, FieldPath, Fix, Replace
from codex_tools.storage.cache.location import CONSEQUENCES
from codex_tools.storage.cache.table import OTHER_FORM, Table, is_stale


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
    try:
        _, kept = Table(CONSEQUENCES, root).read()
        return {
            key: Consequence(is_changed, tuple(_finding(*row) for row in rows))
            for key, is_changed, rows in kept
        }
    except OTHER_FORM:
        return {}


def keep_consequences(root: str, found: Consequences, fresh: int) -> None:
    """Write the consequences of a run that worked out ``fresh`` of them, unless the file has nearly
    all."""
    if not is_stale(fresh, len(found), dear=1000):
        return
    rows = (
        (key, each.is_changed, list(map(_row, each.found)))
        for key, each in found.items()
        if all(_can_be_kept(one.fix) for one in each.found)
    )
    Table(CONSEQUENCES, root).write(rows)


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
