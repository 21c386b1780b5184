"""What each way of finding a file may be used for. Nothing else decides about that."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from codex_tools.model import BODY, Applicability, Link, ResolvedBy, Syntax


class Where(StrEnum):
    """Where a reference stands, as far as its form is judged."""

    WIKILINK = "wikilink"
    ADDRESS = "address"
    RELATION = "relation"


class Uses(NamedTuple):
    """What a way may be used for.

    ``is_alive``: the reference names its file, is an edge, and is ambiguous where it names several.
    ``reported``: where its form is a finding, which ``words`` describe. ``fix``: how sure the
    repair of the form is at best; ``keeps_words`` tells that the old text becomes the label.
    """

    is_alive: bool = False
    reported: frozenset[Where] = frozenset()
    words: str = ""
    fix: Applicability | None = None
    keeps_words: bool = False


_SAFE, _UNSAFE = Applicability.SAFE, Applicability.UNSAFE
_NAMES = frozenset({Where.WIKILINK, Where.RELATION})

USES: Mapping[ResolvedBy, Uses] = MappingProxyType(
    {
        ResolvedBy.NAME: Uses(is_alive=True),
        ResolvedBy.PATH: Uses(is_alive=True),
        ResolvedBy.PAGE: Uses(is_alive=True),
        ResolvedBy.CASE: Uses(
            is_alive=True,
            reported=frozenset(Where),
            words="differs from the file's name in capital letters",
            fix=_SAFE,
        ),
        ResolvedBy.TITLE: Uses(
            is_alive=True,
            reported=frozenset({Where.WIKILINK}),
            words="gives the title, not the name of the file",
            fix=_SAFE,
            keeps_words=True,
        ),
        ResolvedBy.FORM: Uses(
            reported=_NAMES, words="differs from the file's name in punctuation", fix=_SAFE
        ),
        ResolvedBy.MOVED: Uses(
            reported=_NAMES, words="gives a folder in which the file is not", fix=_SAFE
        ),
        ResolvedBy.SHORT_TITLE: Uses(words="has this title", fix=_UNSAFE, keeps_words=True),
        ResolvedBy.ALIAS: Uses(words="has this alias", fix=_UNSAFE, keeps_words=True),
        ResolvedBy.TYPO: Uses(words="has nearly this name", fix=_UNSAFE),
        ResolvedBy.LIKENESS: Uses(words="has a name like it", fix=_UNSAFE),
    }
)

EXACT = frozenset({ResolvedBy.NAME, ResolvedBy.PATH, ResolvedBy.PAGE})
"""The ways that need no repair."""

ALIVE = frozenset(by for by, uses in USES.items() if uses.is_alive)
"""The ways by which a reference names a file."""

AMBIGUOUS = EXACT | {ResolvedBy.CASE}
"""The ways by which several files make a reference ambiguous; several found by any other are a
reference that names nothing."""


def where(link: Link) -> Where:
    """Tell where a link stands."""
    if link.relation != BODY:
        return Where.RELATION
    return Where.WIKILINK if link.syntax is Syntax.WIKILINK else Where.ADDRESS
