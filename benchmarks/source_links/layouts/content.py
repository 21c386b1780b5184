"""Claims that say nothing of their source: only what they tell shows where they are from."""

from __future__ import annotations

from collections.abc import Sequence

from source_links.bases import Base, note
from source_links.works import Work, archived, slug

FORMS = ("a sentence retold", "another sentence retold")


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; the claims are taken from all of them."""
    base = Base("content only", "claims", "articles")
    for work in archived(works):
        people = ", ".join(one.full for one in work.authors)
        fields = {"title": work.title, "author": people, "date": work.date}
        name = f"{work.year}/{slug(work.title, 6)}-{work.key[:4]}"
        base.archive(work, name, note(fields, f"# {work.title}\n\n{work.abstract}"))
    for form in FORMS:
        for work in works:
            base.claim(form, "", [work], {"tags": ["claim"]})
    return base
