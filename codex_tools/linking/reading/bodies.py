"""The parts of a claim's body: its own text, the lines that name sources, its quotations."""

import re
from collections.abc import Iterator

from codex_tools.linking.reading.citations import (
    by_author_and_year,
    by_key,
    by_plain_key,
    cites_in_words,
    footnotes,
    has_footnote,
    names_file,
    without_signal,
)
from codex_tools.linking.reading.labels import labelled
from codex_tools.linking.reading.references import file_references, has_link
from codex_tools.linking.text.identifiers import written_numbers
from codex_tools.linking.text.words import content_words
from codex_tools.runtime import lazy_regex

_ADDED_EVIDENCE = lazy_regex.compile(
    r"^#{2,6}\s+Additional Evidence\b.*?(?=^#{1,6}\s|\Z)", re.M | re.S | re.I
)
_ADDED_LINE = lazy_regex.compile(r"^\W{0,4}Source:.*\bAdded:.*$", re.M)
_TAIL = lazy_regex.compile(r"\n(?:Relevant Notes|Topics|Related|See also):?.*\Z", re.S | re.I)
_ADDRESS = lazy_regex.compile(r"https?://[^\s<>\"'`\])}]+")
_QUOTATION = lazy_regex.compile(r"[\"“]([^\"”\n]{30,400})[\"”]")


def own_text(body: str) -> str:
    """Return a claim's text without what was added later and without its lists of related notes."""
    # A pattern that begins with a line end is searched several times faster than one with `^`.
    return _TAIL.sub("\n", "\n" + _without_additions(body))[1:]


def source_lines(body: str, inline: bool = True) -> str:
    """Return what a claim's text says of its sources: in sections and behind labels, and in
    footnotes that name a file, without what was added later. ``inline`` is whether to look in the
    midst of the text too and at what footnotes say in words; citations by key count where nothing
    else is said."""
    body = _without_additions(body)
    found = [each.strip() for each in labelled(body, inline)]
    if has_footnote(body):
        found += _cited_in_notes(body, inline)
    if inline and not any(found):
        found += by_key(body)
    return "\n".join(dict.fromkeys(found))


def _cited_in_notes(body: str, in_words: bool) -> Iterator[str]:
    for note in footnotes(body):
        if names_file(note) or (in_words and cites_in_words(note)):
            yield without_signal(note)


def links_in(body: str) -> list[str]:
    """Return the links to files in a claim's own text, as wikilinks."""
    if not has_link(body):
        return []
    certain = (one.target for one in file_references(own_text(body)) if one.is_certain)
    return list(dict.fromkeys(f"[[{target}]]" for target in certain))


def cited_in(body: str) -> list[str]:
    """Return the addresses and other identifiers in a claim's own text, and works that it cites by
    a key in brackets or by author and year."""
    text = own_text(body)
    addresses = _ADDRESS.findall(text) if "://" in text else ()
    cited = (*by_plain_key(text), *by_author_and_year(text))
    return list(dict.fromkeys([*addresses, *written_numbers(text), *cited]))


def _without_additions(body: str) -> str:
    if "Additional Evidence" in body:
        body = _ADDED_EVIDENCE.sub("", body)
    return _ADDED_LINE.sub("", body) if "Added:" in body else body


def quotations(text: str) -> list[str]:
    """Return the long quotations in a text, in comparable words."""
    if '"' not in text and "\u201c" not in text:
        return []
    quotes = (" ".join(content_words(quote)) for quote in _QUOTATION.findall(text))
    return [quote for quote in quotes if len(quote) >= 30]
