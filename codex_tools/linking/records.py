"""What the matcher knows of a claim and of an archived source, read from front matter."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from codex_tools.runtime import lazy_regex

Body = str | Callable[[], str]

_HEADING = lazy_regex.compile(r"^#\s+(.+?)\s*$", re.M)
_URL_LIKE = lazy_regex.compile(r"^(https?://|www\.)|^[\w.-]+\.[a-z]{2,6}(/|$)", re.I)
_WRITER_ROLES = ("extractor", "synthesizer", "reviewer")
_WRITER_FIELDS = ("processed_by", "archived_by", "ingested_by", "extracted_by", "agent")


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim: `source_text` says freely where it came from, `explicit` names files outright.

    `body` may be a function that reads the text when it is needed, so that a large base need not be
    held in memory.
    """

    id: str
    title: str
    source_text: str = ""
    created: str = ""
    domain: str = ""
    description: str = ""
    body: Body = ""
    explicit: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()

    def text(self) -> str:
        """The body, read now if it is read lazily."""
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
    format: str = ""
    publisher: str = ""
    body: Body = ""
    processed: str = ""
    writers: tuple[str, ...] = ()

    def text(self) -> str:
        """The body, read now if it is read lazily."""
        return self.body if isinstance(self.body, str) else self.body()


def claim_record(path: str, fields: Mapping[str, Any], body: Body) -> ClaimRecord:
    """The record of the claim at `path` (relative to the base) with these front matter fields."""
    listed = [text for name in ("source", "sources") for text in _texts(fields.get(name))]
    sourcers = _handles_of(fields.get("attribution"), ("sourcer",))
    return ClaimRecord(
        id=path,
        title=_first(fields, "title") or _stem(path),
        source_text="; ".join(listed or sourcers),
        created=_first(fields, "created", "date"),
        domain=_first(fields, "domain"),
        description=_first(fields, "description", "summary"),
        body=body,
        explicit=tuple(text for text in listed if text.strip().endswith((".md", "]]"))),
        writers=_writers(fields),
    )


def source_record(path: str, fields: Mapping[str, Any], body: Body) -> SourceRecord:
    """The record of the source at `path`, from fields in current or legacy spellings."""
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
        format=_first(fields, "format", "source_type"),
        publisher=_first(fields, "publisher", "venue", "journal", "publication"),
        body=body,
        processed=_first(fields, "processed_date", "processed", "date_archived"),
        writers=_writers(fields),
    )


def _first(fields: Mapping[str, Any], *names: str) -> str:
    for name in names:
        texts = _texts(fields.get(name))
        if texts:
            return "; ".join(texts)
    return ""


def _texts(value: object) -> list[str]:
    """Every text inside a value, whatever shape it was written in."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [str(value)] if str(value).strip() else []


def _handles_of(attribution: object, roles: Iterable[str]) -> list[str]:
    if not isinstance(attribution, Mapping):
        return []
    found = []
    for role in roles:
        entries = attribution.get(role)
        for entry in entries if isinstance(entries, list) else [entries]:
            found += _texts(
                [entry.get("context"), entry.get("handle")] if isinstance(entry, Mapping) else entry
            )
    return found


def _writers(fields: Mapping[str, Any]) -> tuple[str, ...]:
    named = [text for name in _WRITER_FIELDS for text in _texts(fields.get(name))]
    attribution = fields.get("attribution")
    if isinstance(attribution, Mapping):
        for role in _WRITER_ROLES:
            entries = attribution.get(role)
            for entry in entries if isinstance(entries, list) else [entries]:
                named += _texts(entry.get("handle") if isinstance(entry, Mapping) else entry)
    return tuple(named)


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def _heading(body: str) -> str:
    match = _HEADING.search(body)
    return match.group(1) if match else ""
