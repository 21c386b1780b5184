"""Works cited as people do it in notes: short, cut, with slips of the hand."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from source_links.works import SMALL, Work, fold, number_of, words

PLAIN = ("{who} ({year})", "{who} {year}", "{who}, {year}")
LETTERED = ("{who} ({year}a)", "{who} {year}a", "{who}, {year}b")
CUT = ("{who} ({year}), {head}", "{who} {year}, {head}", "{who}. {head}… ({year})")
SHORT = ("{who}, {head}", "{who}, '{head}'", '{who}: "{head}"', "{head} by {who}")
Part = Callable[[Work], str]


def who(work: Work) -> str:
    """The authors as running text names them."""
    names = [one.family for one in work.authors]
    if len(names) > 2:
        return f"{names[0]} et al."
    return chance(work, "and").choice((" & ", " and ")).join(names)


def year(work: Work) -> str:
    """The year."""
    return str(work.year)


def head(work: Work, least: int = 3) -> str:
    """The title before a colon, or its first half, which ends with a telling word."""
    first, colon, _ = work.title.partition(": ")
    if colon:
        return first
    parts = work.title.split()
    kept = max(least, len(parts) // 2)
    while kept < len(parts) and fold(parts[kept - 1]) in SMALL:
        kept += 1
    return " ".join(parts[:kept])


def venue(work: Work) -> str:
    """Where a work appeared."""
    return work.container or work.publisher or "manuscript"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to cite: some wordings, and the parts of a work that they show."""

    wordings: tuple[str, ...]
    shows: tuple[Part, ...]

    def __call__(self, work: Work) -> str:
        """The work in one of the wordings, always the same."""
        parts = {part.__name__: part(work) for part in self.shows}
        return chance(work, self.wordings[0]).choice(self.wordings).format(work=work, **parts)

    def alike(self, work: Work, others: Iterable[Work]) -> list[Work]:
        """The other works that the form cannot tell from this one."""
        if not self.shows:
            return []
        ours = self._shown(work)
        return [one for one in others if one.key != work.key and self._shown(one) == ours]

    def _shown(self, work: Work) -> list[list[str]]:
        return [words(part(work).replace("&", "and")) for part in self.shows]


def chance(work: Work, name: str) -> random.Random:
    """Random numbers that are the same for a work and a name whenever they are asked for."""
    return random.Random(number_of(f"{name} {work.key}"))


BARE: Mapping[str, Form] = {
    "author (year)": Form(PLAIN, (who, year)),
    "author (year + letter)": Form(LETTERED, (who, year)),
    "author, venue, year": Form(("{who}, {venue} ({year})",), (who, venue, year)),
}
"""Forms that show nothing of the title."""
NAMED: Mapping[str, Form] = {
    "one author, title, year": Form(("{work.authors[0].full}, {work.title}, {work.year}",), ()),
    "title alone": Form(("{work.title}", '"{work.title}"', "'{work.title}'"), ()),
    "author, year, cut title": Form(CUT, (who, year, head)),
    "author, short title": Form(SHORT, (who, head)),
}
FORMS = {**NAMED, **BARE}


def with_slips(text: str, seed: str, many: int = 3) -> str:
    """A text with this many slips: letters swapped, dropped, doubled or replaced."""
    pick = random.Random(number_of(seed))
    for _ in range(many):
        places = [n for n, one in enumerate(text[:-1]) if one.isalpha()]
        at = pick.choice(places)
        one, other = text[at], text[at + 1]
        slips = (other + one, other, one + one + other, pick.choice(string.ascii_lowercase) + other)
        text = text[:at] + pick.choice(slips) + text[at + 2 :]
    return text
