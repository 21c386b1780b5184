"""What Logseq and the wikis of GitHub call their pages, which is not what the files are called.

Logseq writes ``a/b`` as ``a___b.md``, ``a%2Fb.md`` or ``a.b.md``, and other marks in percent codes;
a page may have a title and aliases as properties, and a day has a name in words. In a wiki blanks
stand for hyphens. Letters count in whatever case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.names import fold_case
from codex_tools.base.resolver.layout import Dialect
from codex_tools.base.resolver.titles import aliases_of
from codex_tools.model import Note

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY = re.compile(
    r"(?:[a-z]{2,9},?\s+)?"
    r"(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<last>\d{4})"
    r"|(?P<first>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<second>[a-z]{3,9})\.?,?\s+(?P<third>\d{4})"
    r"|(?P<iso>\d{4}[-_/.]\d\d[-_/.]\d\d))(?:,?\s+[a-z]{2,9})?"
)
_PROPERTY = re.compile(rb"[ \t]*(?:-[ \t]+)?([\w./-]+)::[ \t]*([^\r\n]*)")
_HEAD = 4_000
"""Bytes of a page among which its properties are looked for."""


class Form(NamedTuple):
    """How an app makes names: ``key`` is what it compares, ``name`` what it writes for a file."""

    key: Callable[[str], str]
    name: Callable[[str], str]


class Called:
    """The notes of a vault by what its app calls them; ``text`` gives the bytes of one."""

    def __init__(self, form: Form, notes: Mapping[str, Note], text: Callable[[str], bytes]) -> None:
        self._form, self._notes, self._text = form, notes, text

    def find(self, name: str) -> tuple[str, ...]:
        """Return the notes that have a name."""
        key = self._form.key(name)
        return tuple(self._keys.get(key) or self._given.get(key) or ())

    def name_of(self, path: str) -> str:
        """Return the name of a note."""
        return self._form.name(self._notes[path].name) if path in self._notes else ""

    @cached_property
    def _keys(self) -> Mapping[str, list[str]]:
        table: defaultdict[str, list[str]] = defaultdict(list)
        for path, note in self._notes.items():
            table[self._form.key(note.name)].append(path)
        table.default_factory = None
        return table

    @cached_property
    def _given(self) -> Mapping[str, list[str]]:
        """The notes by their titles and aliases; all are read for it, and no other need be."""
        table: defaultdict[str, list[str]] = defaultdict(list)
        for path, note in self._notes.items():
            names = (*aliases_of(note), *_title_of(note), *_properties(self._text(path)))
            for key in dict.fromkeys(map(self._form.key, names)):
                table[key].append(path)
        table.default_factory = None
        return table


def day_of(name: str) -> str:
    """Return the day that a text is the name of, as `2021-05-12`; empty where it is none."""
    found = _DAY.fullmatch(name.strip().casefold())
    if found is None:
        return ""
    if found["iso"]:
        return re.sub(r"[_/.]", "-", found["iso"])
    month = (found["month"] or found["second"])[:3]
    if month not in _MONTHS:
        return ""
    year, day = found["last"] or found["third"], int(found["day"] or found["first"])
    return f"{year}-{_MONTHS.index(month) + 1:02}-{day:02}"


def _title_of(note: Note) -> Iterator[str]:
    for field in USUAL_NAMES[Meaning.TITLE]:
        if isinstance(title := note.fields.get(field), str):
            yield title


def _properties(data: bytes) -> Iterator[str]:
    """The titles and aliases among the properties with which a page begins."""
    for line in data[:_HEAD].splitlines():
        found = _PROPERTY.match(line)
        if found is None:
            return
        field, text = found[1].decode().casefold(), found[2].decode("utf-8", "replace")
        if field in USUAL_NAMES[Meaning.TITLE]:
            yield text.strip()
        elif field in USUAL_NAMES[Meaning.ALIASES]:
            yield from (each.strip(" #[]") for each in text.split(","))


def _logseq_name(stem: str) -> str:
    from urllib.parse import unquote

    return unquote(stem).replace("___", "/")


def _logseq_key(name: str) -> str:
    name = _logseq_name(name)
    return day_of(name) or fold_case(name).replace(".", "/")


def _wiki_name(stem: str) -> str:
    return stem.replace("-", " ")


def _wiki_key(name: str) -> str:
    return fold_case(name).strip().replace(" ", "-")


FORMS = {
    Dialect.LOGSEQ: Form(_logseq_key, _logseq_name),
    Dialect.WIKI: Form(_wiki_key, _wiki_name),
}
"""The dialects in which a page is not called as its file."""
