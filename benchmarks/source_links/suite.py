"""The bases of the benchmark, what is aimed at on each, and what others have published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from source_links.bases import Base
from source_links.forms import BARE
from source_links.inventing import Inventor
from source_links.layouts import (
    author_year,
    citations,
    citekeys,
    content,
    discourse,
    lookalikes,
    plain,
    slugs,
)
from source_links.records import real_works
from source_links.styles import STYLES
from source_links.works import Work, distinct, split

PARTS = ("fit", "judge", "final", "judge")
"""The part that each quarter of the real works belongs to. Weights are fitted to `fit`; errors are
read in `judge`; `final` is only for the last figures, which nobody has looked at before."""
SEEDS = {"fit": 1, "judge": 2, "final": 3}
INVENTED = 320
CITATIONS = "citations"
WHOLE = "all citation styles"
MAKERS: dict[str, Callable[[Sequence[Work]], Base]] = {
    CITATIONS: citations.make,
    "citekeys": citekeys.make,
    "raw and wiki": slugs.make,
    "author and year": author_year.make,
    "discourse graph": discourse.make,
    "plain notes": plain.make,
    "look-alikes": lookalikes.make,
    "content only": content.make,
}
PRECISION, RECALL, RECALL_BARE = 0.98, 0.95, 0.90
UNAIMED = frozenset({"content only"})


@dataclass(frozen=True, slots=True)
class Published:
    """What another matcher reaches by its authors' account; 0 where they do not say."""

    who: str
    on: str
    precision: float
    recall: float
    f1: float

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return self.precision, self.recall, self.f1


PUBLISHED = (
    Published(
        "Crossref, search-based matching with validation (2018)",
        "2,000 references as deposited",
        0.981,
        0.946,
        0.963,
    ),
    Published(
        "Crossref, the same (2018)",
        "7,374 records in 11 styles, without titles, scrambled and degraded among them",
        0.992,
        0.790,
        0.845,
    ),
    Published("biblio-glutton", "references of PubMed Central, parsed by GROBID", 0, 0, 0.964),
)


def works_for(layout: str, part: str, cache: Path) -> list[Work]:
    """The works of one part: real ones for the citations, else invented ones.

    No real work and none of its first authors is in two parts; invented ones have other seeds.
    """
    if layout == CITATIONS:
        quarters = zip(PARTS, split(real_works(cache), len(PARTS)), strict=True)
        return distinct(work for name, works in quarters if name == part for work in works)
    return Inventor(SEEDS[part]).works(INVENTED)


def bases(part: str, cache: Path, layouts: Sequence[str] = ()) -> Iterator[Base]:
    """The bases of one part of the works, in some or all layouts."""
    for name in layouts or MAKERS:
        yield MAKERS[name](works_for(name, part, cache))


def aim(layout: str, form: str) -> tuple[float, float]:
    """The precision and the recall that are aimed at; 0 where nothing is."""
    if layout in UNAIMED:
        return PRECISION, 0.0
    return PRECISION, RECALL_BARE if form in BARE else RECALL


def groups(layout: str, forms: Sequence[str]) -> dict[str, list[str]]:
    """What is summed up in a row of its own."""
    whole = {WHOLE: list(STYLES)} if layout == CITATIONS else {}
    return {**whole, "all": list(forms)}
