"""References as they are written, and what they name."""

from enum import StrEnum
from typing import NamedTuple

from codex_tools.model.places import Place

BODY = "links_to"
"""The relation of a link in running text, which has no type of its own."""


class Syntax(StrEnum):
    """How a reference is written."""

    WIKILINK = "wikilink"
    MARKDOWN = "markdown"
    """An inline link, ``[text](address)``."""

    DEFINITION = "definition"
    """A reference definition, ``[label]: address``."""

    HTML = "html"
    """A ``href`` or ``src`` of HTML in the text."""

    VALUE = "value"

    @property
    def is_address(self) -> bool:
        """Whether it is an address as on the web: decoded, and from the folder of its file on."""
        return self is Syntax.MARKDOWN or self is Syntax.DEFINITION or self is Syntax.HTML


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

    also: str = ""
    """The address right behind a wikilink, ``[[x]](address)``: a second reading, as written."""

    field: str = ""
    """The field that it stands in, as written, where that is in the text of a body."""


class ResolvedBy(StrEnum):
    """By what a reference was resolved, best first; by the last four it is only guessed."""

    NAME = "name"
    PATH = "path"
    PAGE = "page"
    CASE = "case"
    TITLE = "title"
    FORM = "form"
    MOVED = "moved"
    SHORT_TITLE = "short title"
    ALIAS = "alias"
    TYPO = "typo"
    LIKENESS = "likeness"


class ResolvedLink(NamedTuple):
    """A reference that names exactly one file. ``link`` is the reading that does."""

    source: str
    link: Link
    target: str
    how: ResolvedBy


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
