"""What tells a finding from all others, run after run.

A fingerprint is a hash of the rule's code, the file, and what is at fault there. Line numbers are
no part of it, so that it stays when text above is added or removed, and neither are the words of
the message, so that it stays when a release words it better. What is at fault are the things that
the message quotes, and, when it quotes no value as a whole, the text at the place. Findings that
are equal in all that are counted, in the order in which they stand in the file.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from codex_tools.model import Diagnostic
from codex_tools.runtime import lazy_regex

if TYPE_CHECKING:
    from codex_tools.history.renames import Renames

KEY = "codexFingerprint/v1"
"""The name and version of the recipe; another recipe gets another version."""

_CUT = "…"
"""What ends a value that a message does not quote as a whole."""

_LENGTH = 32
_QUOTED = lazy_regex.compile(r'"([^"]*)"|`([^`]*)`')
_SEPARATOR = "\0"


def fingerprints(diagnostics: Iterable[Diagnostic], renames: Renames | None = None) -> list[str]:
    """Return the fingerprint of each diagnostic, no two of which are the same.

    The diagnostics of a file have to be complete and in the order of their places. With ``renames``
    they get the fingerprints that they have after these.
    """
    seen: Counter[str] = Counter()
    result = []
    for found in diagnostics:
        kind = fingerprint(found, 0, renames)
        result.append(fingerprint(found, seen[kind], renames))
        seen[kind] += 1
    return result


def fingerprint(found: Diagnostic, ordinal: int = 0, renames: Renames | None = None) -> str:
    """Return the fingerprint of a diagnostic: 32 hexadecimal digits.

    ``ordinal`` tells how many diagnostics before it have the same fingerprint but for this.
    """
    path, at_fault = found.path, list(_at_fault(found))
    if renames is not None:
        path, at_fault = renames.path(path), [renames.text(each) for each in at_fault]
    path = unicodedata.normalize("NFC", path)
    text = _SEPARATOR.join((found.code, path, *at_fault, str(ordinal)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _at_fault(found: Diagnostic) -> Iterator[str]:
    has_value = False
    for quotation in _QUOTED.finditer(found.message):
        value, name = quotation.groups()
        has_value |= value is not None and not value.endswith(_CUT)
        yield _plain(value if name is None else name)
    if not has_value:
        yield _plain(_text_at(found))


def _text_at(found: Diagnostic) -> str:
    """Return the text of the span, as far as it stands on its first line."""
    line = found.source_line.removeprefix("\ufeff")
    end = found.end_column if found.end_line == found.line else len(line) + 1
    return line[found.column - 1 : end - 1]


def _plain(text: str) -> str:
    """Take off what reformatting changes: blanks and the quotation marks of YAML."""
    return " ".join(text.split()).strip("\"'")
