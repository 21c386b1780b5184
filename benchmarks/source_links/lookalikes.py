"""Pairs of a work that is cited and one that is easily taken for it, of kinds that any base has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from source_links.forms import chance, head, who
from source_links.inventing import FIELDS, ORGANISATIONS, PLACES, Inventor
from source_links.works import Person, Work

OUTLETS = "Harbour Gazette|The Northern Clarion|Millers Weekly|Tramway Courier|Evening Lantern"
HEADLINES = (
    ("{a} ends {b} trial in {place}", "In {place}, trial of {b} is stopped by {a}"),
    ("{place} buys {a} and {b} for its schools", "Schools of {place} to get {b} and {a}"),
    ("Fire destroys {a} store and {b} in {place}", "{place} loses {b} and {a} store to a fire"),
)
GENERIC = ("Annual letter", "Preface", "Weekly notes", "Lessons learned", "Year in review")
Pair = tuple[Work, Work]


@dataclass(frozen=True, slots=True)
class Kind:
    """How to make of a work one that is cited with one that is not meant, and how to cite it."""

    pair: Callable[[Work, Inventor], Pair]
    wordings: tuple[str, ...]

    def cited(self, work: Work) -> str:
        """The work in one of the wordings, always the same."""
        day = date.fromisoformat(work.date)
        shown = {
            "full": work.authors[0].full,
            "who": who(work),
            "head": head(work),
            "short": " ".join(work.topic[:3]),
            "month": day.strftime("%B %Y"),
            "day": f"{day:%B} {day.day}, {day.year}",
        }
        return chance(work, "cited").choice(self.wordings).format(work=work, **shown)


def _like(work: Work, **changed: object) -> Work:
    """Another work, which has of the first what is not changed."""
    return replace(work, key=f"{work.key}-other", **changed)  # type: ignore[arg-type]


def _later(work: Work, days: int) -> dict[str, object]:
    day = date.fromisoformat(work.date) + timedelta(days)
    return {"date": day.isoformat(), "year": day.year}


def _half(work: Work, maker: Inventor) -> str:
    """A text that has half of what a work says, and as much of its own."""
    return f"{'. '.join(work.abstract.split('. ')[:3])}. {maker.sentences(work, 3)}"


def _elsewhere(work: Work, maker: Inventor) -> Work:
    """A work of the same field whose title has other words."""
    other = maker.work_on(work.field)
    while set(other.topic) & set(work.topic):
        other = maker.work_on(work.field)
    return other


def next_year(work: Work, maker: Inventor) -> Pair:
    """Another work of the same authors, a year later."""
    other, text = _elsewhere(work, maker), maker.sentences(work, 6)
    return work, _like(work, title=other.title, abstract=text, **_later(work, 366))


def part(work: Work, maker: Inventor) -> Pair:
    """Two parts of a series."""
    title, text = work.title, maker.sentences(work, 6)
    other = _like(work, title=f"{title}, Part I", abstract=text, **_later(work, -30))
    return replace(work, title=f"{title}, Part II"), other


def yearbook(work: Work, maker: Inventor) -> Pair:
    """The report of one year, and that of the next."""
    name = f"{work.field.capitalize()} Yearbook"
    office = (Person(chance(work, "office").choice(ORGANISATIONS)),)
    meant = replace(work, title=f"{name} {work.year}", authors=office)
    title, text = f"{name} {work.year + 1}", _half(work, maker)
    return meant, _like(meant, title=title, abstract=text, **_later(work, 366))


def outlet(work: Work, maker: Inventor) -> Pair:
    """The news of one event in two papers, on one day or the next."""
    pick = chance(work, "outlet")
    a, b = pick.sample(FIELDS[work.field].split("|"), 2)
    place = pick.choice(PLACES.split())
    ours, theirs = (one.format(a=a, b=b, place=place) for one in pick.choice(HEADLINES))
    here, there = pick.sample(OUTLETS.split("|"), 2)
    meant = replace(work, title=ours[0].upper() + ours[1:], authors=(Person(here),))
    text, when = _half(work, maker), _later(work, pick.randint(0, 1))
    return meant, _like(meant, title=theirs, authors=(Person(there),), abstract=text, **when)


def review(work: Work, maker: Inventor) -> Pair:
    """A work, and what somebody else says of it."""
    title = chance(work, "review").choice(("Review of “{}”", "Reply to “{}”", "Comment on “{}”"))
    people, text = maker.work_on(work.field).authors, _half(work, maker)
    title = title.format(work.title)
    return work, _like(work, title=title, authors=people, abstract=text, **_later(work, 200))


def reviewed(work: Work, maker: Inventor) -> Pair:
    """A review, and the work that it is about."""
    about, other = review(work, maker)
    return replace(other, key=about.key), replace(about, key=other.key)


def about(work: Work, maker: Inventor) -> Pair:
    """A work, and one about it that has its author and the head of its title in its own."""
    people, text = maker.work_on(work.field).authors, _half(work, maker)
    title = f"{work.authors[0].family}'s {head(work)}, checked by hand"
    return work, _like(work, title=title, authors=people, abstract=text, **_later(work, 40))


def same_month(work: Work, maker: Inventor) -> Pair:
    """Two posts of one person within a few days."""
    other, text = _elsewhere(work, maker), maker.sentences(work, 6)
    days = chance(work, "month").choice((-3, -2, 2, 3))
    meant = replace(work, authors=work.authors[:1])
    return meant, _like(meant, title=other.title, abstract=text, **_later(work, days))


def generic(work: Work, maker: Inventor) -> Pair:
    """Two works of a title that many have, by two people or in two years."""
    pick = chance(work, "generic")
    meant = replace(work, title=pick.choice(GENERIC))
    text = maker.sentences(work, 6)
    if pick.random() < 0.5:
        return meant, _like(meant, abstract=text, **_later(work, 366))
    people = maker.work_on(work.field).authors
    return meant, _like(meant, authors=people, abstract=text, **_later(work, 20))


FULL = ("{who} ({work.year}), {work.title}", "{who} {work.year}, '{work.title}'")
KINDS: Mapping[str, Kind] = {
    "another work of a year": Kind(next_year, ("{who} ({work.year}), {head}", "{who}, '{head}'")),
    "another part": Kind(part, FULL),
    "another yearbook": Kind(yearbook, ("{full}, {work.title}", "{work.title} ({full})")),
    "another paper's news": Kind(
        outlet,
        (
            "{full} on {short} ({month})",
            "{full}, '{work.title}'",
            "{full} report, {month}: {short}",
        ),
    ),
    "a review of it": Kind(review, FULL),
    "what it reviews": Kind(reviewed, ("{who} ({work.year}), {work.title}", "{who}, {work.title}")),
    "a work about it": Kind(about, (*FULL, "{who} {work.year}, '{head}'")),
    "the same month": Kind(same_month, ("{full}, post of {day}", "{full} on {short} ({month})")),
    "the same plain title": Kind(generic, FULL),
}
