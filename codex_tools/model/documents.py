"""What one file says, and the note that it is in its knowledge base."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from codex_tools.model.findings import Problem
from codex_tools.model.links import BODY, Link
from codex_tools.model.places import NOTHING, Span


class Block(NamedTuple):
    """A front matter, in byte offsets: the YAML is ``start:end``, the line of the closing ``---``
    begins at ``end``, the body begins at ``body``."""

    start: int
    end: int
    body: int


class Fields(NamedTuple):
    """What a front matter says: its fields, and the problems met on the way."""

    fields: dict[str, object]
    problems: tuple[Problem, ...] = ()


class Suppression(NamedTuple):
    """A comment that silences the findings of some rules on its lines, or in its whole file."""

    selectors: tuple[str, ...]
    whole_file: bool
    lines: tuple[int, ...]
    place: Span
    reason: str


class Heading(NamedTuple):
    """An ATX or setext heading of a body; ``level`` is 1 to 6."""

    level: int
    text: str
    start: int
    end: int


class Document(NamedTuple):
    """What one file says, before the rest of the knowledge base is known.

    ``size`` in bytes and ``checksum`` (CRC-32) are those of the file that it was read from.
    """

    path: str
    fields: Mapping[str, object] = NOTHING
    has_front_matter: bool = False
    body_start: int = 0
    links: Sequence[Link] = ()
    """Those of the body; one with a relation is the value of a field in the text."""

    heading: Heading | None = None
    """The first heading of level 1."""

    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    size: int = 0
    checksum: int = 0
    begins_with_heading: bool = False
    """Whether nothing but blanks and comments stands before the heading, so that it is a title."""


class Role(StrEnum):
    """The part that a kind of documents has in an argument."""

    CLAIM = "claim"
    SOURCE = "source"
    NONE = ""


class Note:
    """A document with its place in the knowledge base.

    ``role`` is that of its ``kind``; ``fits`` says whether it lacks no more than one of the fields
    that the schema of its kind requires, ``None`` where there is nothing to say. ``given_type`` is
    what its ``type:`` says, ``fields`` the front matter under canonical names; ``renamed`` tells
    under which name a field stands on file where that differs. ``field_links`` are those of the
    front matter, and those of fields in the body.

    This one is no named tuple, so that what lies in the cache need not be unpacked of each note.
    """

    __slots__ = (
        "document",
        "field_links",
        "fields",
        "fits",
        "given_type",
        "kind",
        "name",
        "path",
        "renamed",
        "role",
        "title",
    )

    def __init__(
        self,
        path: str,
        name: str,
        kind: str,
        title: str,
        given_type: str,
        field_links: tuple[Link, ...],
        document: Document,
        fields: Mapping[str, object],
        renamed: Mapping[str, str],
        role: Role = Role.NONE,
        fits: bool | None = None,
    ) -> None:
        self.path, self.name, self.kind, self.title = path, name, kind, title
        self.given_type, self.field_links = given_type, field_links
        self.document, self.fields, self.renamed, self.role = document, fields, renamed, role
        self.fits = fits

    @property
    def version(self) -> tuple[int, int]:
        """The size and the checksum of its file, which tell one content from another."""
        return self.document.size, self.document.checksum

    @property
    def has_front_matter(self) -> bool:
        """Whether its file begins with a front matter."""
        return self.document.has_front_matter

    def may_say(self, text: str) -> bool:
        """Tell whether the front matter may have ``text`` in it, without a look at its fields."""
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Note) and all(
            getattr(self, name) == getattr(other, name) for name in Note.__slots__
        )

    def __repr__(self) -> str:
        return f"Note({self.path!r})"

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the front matter and of the body."""
        body = (link for link in self.document.links if link.relation == BODY)
        return (*self.field_links, *body)
