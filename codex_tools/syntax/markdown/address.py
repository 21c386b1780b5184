"""Addresses as CommonMark and HTML write them: from text to path and anchor, and back."""

import re
from typing import NamedTuple

from codex_tools.runtime import lazy_regex

PLACEHOLDER = lazy_regex.compile(r"\{\{|\{%|\$\{|<[%?]|<[A-Za-z][\w .-]*>|\A(?:\.{3,}|…)\Z")
"""The marks of what a template engine is to fill in, and of what people are: `<name>` and `...`."""

_BLOCK = lazy_regex.compile(r"\(\([\w-]+\)\)")
"""What names a block in Logseq and Roam, by its number, wherever it stands."""

_PLAIN = lazy_regex.compile(r"(?!//|\.{3,}\Z)[\w./#-]+")
"""An address that stands for itself, as most do."""

_SCHEME = lazy_regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\s)|//")
_NAMED = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
_CODED = lazy_regex.compile(rf"\\([!-/:-@\[-`{{-~])|{_NAMED}")
_ENTITY = lazy_regex.compile(_NAMED)
_MAY_BE_CODED = lazy_regex.compile(r"[\\&]")
_TO_QUOTE = lazy_regex.compile(r"""[\x00-\x20\x7f%#<>\\?"]|&(?=#?\w+;)""")
_TO_QUOTE_IN_HTML = lazy_regex.compile(r"""[\x00-\x20\x7f%#<>\\?"'=`]|&(?=#?\w+;)|^\{""")
_NOT_BETWEEN_ANGLES = lazy_regex.compile(
    r"[\x00-\x1f\x7f%#<>\\?]|&(?=#?\w+;)|^\s|\s$|\{\{|\{%|\$\{"
)
_BALANCED = lazy_regex.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")


class Address(NamedTuple):
    """An address taken apart and decoded; ``anchor`` is what stands behind ``#``."""

    path: str
    anchor: str


def parse_address(raw: str, in_html: bool = False) -> Address | None:
    """Take the address of a link apart, as it stands in Markdown or in an attribute of HTML.

    Returns ``None`` for one that leads out of the base, for one that is not filled in yet, and for
    one that names a block by its number.
    Queries are left out.
    """
    if _PLAIN.fullmatch(raw):
        path, _, anchor = raw.partition("#")
        return Address(path, anchor)
    pointed = not in_html and raw.startswith("<") and not raw.endswith("%>")
    text = raw[1:-1] if pointed else raw
    if PLACEHOLDER.search(text) or (in_html and raw.startswith("{")):
        return None
    if _MAY_BE_CODED.search(text):
        text = _decoded(text, in_html)
    if _SCHEME.match(text) or _BLOCK.fullmatch(text):
        return None
    rest, _, anchor = text.partition("#")
    path = rest.partition("?")[0]
    if "%" in text:
        from urllib.parse import unquote

        path, anchor = unquote(path), unquote(anchor)
    return Address(path, anchor)


def write_address(raw: str, path: str, in_html: bool = False) -> str:
    """Return ``raw`` with ``path`` as its path, in the coding that is there; the rest stays."""
    start, end = _path_span(raw, in_html)
    pointed = start > 0
    if pointed and not _NOT_BETWEEN_ANGLES.search(path) and not _SCHEME.match(path):
        return f"<{path}{raw[end:]}"
    text = f"{_quoted(raw[start:end], path, in_html)}{raw[end:]}"
    if pointed:
        return f"<{text}"
    return text if in_html or _BALANCED.fullmatch(raw[end:]) else f"<{text}>"


def _path_span(raw: str, in_html: bool) -> tuple[int, int]:
    """Where the path of an address stands in it."""
    pointed = not in_html and raw.startswith("<")
    start, end = (1, len(raw) - 1) if pointed else (0, len(raw))
    coded = _ENTITY if in_html else _CODED
    for part in re.compile(rf"{coded.pattern}|[#?]").finditer(raw, start, end):
        if _decoded(part[0], in_html) in ("#", "?"):
            return start, part.start()
    return start, end


def _decoded(text: str, in_html: bool) -> str:
    """A text without backslash escapes, which HTML does not have, and without entities."""
    return (_ENTITY if in_html else _CODED).sub(_character, text)


def _character(part: re.Match[str]) -> str:
    if part.lastindex:
        return part[1]
    from html import unescape  # whose table of entities takes long to load

    return unescape(part[0])


def _quoted(old: str, path: str, in_html: bool) -> str:
    """``path`` in percent codes where an address needs them, or where ``old`` has them."""
    if "%" in old and old.isascii():
        from urllib.parse import quote

        text = quote(path, safe="/.-_~!$*+,;:@()" + ("" if in_html else "&'="))
    else:
        text = (_TO_QUOTE_IN_HTML if in_html else _TO_QUOTE).sub(_percent_code, path)
    text = re.sub(r"&(?=#?\w+;)", "%26", text)
    if not _BALANCED.fullmatch(text):
        text = text.replace("(", "%28").replace(")", "%29")
    if PLACEHOLDER.search(text):
        text = text.replace("{", "%7B")
    scheme = _SCHEME.match(text)
    return (
        text
        if scheme is None
        else f"{text[: scheme.end() - 1]}%{ord(scheme[0][-1]):02X}{text[scheme.end() :]}"
    )


def _percent_code(part: re.Match[str]) -> str:
    return f"%{ord(part[0]):02X}"
