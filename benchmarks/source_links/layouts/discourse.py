"""A discourse graph: evidence nodes that name a literature note in their text."""

from __future__ import annotations

from collections.abc import Sequence

from source_links.bases import Base, note
from source_links.layouts.citekeys import keys_of
from source_links.works import Work, archived

FORMS = {
    "Source:: [[@key]]": "Source:: [[@{0}]]",
    "## Source": "## Source\n\n- [[@{0}]]",
    "#### Sources": "#### Sources\n\n[[@{0}]], as read in spring",
    "[Source: [[@key]]]": "[Source: [[@{0}]]]",
    "link to the file": "# Sources\n\n- [the paper](../Sources/@{0}.md)",
}
ABOVE = "Source:: [[@key]]"


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; the evidence names all of them."""
    base = Base("discourse graph", "Evidence", "Sources")
    keys = keys_of(works)
    for work in archived(works):
        people = "; ".join(f"{one.family}, {one.given}".strip(", ") for one in work.authors)
        fields = {"title": work.title, "author": people, "year": str(work.year)}
        base.archive(work, f"@{keys[work.key]}", note(fields, f"## Abstract\n\n{work.abstract}"))
    for form, pattern in FORMS.items():
        text = "{cited}\n\n{body}" if form == ABOVE else "{body}\n\n{cited}"
        for work in works:
            base.claim(form, pattern.format(keys[work.key]), [work], {"node": "EVD"}, text)
    return base
