"""People in author fields and at the head of a citation, as families and given names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codex_tools.base.text import split_words
from codex_tools.linking.text.words import GENRES, content_words, stem, straighten, unaccented
from codex_tools.runtime import lazy_regex

_BETWEEN = lazy_regex.compile(
    r"(?<!\s)\s++(?:[;&/]|(?:and|with|und|et(?!\sal))\s)\s*|[;&/]\s*|(?<!\s)\s*\n\s*"
)
_ALIKE = lazy_regex.compile(
    r"(?:,\s*+|(?<![\s,])\s*+)?\b(?:et\s++al\b\.?|and\s++(?:others|colleagues)\b)"
)
_ASIDE = lazy_regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|https?://\S+")
_INITIALS = lazy_regex.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
_DOUBLE_FAMILY = lazy_regex.compile(
    r"(?<!\S)[^\W\d_]{2,}-([^\W\d_]{2,})(?=(?:\s+[^\W\d_]\.?)*\s*$)"
)
_NAME_WORD = lazy_regex.compile(r"[^\W\d_][\w.'-]*")
_HEAD_END = lazy_regex.compile(
    r"\b(?:1[5-9]|20)\d\d|[(\[\":]|(?<=\s)'|(?<=\w\w)\.\s+(?=[A-Z][a-z]+\s)"
)
_BY = lazy_regex.compile(r"\sby\s+(?=[^\W\d_])")
_PARTICLES = frozenset(
    "van von der den de del della di da du la le los el al bin ibn ter zu".split()  # noqa: SIM905
)
_JOINING = frozenset(["of", "for", "the", "and", "on", "in"])
_NOBODY_WORDS = """various multiple several other unknown unnamed anonymous anon author source
people contributor staff editor team compilation collection research generated"""
_NOBODY = frozenset(_NOBODY_WORDS.split()) | GENRES
"""Words for authors that name none: `Various`, `Multiple authors`, `unknown`, `Staff report`."""

_TITLE_HEAD = lazy_regex.compile(r"\s?[:&(,]\s?|\s-\s")
_MAX_WORDS = 5


class Person(NamedTuple):
    """A person by the last word of the family name, in comparable form, and the given names, of
    which only initials may be known. An organisation has no given names."""

    family: str
    given: tuple[str, ...] = ()


class Cast(NamedTuple):
    """Who a text names first, in order; ``is_all`` is whether it names nobody else, ``has_more``
    whether it ends in "et al."."""

    people: tuple[Person, ...]
    is_all: bool
    has_more: bool


NOBODY = Cast((), False, False)


def authors_in(field: str) -> Cast:
    """Return the people in an author field, however it separates them."""
    field = straighten(field)
    names = [name for part in _parts(_ALIKE.sub("", field)) for name in _split(part)]
    known = [name for name in names if not _is_nobody(name)]
    people = tuple(dict.fromkeys(person for person in map(_person, known) if person))
    return Cast(people, True, len(known) < len(names) or bool(_ALIKE.search(field)))


def _is_nobody(name: str) -> bool:
    first = stem(name.split()[0].lower()) if name.strip() else ""
    return first in _NOBODY and _NOBODY.issuperset(content_words(name))


def subject_of(title: str) -> str:
    """Return the family of the person whom a title names before it goes on, if it does."""
    head, *rest = _TITLE_HEAD.split(straighten(title), maxsplit=1)
    person = _person(head) if rest and _is_name(head) else None
    return person.family if person and person.given else ""


def cast_of(text: str) -> Cast:
    """Return who a citation names at its head, or behind "by"."""
    text = straighten(text).strip(" \t-*\"'")
    after = _BY.split(text)
    head = after[-1] if len(after) > 1 else text
    end = _HEAD_END.search(head)
    start = head[: end.start()] if end else head
    named, alike, rest = start, _ALIKE.search(start), ""
    if alike:
        named, rest = start[: alike.start()], start[alike.end() :]
    found: list[Person] = []
    names = [name for part in _parts(named) for name in _split(part)]
    for name in names:
        person = _person(name) if _is_name(name) else None
        if not person:
            break
        found.append(person)
    is_all = bool(found) and len(found) == len(names) and not rest.strip(" ,.") and "/" not in named
    return Cast(tuple(found), is_all, bool(alike))


def agrees(one: Person, other: Person) -> bool:
    """Tell whether two names may be those of one person: one family, and no given name that
    contradicts."""
    return one.family == other.family and not contradicts(one, other)


def contradicts(one: Person, other: Person) -> bool:
    """Tell whether two people of one family have other given names or initials."""
    pairs = zip(one.given, other.given, strict=False)
    return any(not _may_be(mine, its) for mine, its in pairs)


def _may_be(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or one.startswith(other) or other.startswith(one)


def _parts(text: str) -> Iterable[str]:
    plain = _ASIDE.sub(" ", text)
    return [part for part in _BETWEEN.split(plain) if part.strip(" ,.")]


def _split(part: str) -> Iterator[str]:
    """Yield the names in a part that commas may separate, `Family, Given` as one."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip(" .")]
    number = 0
    while number < len(pieces):
        piece, after = pieces[number], pieces[number + 1 : number + 2]
        if after and _is_turned_round(piece, after[0], len(pieces)):
            yield f"{after[0]} {piece}"
            number += 2
        else:
            yield piece
            number += 1


def _is_turned_round(family: str, given: str, count: int) -> bool:
    if _INITIALS.fullmatch(given):
        return True
    words = [word for word in family.split() if word.lower() not in _PARTICLES]
    return count == 2 and len(words) == 1 and _is_name(given) and len(given.split()) <= 3


def _is_name(text: str) -> bool:
    words = text.replace("@", "").split()
    if not 0 < len(words) <= _MAX_WORDS:
        return False
    return all(
        _NAME_WORD.fullmatch(word) and (word[0].isupper() or word.lower() in _PARTICLES)
        for word in words
    )


def _person(name: str) -> Person | None:
    plain = name.replace("'", "")
    words = split_words(unaccented(_DOUBLE_FAMILY.sub(r"\1", plain) if "-" in plain else plain))
    if not words:
        return None
    if _JOINING & set(words):
        return Person(" ".join(filter(None, map(stem, words))))
    long = [place for place, word in enumerate(words, 1) if len(word) > 1]
    if not long:
        return None
    words = words[long[-1] :] + words[: long[-1]]  # `Family A. B.`
    given = tuple(word for word in words[:-1] if word not in _PARTICLES)
    family = stem(words[-1]) or words[-1]
    if len(words) == 2 and name.split()[-1].isupper() and 1 < len(words[-1]) <= 3:
        return Person(stem(words[0]) or words[0], tuple(words[-1]))
    return Person(family, given)
