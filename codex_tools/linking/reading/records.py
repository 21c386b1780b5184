"""What the matcher knows of a claim and of an archived source, read from front matter."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from codex_tools.base.attribution import NOTE_MAKERS, SOURCER, Contributor, contributors
from codex_tools.base.fields import Meaning
from codex_tools.base.names import stem, without_ending
from codex_tools.linking.reading.entries import named_as_sources, spread
from codex_tools.linking.reading.fields import every, first, identifiers_in, texts
from codex_tools.linking.reading.properties import lacks_properties, with_properties
from codex_tools.runtime import lazy_regex

Body = str | Callable[[], str]

_HEADING = lazy_regex.compile(r"^#\s++(.*\S)", re.M)
_FILE = lazy_regex.compile(
    r"(?!\w+://|www\.|[\w-]+(?:\.[\w-]+)+/)(?:\.?/)?([^\[\]|\n]{1,200}"
    r"\.(?:csv|docx?|epub|html?|json|markdown|md|mp[34]|odt|pdf|pptx?|srt|txt|vtt|xlsx?))",
    re.I,
)
_KEY_AT_END = lazy_regex.compile(
    r"\s[-\u2013\u2014]\s\[{0,2}(@[^\W\d_][\w:.+~-]*\d[\w:.+~-]*)\]{0,2}\Z"
)
"""How the name of a piece of evidence ends that has the key of its source in it."""

_URL_LIKE = lazy_regex.compile(r"^(https?://|www\.)|^[\w.-]+\.[a-z]{2,6}(/|$)", re.I)


class ClaimRecord(NamedTuple):
    """A claim: ``source_text`` says freely where it came from.

    ``key`` tells the record and its body from any other, without reading it. ``body`` may be a
    function that reads the text when it is needed, so that a large base need not be held in memory.
    """

    id: str
    title: str
    source_text: str = ""
    created: str = ""
    domain: str = ""
    description: str = ""
    note_authors: tuple[str, ...] = ()
    key: str = ""
    body: Body = ""

    def text(self) -> str:
        """Return the body, read now if it is read lazily."""
        return self.body if isinstance(self.body, str) else self.body()


class SourceRecord(NamedTuple):
    """An archived source: what its front matter says of the document, and its text.

    ``key`` and ``body`` are as those of a claim.
    """

    id: str
    title: str = ""
    author: str = ""
    url: str = ""
    date: str = ""
    domain: str = ""
    publisher: str = ""
    processed: str = ""
    note_authors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    identifiers: str = ""
    key: str = ""
    body: Body = ""

    def text(self) -> str:
        """Return the body, read now if it is read lazily."""
        return self.body if isinstance(self.body, str) else self.body()


def claim_record(path: str, fields: Mapping[str, Any], body: Body, key: str = "") -> ClaimRecord:
    """Return the record of the claim at ``path``, below the base, with these fields."""
    listed = named_as_sources(fields)
    sourcers = [
        text for each in contributors(fields) if each.role == SOURCER for text in _said(each)
    ]
    return ClaimRecord(
        id=path,
        title=first(fields, Meaning.TITLE) or stem(path),
        source_text="; ".join(listed or sourcers or _key_in(stem(path))),
        created=first(fields, Meaning.CREATED, Meaning.DATE),
        domain=first(fields, Meaning.DOMAIN),
        description=first(fields, Meaning.DESCRIPTION),
        note_authors=_note_authors(fields),
        key=key,
        body=body,
    )


def source_record(path: str, fields: Mapping[str, Any], body: Body, key: str = "") -> SourceRecord:
    """Return the record of the source at ``path``, from fields in current or legacy spellings."""
    fields = spread(fields)
    said = (body if isinstance(body, str) else body()) if lacks_properties(fields) else ""
    fields = with_properties(fields, said) if said else fields
    origin = every(fields, Meaning.URL, Meaning.SOURCE_TEXT)
    files = [found[1] for text in origin if (found := _FILE.fullmatch(text.strip()))]
    others = [text for text in origin if not _FILE.fullmatch(text.strip())]
    urls = [text for text in others if _URL_LIKE.match(text.strip())]
    people = every(fields, Meaning.AUTHOR)
    return SourceRecord(
        id=path,
        title=first(fields, Meaning.TITLE) or _heading(said),
        author="; ".join(people or [text for text in others if text not in urls]),
        url=urls[0] if urls else "",
        date=first(fields, Meaning.DATE, Meaning.YEAR),
        domain=first(fields, Meaning.DOMAIN),
        publisher=first(fields, Meaning.CONTAINER),
        processed=first(fields, Meaning.PROCESSED),
        note_authors=_note_authors(fields),
        names=(*every(fields, Meaning.CITEKEY, Meaning.ALIASES, Meaning.ID), *_names_of(files)),
        identifiers=identifiers_in(fields),
        key=key,
        body=body,
    )


def _names_of(files: Iterable[str]) -> Iterator[str]:
    """Yield what the file is called that a note is about, if it is one."""
    match sorted(set(map(without_ending, files))):
        case [path]:
            yield from (path, stem(path))


def _key_in(name: str) -> list[str]:
    """Return the citation key with which the name of a file ends: `EVD - Silt rose - @ada1842`."""
    found = _KEY_AT_END.search(name) if "@" in name else None
    return [found[1]] if found else []


def _said(contributor: Contributor) -> list[str]:
    return texts([contributor.context, contributor.handle])


def _note_authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    handles = [each.handle for each in contributors(fields) if each.role in NOTE_MAKERS]
    return tuple(every(fields, Meaning.NOTE_AUTHOR) + texts(handles))


def _heading(body: str) -> str:
    match = _HEADING.search(body)
    return match.group(1) if match else ""
