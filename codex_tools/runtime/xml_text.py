"""Text → XML.

Characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets) are written as ``\\uXXXX``,
so that they are seen and different names stay different. Values that a reader would change, line
breaks and tabs among them, are written as character references; so is what is not to be printed.
"""

from __future__ import annotations

import re

from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import COMMAND, UNSAFE

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_SPECIAL = lazy_regex.compile(f'[&<>"{UNSAFE}]|{COMMAND}')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Return ``text`` as it is written between tags or between double quotes."""
    return _SPECIAL.sub(_reference, text)


def attributes(**values: str) -> str:
    """Return the attributes of a tag, in the order in which they are given."""
    return " ".join(f'{name}="{escaped(value)}"' for name, value in values.items())


def _reference(found: re.Match[str]) -> str:
    known, code = _REFERENCES.get(found[0]), ord(found[0])
    return known or (f"\\u{code:04x}" if _FORBIDDEN.match(found[0]) else f"&#{code};")
