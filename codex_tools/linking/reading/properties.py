"""The head of a source's text → what it says there of the work, as exports of readers write it.

Web clippers, reference managers and services for highlights put title, author and address in a list
of properties, a callout or a table above the text, and not in a front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from codex_tools.base.fields import USUAL_FIELDS, USUAL_NAMES, Meaning
from codex_tools.linking.reading.entries import usual_spelling
from codex_tools.linking.reading.people import cast_of
from codex_tools.runtime import lazy_regex

Key = tuple[Meaning, str]
"""What a property means, and the name of a field that means it."""

Property = tuple[Key, str]
Properties = dict[Key, str]

_HEAD = 4000
_LINES = 60
_LINES_BEFORE = 3
"""So much of a text may hold properties, and so many other lines may stand before them."""

_PROPERTY = lazy_regex.compile(
    r"[\s>|*+-]*(?:<\w{1,6}>)?[*_]{0,3}([^\W\d_][^:|*\uff1a]{0,30}?)[*_]{0,3}(?:</\w{1,6}>)?"
    r"\s*(?:::?|\uff1a|\|)[*_]{0,3}[\s|]*(\S.*)"
)
_HEADING = lazy_regex.compile(r"#{1,6}\s")
_NO_TEXT = lazy_regex.compile(
    r"[>\s]*#|<|[\s>*-]*!?\[[^\]]*\](?:\([^)]*\)|\])[\s\\]*\Z|[-*_=|:+\s>]*\Z|>\s*\[!"
)
"""Headings, tags, images, links that stand alone, rules, and the heads of callouts and tables."""

_CITE = lazy_regex.compile(r">\s*\[!(?:cite|citation|bibliography)\]", re.I)
_CITED = lazy_regex.compile(
    r"[>\s]*+([^\s\d\"\u201c*_][^\d\"\u201c*_]{2,199}?) ?\(((?:1[5-9]|20)\d\d)[^()]*+\)"
)
_BY = lazy_regex.compile(
    r"[*_>\s]*(?:by|von|par|por|di|door|av)\s+([^\d(),:]{3,80}(?:, [^\d(),:]{3,80})*?)"
    r"\s*(?:[,(]\s*((?:1[5-9]|20)\d\d)\)?)?[*_.\s]*",
    re.I,
)
_WIKILINK = lazy_regex.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_LINK = lazy_regex.compile(r"\[([^\[\]]*)\]\(<?([^()<>\s]*)>?[^()]*\)")
_ADDRESS = lazy_regex.compile(r"https?://[^\s<>\"'`\])}|]+")
_PLAIN = lazy_regex.compile(r"(?!.*://).{1,300}")
_DATED = lazy_regex.compile(r".{0,40}\d{4}.{0,40}")
_FORMS: Mapping[Meaning, re.Pattern[str]] = {
    Meaning.DATE: _DATED,
    Meaning.YEAR: _DATED,
    Meaning.DOI: lazy_regex.compile(r".{0,40}10\.\d{4}.{0,200}"),
    Meaning.CITEKEY: lazy_regex.compile(r"@?[\w:.-]+"),
}
"""What a property of this meaning has to look like; a text that does not is something else."""

_SURE = frozenset({Meaning.URL, Meaning.DOI, Meaning.CITEKEY})
_READ = (
    *(Meaning.TITLE, Meaning.AUTHOR, Meaning.CONTAINER, Meaning.URL, Meaning.IDENTIFIER),
    *_FORMS,
)
_LABELS: Mapping[Meaning, str] = {
    Meaning.TITLE: "full_title book_title article_title",
    Meaning.AUTHOR: "author(s) first_author firstauthor written_by author_name",
    Meaning.DATE: "publication_date published_on publish_date date_of_publication",
    Meaning.YEAR: "publication_year year_published year_of_publication",
    Meaning.URL: "original_url canonical_url web_address",
    Meaning.CITEKEY: "cite_key citation_key",
    Meaning.CONTAINER: "publication_title journal_title",
}
_WHO_WHERE_WHEN = (
    (Meaning.AUTHOR,),
    (Meaning.URL, Meaning.DOI, Meaning.SOURCE_TEXT),
    (Meaning.DATE, Meaning.YEAR),
)
_OTHER_WORDS = frozenset({"name", "id", "identifier", "key", "uri", "data"})
"""Names of fields that are other words in a text."""


def lacks_properties(fields: Mapping[str, object]) -> bool:
    """Tell whether a front matter says too little of a work: no title, or less than two of author,
    address or identifier, and date."""
    if not USUAL_FIELDS.find(fields, Meaning.TITLE):
        return True
    said = (any(USUAL_FIELDS.find(fields, each) for each in some) for some in _WHO_WHERE_WHEN)
    return sum(said) < 2


def with_properties(fields: Mapping[str, object], body: str) -> Mapping[str, object]:
    """Return fields with what the head of a text says besides."""
    found = properties_in(body).items()
    new = {name: text for (means, name), text in found if not USUAL_FIELDS.find(fields, means)}
    return {**new, **fields}


def properties_in(body: str) -> Properties:
    """Return what the head of a text says of a work: two properties of it at least, or one that
    leaves no doubt, or a line `by Author (Year)`."""
    lines = body[:_HEAD].splitlines()[:_LINES]
    found: Properties = {}
    for key, value in _properties(lines):
        if key in found and key[0] is Meaning.AUTHOR:
            found[key] += f"; {value}"
        else:
            found.setdefault(key, value)
    found = dict(_cited(lines)) | found
    is_sure = any(meaning in _SURE for meaning, _ in found)
    return found if is_sure or len(found) > 1 else dict(_by_line(lines))


def _properties(lines: Iterable[str]) -> Iterator[Property]:
    """Yield the properties up to the first text behind them."""
    is_found, others = False, 0
    for line in lines:
        if match := _PROPERTY.fullmatch(line):
            read = list(_meant(match[1], match[2]))
            is_found |= bool(read)
            yield from read
        elif is_found and (_HEADING.match(line) or not _NO_TEXT.match(line)):
            return
        elif not _NO_TEXT.match(line):
            others += 1
            if others > _LINES_BEFORE:
                return


def _cited(lines: Sequence[str]) -> Iterator[Property]:
    """Yield what a citation of the work says that follows the head of a callout for it."""
    for head, line in pairwise(lines):
        if _CITE.match(head):
            yield from _meant(USUAL_NAMES[Meaning.URL][0], line)
            if found := _CITED.match(line):
                yield from _who_and_when(found[1], found[2])


def _meant(label: str, value: str) -> Iterator[Property]:
    """Yield the property with this label, if it is one of a work and its value has the form."""
    known = _by_label().get(usual_spelling(label.partition("/")[0]))
    if known and (text := _cleaned(known[0], value)):
        yield known, text


@cache
def _by_label() -> Mapping[str, Key]:
    table: dict[str, Key] = {}
    for meaning in _READ:
        names = USUAL_NAMES[meaning]
        for name in (*names, *_LABELS.get(meaning, "").split()):
            table[name] = (meaning, name if meaning is Meaning.IDENTIFIER else names[0])
    for name in USUAL_NAMES[Meaning.SOURCE_TEXT]:
        table[name] = table[USUAL_NAMES[Meaning.URL][0]]
    return {name: key for name, key in table.items() if name not in _OTHER_WORDS}


def _cleaned(meaning: Meaning, value: str) -> str:
    """Return a value without the marks around it; empty where it has not the form for this."""
    if meaning is Meaning.URL:
        return found[0] if (found := _ADDRESS.search(value)) else ""
    text = _WIKILINK.sub(r"\1", value.replace("]], [[", "]]; [["))
    text = _LINK.sub(r"\1", text).strip(" \t|*_\"'\\")
    form = _FORMS.get(meaning, _PLAIN)
    return text if form.fullmatch(text) else ""


def _by_line(lines: Iterable[str]) -> Iterator[Property]:
    """Yield author and year of a line `by Author (Year)` above the text."""
    if found := _BY.fullmatch(next((one for one in lines if not _NO_TEXT.match(one)), "")):
        yield from _who_and_when(found[1], found[2] or "")


def _who_and_when(authors: str, year: str) -> Iterator[Property]:
    if cast_of(authors).is_all:
        yield from _meant(USUAL_NAMES[Meaning.AUTHOR][0], authors)
        yield from _meant(USUAL_NAMES[Meaning.YEAR][0], year)
