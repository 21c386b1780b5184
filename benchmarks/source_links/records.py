"""From the files of packages to works."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from source_links.packages import PACKAGES, Package
from source_links.works import Person, Work, distinct

KINDS = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_SPACE = re.compile(r"\s+")
_BRACES = re.compile(r"[{}]")
_PARTICLES = re.compile(r"^(.*?)\s+((?:(?:van|von|de|der|den|del|la|le|di|da)\s+)*\S+)$")


def real_works(cache: Path, packages: Iterable[Package] = PACKAGES) -> list[Work]:
    """The works of all packages that say who wrote what and when, each once."""
    cache.mkdir(parents=True, exist_ok=True)
    return distinct(
        work
        for package in packages
        for text in package.texts(cache)
        for entry in _entries(text, package)
        if (work := work_of(entry, package.field))
    )


def _entries(text: str, package: Package) -> Iterator[Mapping[str, Any]]:
    if package.pattern.endswith(".json"):
        for key, entry in json.loads(text).items():
            if "_entry_type" in entry:
                people = " and ".join(entry.get("authors", ()))
                yield {**entry, "key": key, "type": entry["_entry_type"], "author": people}
    else:
        yield from bibtex_entries(text)


def bibtex_entries(text: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a BibTeX file, their fields under lower-case names and without LaTeX."""
    parser = importlib.import_module("bibtexparser")
    steps = importlib.import_module("bibtexparser.middlewares")
    read = parser.parse_string(
        text, append_middleware=[steps.NormalizeFieldKeys(), steps.LatexDecodingMiddleware()]
    )
    for entry in read.entries:
        fields = {field.key: str(field.value) for field in entry.fields}
        yield {**fields, "key": entry.key, "type": entry.entry_type}


def work_of(entry: Mapping[str, Any], field: str) -> Work | None:
    """The work that an entry describes, or nothing where author, title or year are missing."""
    year = _YEAR.search(plain(entry, "year") or plain(entry, "date"))
    people = tuple(map(person, _names(plain(entry, "author"))))
    title = plain(entry, "title").rstrip(".")
    if not year or not people or len(title) < 4:
        return None
    container = plain(entry, "journal", "journaltitle", "booktitle")
    return Work(
        key=f"{field}-{entry['key']}",
        authors=people,
        title=title,
        year=int(year.group()),
        kind=KINDS.get(str(entry["type"]).lower(), "article-journal" if container else "document"),
        container=container,
        publisher=plain(entry, "publisher", "institution", "school", "howpublished"),
        volume=plain(entry, "volume"),
        issue=plain(entry, "number"),
        pages=plain(entry, "pages").replace("--", "–"),
        doi=plain(entry, "doi").removeprefix("https://doi.org/"),
        abstract=plain(entry, "abstract"),
        field=field,
    )


def plain(entry: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that says something, in one line and without braces."""
    for name in names:
        text = _SPACE.sub(" ", _BRACES.sub("", str(entry.get(name, "")))).strip()
        if text:
            return text
    return ""


def _names(text: str) -> list[str]:
    listed = [name.strip() for name in re.split(r"\s+and\s+", text) if name.strip()]
    return [name for name in listed if name.lower() not in ("others", "et al.")]


def person(name: str) -> Person:
    """An author as BibTeX writes them: `Family, Given`, `Given Family`, or one word."""
    family, comma, given = name.partition(",")
    if comma:
        return Person(family.strip(), given.strip())
    parts = _PARTICLES.match(name)
    return Person(parts.group(2), parts.group(1)) if parts else Person(name)
