"""Notes → tuples of what is looked at in all of them, and bytes for the rest; and back."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import Any

from codex_tools.model import NOTHING, Link, Note, Role, Span, Syntax, field_place
from codex_tools.storage.serialise import Row, dump, load
from codex_tools.syntax.frontmatter.yaml_text import held_once

_SYNTAX = {each.value: each for each in Syntax}
_made = tuple.__new__  # faster than the class, for what has a value in each place
_ROLES = {each.value: each for each in Role}


class PackedNote(Note):
    """A note of the cache, which is unpacked as far as it is looked at.

    Most are not: a check of a few files wants no more of others than what they are called and what
    they lead to. ``front`` has what the front matter says, ``rest`` what else the document has.
    """

    __slots__ = ("_front", "_given", "_has_front", "_rest", "_version")

    def __init__(
        self,
        front: bytes | memoryview,
        rest: bytes | memoryview,
        path: str,
        name: str,
        kind: str,
        title: str,
        given_type: str,
        role: str,
        fits: bool | None,
        version: tuple[int, int],
        has_front: bool,
        links: Iterable[Row],
    ) -> None:
        self.path, self.name, self.kind, self.title = path, name, kind, title
        self.given_type, self.role, self._front, self._rest = given_type, _ROLES[role], front, rest
        self.fits, self._version, self._has_front = fits, version, has_front
        self.field_links = tuple(starmap(_link, links)) if links else ()

    def __getattr__(self, name: str) -> Any:
        """Unpack what has not been looked at so far. Raises AttributeError for anything else."""
        if name in ("_given", "fields", "renamed"):
            self._unpack_front()
        elif name == "document":
            row = self.path, self._given, *marshal.loads(self._rest)
            self.document, self._rest = load(row), b""
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def _unpack_front(self) -> None:
        self._given: Mapping[str, object]
        self._given, fields, renamed = marshal.loads(self._front)
        self.fields = self._given if fields is None else fields
        self.renamed = renamed or NOTHING
        self._front = b""

    @property
    def version(self) -> tuple[int, int]:
        """What :attr:`Note.version` is, without a look at the document."""
        return self._version

    @property
    def has_front_matter(self) -> bool:
        """What :attr:`Note.has_front_matter` is."""
        return self._has_front

    def unpacked(self) -> Note:
        """Return this note with nothing packed any more, so that it holds no larger whole."""
        _ = self.document
        return self

    def may_say(self, text: str) -> bool:
        """Tell whether the front matter may have ``text`` in it.

        False only if the packed bytes prove absence.
        """
        return not self._front or text.encode("utf-8", "surrogatepass") in bytes(self._front)

    @property
    def packed(self) -> tuple[bytes | memoryview, bytes | memoryview] | None:
        """Its two packed parts, while nothing of them has been looked at."""
        return (self._front, self._rest) if self._front and self._rest else None


def header(note: Note) -> Row:
    """Return what :class:`PackedNote` takes after the two parts, as ``marshal`` can write it."""
    links = list(map(_link_row, note.field_links))
    plain = note.path, note.name, note.kind, note.title, note.given_type
    return *plain, note.role.value, note.fits, note.version, note.has_front_matter, links


def pack(note: Note) -> tuple[bytes | memoryview, bytes | memoryview]:
    """Return the two parts. Raises ValueError for a front matter that is nested too deeply."""
    packed = note.packed if isinstance(note, PackedNote) else None
    if packed:
        return packed
    _, given, *rest = dump(note.document)
    fields = None if note.fields is note.document.fields else note.fields
    # What is held once as it is packed will be so when it is unpacked.
    front: Any = held_once(given), fields and held_once(fields), dict(note.renamed)
    return marshal.dumps(front), marshal.dumps(rest)


def _link_row(link: Link) -> Row:
    """A reference of a front matter, which stands at a path of keys, or of a field in the body,
    which stands at a list of offsets."""
    relation, raw, target, place, syntax, *rest = link
    where = list(place) if isinstance(place, Span) else place.keys
    return relation, raw, target, where, syntax.value, *rest


def _link(relation: str, raw: str, target: str, where: Any, syntax: str, *rest: Any) -> Link:
    place = Span(*where) if type(where) is list else field_place(where)
    return _made(Link, (relation, raw, target, place, _SYNTAX[syntax], *rest))
