"""A reference in a field, and what it names, as this run finds it or an earlier one did."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from codex_tools.base.resolver import NO_KINDS, Found, Resolver
from codex_tools.base.resolver.index import may_be_number
from codex_tools.model import Link, ResolvedBy

_VERSION = 2
"""The version of ``marshal`` that does not depend on which objects are shared."""

Key = tuple[str, ...]
Row = tuple[str, str, tuple[str, ...], str]
"""An answer: target and heading in the reading that names the files, these, and by what."""

_NO_ROW = ("", "", (), "none")


class Kept(Protocol):
    """Answers of earlier runs, under everything that they rest on."""

    def read(self, about: bytes) -> dict[Key, Row]:
        """Return what was kept."""

    def write(self, about: bytes, rows: Mapping[Key, Row]) -> None:
        """Keep answers for later runs."""


class Answers:
    """What references in fields name, where that takes more than a look at the names.

    An answer rests on nothing but the reference, the file that it stands in, and what all files are
    called. So it holds while no file is called otherwise, whatever they say. ``targets`` are the
    kinds that relations prefer.
    """

    def __init__(
        self, resolver: Resolver, targets: Mapping[str, frozenset[str]], kept: Kept | None
    ) -> None:
        self._resolver, self._targets, self._kept = resolver, targets, kept
        self._seen: dict[Key, Row] = {}
        self._is_new = False

    def read(self, link: Link, source: str) -> tuple[Link, Found]:
        """Return what :meth:`Resolver.read` does for a reference in the file ``source``."""
        kinds = self._targets.get(link.relation, NO_KINDS)
        if self._kept is None or may_be_number(link.raw):
            return self._resolver.read(link, source, kinds)
        form = link.syntax.value, link.raw, link.target, link.heading, link.also
        key = source, link.relation, *form
        known = _answer(link, self._known.get(key, _NO_ROW))
        found = known or self._resolver.read(link, source, kinds)
        self._is_new |= known is None
        self._seen[key] = _row(*found)
        return found

    def keep(self) -> None:
        """Keep what was asked, which is everything there is."""
        if self._kept is not None and self._is_new:
            self._kept.write(self._about, self._seen)
            self._is_new = False

    @cached_property
    def _known(self) -> Mapping[Key, Row]:
        return self._kept.read(self._about) if self._kept else {}

    @cached_property
    def _about(self) -> bytes:
        kinds = [(name, sorted(wanted)) for name, wanted in sorted(self._targets.items())]
        return marshal.dumps((kinds, self._resolver.names), _VERSION)


def _row(read: Link, found: Found) -> Row:
    return read.target, read.heading, found.paths, found.by.value if found.by else ""


def _answer(link: Link, row: Row) -> tuple[Link, Found] | None:
    """What a row says of a link; ``None`` for one that this program did not write."""
    try:
        target, heading, paths, by = row
        found = Found(tuple(paths), ResolvedBy(by) if by else None)
    except (ValueError, TypeError):
        return None
    return link._replace(target=target, heading=heading), found
