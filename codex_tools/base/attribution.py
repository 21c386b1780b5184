"""Who contributed to a note, as its `attribution` field says in any of its shapes."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Keys = tuple[str | int, ...]
FIELD = "attribution"
SOURCER = "sourcer"
NOTE_MAKERS = frozenset({"extractor", "synthesizer", "reviewer"})
"""The roles of those who made the note, and not the work that it is about."""

_PLAIN = (str, int, float)


class Contributor(NamedTuple):
    """A contributor with the role, and the keys at which the handle stands.

    ``handle`` is ``None`` where an entry has only a ``context``.
    """

    role: str
    handle: str | None
    keys: Keys
    context: str = ""


def contributors(fields: Mapping[str, Any]) -> Iterator[Contributor]:
    """Yield the contributors that the front matter of a note names together with a role."""
    given = fields.get(FIELD)
    for role, value in given.items() if isinstance(given, Mapping) else ():
        yield from _of_role(str(role), (FIELD, str(role)), value)


def _of_role(role: str, keys: Keys, value: object) -> Iterator[Contributor]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of_role(role, (*keys, index), item)
    elif isinstance(value, Mapping):
        handle, context = _text(value.get("handle")), _text(value.get("context"))
        if handle is not None or context:
            yield Contributor(role, handle, (*keys, "handle"), context or "")
    elif (handle := _text(value)) is not None:
        yield Contributor(role, handle, keys)


def _text(value: object) -> str | None:
    """Return a plain value as text; numbers and dates may be handles without quotes."""
    return str(value) if isinstance(value, _PLAIN) and not isinstance(value, bool) else None
