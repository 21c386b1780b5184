"""Who contributed to a note, as its `attribution` field says in any of its shapes."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note

Keys = tuple[str | int, ...]
FIELD = "attribution"


class Contributor(NamedTuple):
    """A contributor with the role, and the keys at which the handle stands."""

    role: str
    handle: str
    keys: Keys


def contributors(note: Note) -> Iterator[Contributor]:
    """Yield the contributors that a note names together with a role."""
    given = note.fields.get(FIELD)
    for role, value in given.items() if isinstance(given, Mapping) else ():
        yield from _of_role(str(role), (FIELD, str(role)), value)


def _of_role(role: str, keys: Keys, value: object) -> Iterator[Contributor]:
    if isinstance(value, str):
        yield Contributor(role, value, keys)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of_role(role, (*keys, index), item)
    elif isinstance(value, Mapping) and isinstance(value.get("handle"), str):
        yield Contributor(role, value["handle"], (*keys, "handle"))


def known_roles(base: KnowledgeBase, note: Note) -> list[str]:
    """Return the roles that the schema of a note describes."""
    kind = base.kinds.by_name.get(note.kind)
    about = kind.schema.get("properties", {}).get(FIELD, {}) if kind else {}
    return list(about.get("properties", ()))
