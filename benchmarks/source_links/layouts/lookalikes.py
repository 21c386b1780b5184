"""Half of the cited works are there; beside each there is one that is easily taken for it."""

from __future__ import annotations

from collections.abc import Sequence

from source_links.bases import Base, note
from source_links.inventing import Inventor
from source_links.lookalikes import KINDS
from source_links.works import Work, archived, number_of, slug


def make(works: Sequence[Work]) -> Base:
    """A base of pairs, of which the one that is meant may be missing."""
    base = Base("look-alikes", "claims", "sources")
    maker = Inventor(number_of(" ".join(one.key for one in works)))
    kinds = list(KINDS.items())
    made = [(*kinds[n % len(kinds)], one) for n, one in enumerate(works)]
    pairs = [(name, kind, *kind.pair(work, maker)) for name, kind, work in made]
    taken = {_name(other) for *_, other in pairs}
    pairs = [one for one in pairs if _name(one[2]) not in taken]
    for _, _, meant, other in pairs:
        for work in (*archived([meant]), other):
            base.archive(work, f"{slug(work.title, 7)}-{number_of(work.key) % 10**4}", source(work))
    for name, kind, meant, _ in pairs:
        text = kind.cited(meant)
        base.claim(name, text, [meant], {"source": text})
    return base


def _name(work: Work) -> tuple[object, ...]:
    return work.title, work.authors[0].family, work.year


def source(work: Work) -> str:
    """A source with its title, authors and day, and what it says."""
    people = "; ".join(one.full for one in work.authors)
    return note({"title": work.title, "author": people, "date": work.date}, work.abstract)
