"""The parts of a claim's body: its own text, the lines that name sources, its quotations."""

import re

from codex_tools.linking.text.words import content_words
from codex_tools.runtime import lazy_regex

_ADDED_EVIDENCE = lazy_regex.compile(
    r"^#{2,4}\s+Additional Evidence\b.*?(?=^#{1,4}\s|\Z)", re.M | re.S | re.I
)


_ADDED_LINE = lazy_regex.compile(r"^\*?Source: ?\[\[.*$|^\*Source:.*\bAdded:.*$", re.M)


_TAIL = lazy_regex.compile(r"\n(?:Relevant Notes|Topics|Related|See also):?.*\Z", re.S | re.I)


_SOURCE_SECTION = lazy_regex.compile(
    r"^#{2,4}\s+Sources?\s*?\n(.*?)(?=^#{1,4}\s|\Z)", re.M | re.S | re.I
)


_SOURCE_LINE = lazy_regex.compile(
    r"^\W{0,4}(?:Primary )?Sources?\W{0,3}:\W{0,3}(\S.*)$", re.M | re.I
)


_QUOTATION = lazy_regex.compile(r"[\"“]([^\"”\n]{30,400})[\"”]")


def own_text(body: str) -> str:
    """Return a claim's text without what was added later and without its lists of related notes."""
    if "Additional Evidence" in body:
        body = _ADDED_EVIDENCE.sub("", body)
    if "Source:" in body:
        body = _ADDED_LINE.sub("", body)
    # A pattern that begins with a line end is searched several times faster than one with `^`.
    return _TAIL.sub("\n", "\n" + body)[1:]


def source_lines(body: str) -> str:
    """Return what a claim's own text says under `## Source` or behind `Source:`."""
    if "ource" not in body:
        return ""
    lines = _SOURCE_SECTION.findall(body) + _SOURCE_LINE.findall(body)
    return "\n".join(text.strip() for text in lines)


def quotations(text: str) -> list[str]:
    """Return the long quotations in a text, in comparable words."""
    if '"' not in text and "\u201c" not in text:
        return []
    quotes = (" ".join(content_words(quote)) for quote in _QUOTATION.findall(text))
    return [quote for quote in quotes if len(quote) >= 30]
