"""How a concept is named: by an entry of an ``index.md``, and by a path in a front matter."""

from __future__ import annotations

from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.address import write_address

_MARKUP = lazy_regex.compile(r"([\\`*_\[\]<&])")
_CODED = lazy_regex.compile(r"[\x00-\x1f\x7f%#<>\\?&{]")
_ENTRY = lazy_regex.compile(r"([ \t]*[-*+][ \t]+)\[")


def as_resource(path: str) -> str:
    """Return a path from the root of the bundle as a front matter has it: with blanks as they are,
    and codes only for what would mean something else in an address."""
    return "/" + _CODED.sub(lambda part: f"%{ord(part[0]):02X}", path)


def entry(title: str, address: str, description: str, lead: str = "* ") -> str:
    """Return the line of an entry: ``* [Title](address) - description``."""
    line = f"{lead}[{as_text(title)}]({write_address('', address)})"
    return f"{line} - {' '.join(description.split())}" if description.strip() else line


def as_text(title: str) -> str:
    """Return a title as the text of a link, in which no letter is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(title.split()))


def lead_of(line: str) -> str:
    """Return what stands before the link in the line of an entry; empty for any other line."""
    found = _ENTRY.match(line)
    return found[1] if found else ""
