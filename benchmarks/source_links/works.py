"""A work that can be cited, whether real or invented."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SMALL = (
    "a an and as at by de der des die for from how in into is la le of on or the to und une using "
    "via what when why with"
)
SMALL = frozenset(_SMALL.split())
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a family name with its given names, or an organisation without any."""

    family: str
    given: str = ""

    @property
    def full(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Work:
    """A bibliographic record; `field` is what the work is about, `date` its day if it is known."""

    key: str
    authors: tuple[Person, ...]
    title: str
    year: int
    kind: str = "article-journal"
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    abstract: str = ""
    field: str = ""
    date: str = ""

    @property
    def topic(self) -> list[str]:
        """The telling words of the title."""
        return [word for word in words(self.title) if word not in SMALL and len(word) > 2]

    def csl(self) -> dict[str, object]:
        """The record as CSL-JSON, without identifiers, which would make every match trivial."""
        people = [
            {"family": one.family, "given": one.given} if one.given else {"literal": one.family}
            for one in self.authors
        ]
        parts = {
            "title": self.title,
            "container-title": self.container,
            "publisher": self.publisher,
            "volume": self.volume,
            "issue": self.issue,
            "page": self.pages,
        }
        return {
            "id": self.key,
            "type": self.kind,
            "author": people,
            "issued": {"date-parts": [[self.year]]},
            **{name: value for name, value in parts.items() if value},
        }


def fold(text: str) -> str:
    """A text in lower case without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one)).lower()


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def slug(text: str, count: int = 8) -> str:
    """The first words of a text as they stand in file names."""
    return "-".join(words(text)[:count])


def number_of(text: str) -> int:
    """A number that is always the same for a text, spread evenly."""
    return zlib.crc32(text.encode())


def distinct(works: Iterable[Work]) -> list[Work]:
    """The works in order of their keys, each title and each key once."""
    by_title = {" ".join(words(one.title)): one for one in works}
    by_key = {one.key: one for one in by_title.values()}
    return [by_key[key] for key in sorted(by_key)]


def split(works: Iterable[Work], parts: int = 2) -> list[list[Work]]:
    """The works dealt into disjoint parts; all of one first author are in one part."""
    dealt: list[list[Work]] = [[] for _ in range(parts)]
    for one in works:
        dealt[number_of(fold(one.authors[0].family)) % parts].append(one)
    return dealt


def archived(works: Iterable[Work]) -> list[Work]:
    """The half of the works that a base has; of the others it only hears."""
    return [one for one in works if number_of(f"archived {one.key}") % 2]


def right_of(works: Iterable[Work], at: Mapping[str, str]) -> frozenset[str]:
    """The paths of those works that a base has, which are `at` them by key."""
    return frozenset(at[one.key] for one in works if one.key in at)


def pairs(works: Sequence[Work]) -> list[tuple[Work, Work]]:
    """Each work with a neighbour, no work twice."""
    return list(zip(works[::2], works[1::2], strict=False))
