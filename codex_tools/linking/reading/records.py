"""What the matcher knows of a claim and of an archived source, read from front matter."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from codex_tools.base.attribution import Contributor, contributors
from codex_tools.base.names import stem
from codex_tools.runtime import lazy_regex

Body = str | Callable[[], str]

_HEADING = lazy_regex.compile(r"^#\s+(.+?)\s*$", re.M)
_URL_LIKE = lazy_regex.compile(r"^(https?://|www\.)|^[\w.-]+\.[a-z]{2,6}(/|$)", re.I)
_SOURCER = "sourcer"
NOTE_AUTHOR_ROLES = ("extractor", "synthesizer", "reviewer")
NOTE_AUTHOR_FIELDS = ("processed_by", "archived_by", "ingested_by", "extracted_by", "agent")


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim: ``source_text`` says freely where it came from, ``explicit`` names files outright.

    ``body`` may be a function that reads the text when it is needed, so that a large base need not
    be held in memory.
    """

    id: str
    title: str
    source_text: str = ""
    created: str = ""
    domain: str = ""
    description: str = ""
    body: Body = ""
    explicit: tuple[str, ...] = ()
    note_authors: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the body, read now if it is read lazily."""
        return self.body if isinstance(self.body, str) else self.body()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An archived source: what its front matter says of the document, and its text."""

    id: str
    title: str = ""
    author: str = ""
    url: str = ""
    date: str = ""
    domain: str = ""
    publisher: str = ""
    body: Body = ""
    processed: str = ""
    note_authors: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the body, read now if it is read lazily."""
        return self.body if isinstance(self.body, str) else self.body()


def claim_record(path: str, fields: Mapping[str, Any], body: Body) -> ClaimRecord:
    """Return the record of the claim at ``path``, below the base, with these fields."""
    listed = [text for name in ("source", "sources") for text in _texts(fields.get(name))]
    sourcers = [
        text for each in contributors(fields) if each.role == _SOURCER for text in _said(each)
    ]
    return ClaimRecord(
        id=path,
        title=_first(fields, "title") or stem(path),
        source_text="; ".join(listed or sourcers),
        created=_first(fields, "created", "date"),
        domain=_first(fields, "domain"),
        description=_first(fields, "description", "summary"),
        body=body,
        explicit=tuple(text for text in listed if text.strip().endswith((".md", "]]"))),
        note_authors=_note_authors(fields),
    )


def source_record(path: str, fields: Mapping[str, Any], body: Body) -> SourceRecord:
    """Return the record of the source at ``path``, from fields in current or legacy spellings."""
    origin = [text for name in ("url", "source_url", "source") for text in _texts(fields.get(name))]
    urls = [text for text in origin if _URL_LIKE.match(text.strip())]
    people = [
        text for name in ("author", "authors", "by", "creator") for text in _texts(fields.get(name))
    ]
    title = _first(fields, "title") or (_heading(body) if isinstance(body, str) else "")
    return SourceRecord(
        id=path,
        title=title or (_heading(body()) if callable(body) else ""),
        author="; ".join(people or [text for text in origin if text not in urls]),
        url=urls[0] if urls else "",
        date=_first(fields, "date", "date_published", "published", "source_date", "date_archived"),
        domain=_first(fields, "domain"),
        publisher=_first(fields, "publisher", "venue", "journal", "publication"),
        body=body,
        processed=_first(fields, "processed_date", "processed", "date_archived"),
        note_authors=_note_authors(fields),
    )


def _said(contributor: Contributor) -> list[str]:
    return _texts([contributor.context, contributor.handle])


def _first(fields: Mapping[str, Any], *names: str) -> str:
    for name in names:
        texts = _texts(fields.get(name))
        if texts:
            return "; ".join(texts)
    return ""


def _texts(value: object) -> list[str]:
    """Return every text inside a value, whatever shape it was written in."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [str(value)] if str(value).strip() else []


def _note_authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    named = [text for name in NOTE_AUTHOR_FIELDS for text in _texts(fields.get(name))]
    for each in contributors(fields):
        if each.role in NOTE_AUTHOR_ROLES:
            named += _texts(each.handle)
    return tuple(named)


def _heading(body: str) -> str:
    match = _HEADING.search(body)
    return match.group(1) if match else ""
