"""Citations in the text of a claim: by key, by author and year, and in the words of a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.linking.reading.people import cast_of
from codex_tools.linking.reading.references import REGISTERED, file_references
from codex_tools.linking.text.dates import with_years_apart
from codex_tools.linking.text.identifiers import identifiers
from codex_tools.linking.text.words import straighten
from codex_tools.runtime import lazy_regex

_KEY = lazy_regex.compile(
    r"(?<!\])\[{1,2}(?:[^\[\]\n@]*[\s;(-])?@[^\W_][^\[\]\n]*\]{1,2}(?![(\[\]])"
)
_IN_BRACKETS = lazy_regex.compile(r"(?<![\[\]\w!])\[([^\[\]\n@]{5,200})\](?![(\[:\]])")
_PLAIN_KEY = lazy_regex.compile(
    rf"[^\W\d_][\w:.-]*?(?<!\d)(?:1[5-9]|20)\d\d(?!\d)[\w:.-]*|{REGISTERED}"
)
_YEAR = r"\b(?:1[5-9]|20)\d\d"
_HAS_YEAR = lazy_regex.compile(_YEAR)
_MAY_HAVE_YEAR = lazy_regex.compile(r"[12]\d\d\d")
_BRACKETS = lazy_regex.compile(
    rf"[(\[](?<!\]\()(?=[^()\[\]\n]{{3,200}}[)\]])((?:[^()\[\]\n]*?{_YEAR})[^()\[\]\n]*)"
    r"(?:\)|\](?![(\[:])|\](?=\(zotero:))"
)
"""Brackets with a year in them; those of a link only where it leads to a reference manager."""

_NAME = r"[^\W\d_a-z][\w'-]+"
_TOLD = lazy_regex.compile(rf" \(({_YEAR}[a-h]?)[^()\n]{{0,30}}\)")
_TELLING = lazy_regex.compile(rf"(?<!\w){_NAME}(?:,? (?:and|&|und|et|y|e|en) {_NAME}| et al\.?)?\Z")
_LONGEST_NAMES = 80
"""Authors of whom a sentence speaks: `Stone and Reed (2019, p. 4) show …`."""

_SIGNAL = lazy_regex.compile(
    r"(?:(?:see|also|e\.g\.|cfr?\.|vgl\.|siehe|voir|véase|vid\.|veja|zie)[,:]?\s+)+", re.I
)
_AUTHOR_YEAR = lazy_regex.compile(
    rf"([^\d:]+{_YEAR}[a-h]?)(?:[,:]\s*(?:[^\W\d_]{{1,8}}\.?\s*)?[\divxlc][\w.,\s-]{{0,20}})?"
)
_NEXT_FAMILY = lazy_regex.compile(r",\s+(?=[^\W\d_]{2})(?!et al|and |und )")
_FOOTNOTE = lazy_regex.compile(r"^\[\^[^\]\n]+\]:[ \t]*((?:\S.*)?(?:\n[ \t]+\S.*)*)$", re.M)
_INLINE_NOTE = lazy_regex.compile(r"\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\]|\[\[[^\[\]\n]*\]\])+)\]")
_TITLE = lazy_regex.compile(r"(?<!\w)(?:\"[^\"]{4,200}\"|\*[^*\n]{4,200}\*|_[^_\n]{4,200}_)(?!\w)")


def has_footnote(text: str) -> bool:
    """Tell whether there may be a footnote in a text."""
    return "[^" in text or "^[" in text


def footnotes(text: str) -> Iterator[str]:
    """Yield what the footnotes of a text say, each in one line."""
    for pattern in (_FOOTNOTE, _INLINE_NOTE):
        yield from (" ".join(each.split()) for each in pattern.findall(text))


def names_file(text: str) -> bool:
    """Tell whether a text has the reference to a file."""
    return any(each.is_certain for each in file_references(text))


def without_signal(text: str) -> str:
    """Return a citation without `see`, `cf.` and the like in front of it."""
    return text[found.end() :] if (found := _SIGNAL.match(text)) else text


def cites_in_words(text: str) -> bool:
    """Tell whether a note cites a work: by an identifier, or by two of author, title and year."""
    text = straighten(without_signal(text))
    said = (_HAS_YEAR.search(text), _TITLE.search(text), cast_of(text).people)
    return sum(map(bool, said)) > 1 or bool(identifiers(text))


def by_key(text: str) -> list[str]:
    """Return the citations by key, `[@ada1842]` and `[[@ada1842]]`."""
    return _KEY.findall(text) if "@" in text else []


def by_plain_key(text: str) -> Iterator[str]:
    """Yield what may be keys in brackets that have nothing else, `[ada1842notes; SRC-012]`."""
    for brackets in _IN_BRACKETS.findall(text):
        keys = [each.strip() for each in brackets.replace(",", ";").split(";")]
        if all(map(_PLAIN_KEY.fullmatch, keys)):
            yield from keys


def by_author_and_year(text: str) -> Iterator[str]:
    """Yield the citations `[Stone 2019, p. 4]`, `(Stone & Reed, 2019; Davy, 2024)` and
    `Stone (2019)`, without pages."""
    if not _MAY_HAVE_YEAR.search(text):
        return
    text = with_years_apart(straighten(text))
    for brackets in _BRACKETS.findall(text):
        yield from filter(None, map(_author_and_year, brackets.split(";")))
    for told in _TOLD.finditer(text):
        if found := _TELLING.search(text[: told.start()], max(0, told.start() - _LONGEST_NAMES)):
            yield f"{found[0]} ({told[1]})"


def _author_and_year(text: str) -> str:
    found = _AUTHOR_YEAR.fullmatch(without_signal(text.strip()))
    if not found:
        return ""
    named = _NEXT_FAMILY.sub(" & ", found[1])
    return named if cast_of(named).is_all else ""
