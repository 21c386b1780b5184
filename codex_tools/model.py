"""The values that everything else passes around: immutable, without behaviour of their own.

They are named tuples, which are made several times faster than frozen dataclasses, and thousands
are made in a run.

Offsets are byte offsets into the file as it is on disk. Lines and columns are 1-based and count
characters; they are worked out from offsets only for what is shown.

Annotations are no texts here, since of each text ``NamedTuple`` makes code: importing this module
takes half as long without.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple


class Severity(IntEnum):
    """How bad a finding is; ordered, so that thresholds can be compared."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word that users read and write."""
        return _LABELS[self]


_LABELS = {severity: severity.name.lower() for severity in Severity}


class Applicability(StrEnum):
    """Whether a fix may be applied without asking."""

    SAFE = "safe"
    UNSAFE = "unsafe"


NOTHING: Mapping[str, Any] = {}


class Span(NamedTuple):
    """A place in a file: byte offsets, end exclusive."""

    start: int
    end: int


class FieldPath(NamedTuple):
    """A place in a front matter: keys and list indices from the top, such as ``("supports", 0)``.

    ``on_key`` points at the last key itself instead of its value.
    """

    keys: tuple[str | int, ...]
    on_key: bool = False


Place = Span | FieldPath


class Edit(NamedTuple):
    """Replace the bytes ``start:end`` by ``content``."""

    start: int
    end: int
    content: bytes


class Replace(NamedTuple):
    """A change: the reference at ``place`` of the file at ``path`` gets the text ``new``."""

    path: str
    place: Place
    new: str


class Append(NamedTuple):
    """A change: the front matter list ``name`` of the file at ``path`` gets the entry ``item``."""

    path: str
    name: str
    item: str


Change = Replace | Append


class Fix(NamedTuple):
    """A repair: what it does in words, the changes it makes together, and whether it is safe."""

    title: str
    changes: tuple[Change, ...]
    applicability: Applicability = Applicability.SAFE


class Finding(NamedTuple):
    """What a rule reports: a place in a file and what is wrong there."""

    path: str
    place: Place | None
    message: str
    hint: str = ""
    fix: Fix | None = None


class Diagnostic(NamedTuple):
    """A finding with its rule, its severity and its exact position; what reporters show."""

    code: str
    rule: str
    severity: Severity
    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str = ""
    fix: Fix | None = None
    source_line: str = ""
    """The text of ``line``, for reports that show it."""


class Problem(NamedTuple):
    """Something that reading a file came upon; a rule with the name ``kind`` reports it."""

    kind: str
    place: Place | None
    message: str
    hint: str = ""


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


class Syntax(StrEnum):
    """How a reference is written."""

    WIKILINK = "wikilink"
    MARKDOWN = "markdown"
    VALUE = "value"


class Style(StrEnum):
    """The forms of a reference to a file in a front matter field."""

    NAME = "name"
    FILE = "file"
    PATH = "path"
    WIKILINK = "wikilink"
    TITLE = "title"


class Link(NamedTuple):
    """A reference as it is written: ``target`` is ``raw`` without brackets, alias and heading."""

    relation: str
    raw: str
    target: str
    place: Place
    syntax: Syntax = Syntax.VALUE
    heading: str = ""
    date: str = ""
    prose: bool = False
    """Whether the text may as well be prose, so that resolving to nothing is no mistake."""

    journal: bool = False
    """Whether it is an entry of the dated journal ``reweave_edges``."""


class Heading(NamedTuple):
    """An ATX or setext heading of a body; ``level`` is 1 to 6."""

    level: int
    text: str
    start: int
    end: int


class Document(NamedTuple):
    """What one file says, before the rest of the knowledge base is known; ``size`` in bytes."""

    path: str
    fields: Mapping[str, object] = NOTHING
    has_front_matter: bool = False
    body_start: int = 0
    links: Sequence[Link] = ()
    """Those of the body."""

    heading: Heading | None = None
    """The first heading of level 1."""

    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    size: int = 0


class Note:
    """A document with its place in the knowledge base.

    ``given_type`` is what its ``type:`` says, ``fields`` the front matter under canonical names;
    ``renamed`` tells under which name a field stands on file where that differs. ``field_links``
    are those of the front matter.

    This one is no named tuple, so that what lies in the cache need not be unpacked of each note.
    """

    __slots__ = (
        "document",
        "field_links",
        "fields",
        "given_type",
        "kind",
        "name",
        "path",
        "renamed",
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
    ) -> None:
        self.path, self.name, self.kind, self.title = path, name, kind, title
        self.given_type, self.field_links = given_type, field_links
        self.document, self.fields, self.renamed = document, fields, renamed

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
        return (*self.field_links, *self.document.links)


class How(StrEnum):
    """By what a reference was resolved, best first."""

    EXACT = "exact"
    PATH = "path"
    FOLDED = "folded"
    MOVED = "moved"
    TITLE = "title"


class ResolvedLink(NamedTuple):
    """A reference that names exactly one file."""

    source: str
    link: Link
    target: str
    how: How


class BrokenLink(NamedTuple):
    """A reference that names no file (``candidates`` empty) or several."""

    source: str
    link: Link
    candidates: tuple[str, ...] = ()


class Edge(NamedTuple):
    """A typed edge of the graph; ``origin`` is ``front matter``, ``reweave`` or ``body``."""

    source: str
    target: str
    relation: str
    origin: str
    date: str = ""


class Report(NamedTuple):
    """The outcome of a check."""

    diagnostics: tuple[Diagnostic, ...]
    checked: int
    root: str = ""
    known: int = 0
    """How many findings are left out because the baseline has them."""

    def count_of(self, severity: Severity) -> int:
        """Return how many diagnostics have exactly this severity."""
        return sum(found.severity is severity for found in self.diagnostics)

    def fails(self, threshold: Severity) -> bool:
        """Tell whether a diagnostic reaches the threshold."""
        return any(found.severity >= threshold for found in self.diagnostics)
