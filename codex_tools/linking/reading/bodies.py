"""The parts of a claim's body: its own text, the lines that name sources, its quotations."""

import re

from codex_tools.linking.reading.references import file_references
from codex_tools.linking.text.words import content_words
from codex_tools.runtime import lazy_regex

_ADDED_EVIDENCE = lazy_regex.compile(
    r"^#{2,6}\s+Additional Evidence\b.*?(?=^#{1,6}\s|\Z)", re.M | re.S | re.I
)
_ADDED_LINE = lazy_regex.compile(r"^\W{0,4}Source:.*\bAdded:.*$", re.M)
_TAIL = lazy_regex.compile(r"\n(?:Relevant Notes|Topics|Related|See also):?.*\Z", re.S | re.I)
_SOURCE_SECTION = lazy_regex.compile(
    r"^#{1,6}\s+(?:Sources?|References?|Bibliography)\s*?:?\s*?\n(.*?)(?=^#{1,6}\s|\Z)",
    re.M | re.S | re.I,
)
_SOURCE_LINE = lazy_regex.compile(
    r"^\W{0,4}(?:Primary )?Sources?\W{0,3}::?\W{0,3}?(?=[\w\[\"'\u201c\u2018@])(\S.*)$", re.M | re.I
)
_SOURCE_LIST = lazy_regex.compile(
    r"^\W{0,4}Sources?\W{0,3}::?\W{0,3}?\n((?:\s*[-*+]\s.*(?:\n|\Z))+)", re.M | re.I
)
_INLINE = lazy_regex.compile(
    r"(?<=\w.)[ \t][\[(]Sources?::?\s*((?:\[\[[^\]\n]*\]\]|[^\]\n])*?)[\])](?=\W|\Z)", re.I
)
_FOOTNOTE = lazy_regex.compile(r"^\[\^[^\]\n]+\]:[ \t]+(\S.*)$", re.M)
_MARKS = ("ource", "OURCE", "eference", "EFERENCE", "ibliography", "IBLIOGRAPHY")
"""One of them stands in each body that has a section or a line of sources."""

_QUOTATION = lazy_regex.compile(r"[\"“]([^\"”\n]{30,400})[\"”]")


def own_text(body: str) -> str:
    """Return a claim's text without what was added later and without its lists of related notes."""
    # A pattern that begins with a line end is searched several times faster than one with `^`.
    return _TAIL.sub("\n", "\n" + _without_additions(body))[1:]


def source_lines(body: str, inline: bool = True) -> str:
    """Return what a claim's text says in source sections, behind `Source:` and in footnotes that
    name a file, without what was added later; ``inline`` is whether to look for `[Source: …]` in
    the midst of it too."""
    has_marks, has_notes = any(mark in body for mark in _MARKS), "\n[^" in body
    if not (has_marks or has_notes):
        return ""
    body = _without_additions(body)
    patterns = [_SOURCE_SECTION, _SOURCE_LIST, _SOURCE_LINE, *([_INLINE] if inline else [])]
    found = [each.strip() for one in patterns if has_marks for each in one.findall(body)]
    found += filter(_names_file, _FOOTNOTE.findall(body) if has_notes else ())
    return "\n".join(dict.fromkeys(found))


def _names_file(text: str) -> bool:
    return any(each.is_certain for each in file_references(text))


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
