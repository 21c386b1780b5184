"""Versions of notes → what they state and which edges they have; read once and kept."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.notes import make_note
from codex_tools.base.origin import Origin
from codex_tools.history.statement import Statement, statement
from codex_tools.model import Note
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest
from codex_tools.storage.commits import NoHistoryError
from codex_tools.storage.trees import read_blobs, sizes
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.line_ends import with_lf
from codex_tools.weighing.edges import meanings

_AT_ONCE = 500

Where = tuple[str, str]
"""The path of a version, and the name that git has for its content."""

EdgeText = tuple[str, str, str]
"""The relation of an edge, the text that names its target, and the date of an entry of the journal;
the last is empty outside it."""


class Reading(NamedTuple):
    """What a version of a note states, and the edges of the argument that it has."""

    statement: Statement
    edges: tuple[EdgeText, ...]


def read_versions(
    base: KnowledgeBase, origin: Origin, wanted: Iterable[Where]
) -> dict[Where, Reading]:
    """Read versions of notes as the notes of ``base`` are read; those too large are left out.

    Raises NoHistoryError where git lacks one, and GitError where it does not answer.
    """
    every = dict.fromkeys(wanted)
    known = _recall(base, origin) if origin.is_cached else {}
    found = {where: known[where] for where in every if where in known}
    missing = iter([where for where in every if where not in found])
    is_new = False
    while some := list(islice(missing, _AT_ONCE)):
        found |= _read(base, origin, some)
        is_new = True
    if is_new and origin.is_cached:
        _keep(base, origin, found)
    return found


def reading(base: KnowledgeBase, path: str, data: bytes) -> Reading:
    """Return what a file of this path and these bytes states."""
    document = parse_document(path, data, base.relations.inline_fields)
    note = make_note(document, base.kinds, base.relations, base.fields)
    return Reading(statement(base, note, with_lf(data)), tuple(_edges(base, note)))


def _edges(base: KnowledgeBase, note: Note) -> Iterator[EdgeText]:
    known = meanings(base.relations)
    for link in note.links:
        if link.relation in known:
            yield link.relation, link.target, link.date if link.journal else ""


def _read(
    base: KnowledgeBase, origin: Origin, some: list[Where]
) -> Iterator[tuple[Where, Reading]]:
    small = sizes(origin.root, (content for _, content in some))
    if any(content not in small for _, content in some):
        raise NoHistoryError(
            f"the clone that holds {origin.root} is a partial one, so its history is not whole; "
            "`git fetch --refetch --no-filter` completes it"
        )
    names = [name for name, size in small.items() if size <= origin.max_size]
    contents = read_blobs(origin.root, names)
    for path, content in some:
        if content in contents:
            yield (path, content), reading(base, path, contents[content])


def _recall(base: KnowledgeBase, origin: Origin) -> dict[Where, Reading]:
    file = location.file_for(location.VERSIONS, str(origin.root))
    parts = map(marshal.loads, location.read(file))
    try:
        if next(parts) != _head(base, origin):
            return {}
        return {
            (path, content): Reading(Statement(*stated), tuple(edges))
            for path, content, stated, edges in chain.from_iterable(parts)
        }
    except (ValueError, EOFError, TypeError, StopIteration):
        return {}


def _keep(base: KnowledgeBase, origin: Origin, found: dict[Where, Reading]) -> None:
    rows = ((*where, tuple(read.statement), list(read.edges)) for where, read in found.items())
    head = marshal.dumps(_head(base, origin))
    parts = chain([head], location.marshalled(rows))
    location.write(location.file_for(location.VERSIONS, str(origin.root)), parts)
    location.evict(location.VERSIONS, location.MAX_BASES)


def _head(base: KnowledgeBase, origin: Origin) -> tuple[Any, ...]:
    """Return all that a reading depends on besides the version: settings, and this program."""
    kinds = sorted(base.kinds.by_name), str(base.kinds.model)
    retired = sorted(base.argumentation.retired)
    settings = origin.settings_digest(), kinds, retired
    return str(origin.root), program_digest(), settings
