"""Claims that name authors and years, and sources with little more: no dates, domains, archive."""

from __future__ import annotations

from collections.abc import Sequence

from source_links.bases import Base, note
from source_links.forms import FORMS
from source_links.works import Work, archived, slug

USED = (
    "author (year)",
    "author (year + letter)",
    "author, year, cut title",
    "author, short title",
    "one author, title, year",
)


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; the claims name all of them."""
    base = Base("author and year", "claims", "references")
    have = archived(works)
    for work in have:
        base.archive(work, f"{slug(work.title, 9)}-{work.key[:4]}", reference(work))
    for name in USED:
        for work in works:
            text = FORMS[name](work)
            alike = FORMS[name].alike(work, have)
            base.claim(name, text, [work], {"source": text}, alike=alike)
    return base


def reference(work: Work) -> str:
    """A reference with title, authors and year, and what the work says."""
    people = " and ".join(one.full for one in work.authors)
    return note({"title": work.title, "authors": people, "year": work.year}, work.abstract)
