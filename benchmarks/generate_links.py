"""Made-up claims and sources of any size for measuring the linker, the same for the same seed.

    python benchmarks/generate_links.py CLAIMS SOURCES [--seed N]     # prints a few of them

Names, titles and topics are put together from syllables with the skew of real ones (few words are
everywhere, most are rare); source texts come in the styles that people use, some name two works,
and two in five name none that is archived.
"""

import argparse
import calendar
import os
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from codex_tools.linking.reading.records import Body, ClaimRecord, SourceRecord

_LETTERS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t tr v w z|a e i o u ai ea io ou"
_ONSETS, _VOWELS = (part.split() for part in _LETTERS.split("|"))
_CODAS = ["n", "r", "l", "s", "t", "k", "m", "nd", "rt", "st", "x"]
_DOMAINS = [f"domain-{number}" for number in range(12)]
_KINDS = ("paper", "report", "essay", "thread", "news")


@dataclass(frozen=True)
class Sample:
    """Claims, sources, and the right links as (claim id, source id)."""

    claims: list[ClaimRecord]
    sources: list[SourceRecord]
    links: set[tuple[str, str]]


class Shelf:
    """Texts in a temporary file, which are read when they are asked for, as those of a base are."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the shelf goes
        self._number = self._file.fileno()

    def put(self, text: str) -> Callable[[], str]:
        """Store a text; returns what reads it again."""
        start, data = self._file.tell(), text.encode()
        self._file.write(data)
        return Stored(self, start, len(data))

    def get(self, start: int, size: int) -> str:
        """The text of this many bytes at a place, whatever process asks."""
        return os.pread(self._number, size, start).decode()

    def flush(self) -> None:
        """Make all texts readable."""
        self._file.flush()


@dataclass(frozen=True, slots=True)
class Stored:
    """A text on a shelf."""

    shelf: Shelf
    start: int
    size: int

    def __call__(self) -> str:
        """The text."""
        return self.shelf.get(self.start, self.size)


class World:
    """The words, people and publishers that a sample is made of."""

    def __init__(self, size: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.kinds: dict[str, str] = {}
        self.words = self._distinct(4000 + size // 2, 2, 3)
        self.shares = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.people = [name.title() for name in self._distinct(max(50, size // 3), 2, 3)]
        self.publishers = [name.title() for name in self._distinct(max(10, size // 60), 2, 2)]

    def _distinct(self, count: int, least: int, most: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found["".join(self._syllable() for _ in range(self.random.randint(least, most)))] = None
        return list(found)

    def _syllable(self) -> str:
        pick = self.random.choice
        return pick(_ONSETS) + pick(_VOWELS) + (pick(_CODAS) if self.random.random() < 0.6 else "")

    def phrase(self, count: int) -> list[str]:
        """Some words, common ones more often."""
        return self.random.choices(self.words, cum_weights=self.shares, k=count)

    def text(self, topic: Sequence[str], count: int, figures: Sequence[str]) -> str:
        """A text about a topic with figures in it."""
        found = self.phrase(count) + [word for word in topic for _ in range(2)]
        self.random.shuffle(found)
        for figure in figures:
            found.insert(self.random.randrange(len(found)), figure)
        return " ".join(found)


def generate(claims: int, sources: int, seed: int = 1, shelf: Shelf | None = None) -> Sample:
    """A sample of this many claims and sources; its texts lie on the shelf, if there is one."""
    world = World(sources, seed)
    put = shelf.put if shelf else str
    archive = [_source(world, number, put) for number in range(sources)]
    made, links = [], set()
    if shelf:
        shelf.flush()
    for number in range(claims):
        claim, cited = _claim(world, number, archive, put)
        made.append(claim)
        links |= {(claim.id, one.id) for one in cited}
    if shelf:
        shelf.flush()
    return Sample(made, archive, links)


def _source(world: World, number: int, put: Callable[[str], Body]) -> SourceRecord:
    pick = world.random.choice
    title = world.phrase(world.random.randint(4, 10))
    surname = pick(world.people)
    author = (
        f"{pick(world.people)} {surname}" if world.random.random() < 0.7 else pick(world.publishers)
    )
    day = (
        world.random.randint(2010, 2025),
        world.random.randint(1, 12),
        world.random.randint(1, 28),
    )
    date = f"{day[0]}-{day[1]:02}-{day[2]:02}"
    figures = [f"{world.random.randint(100, 99999):,}" for _ in range(6)]
    slug = "-".join([author.split()[-1].lower(), *title[:4]])
    name = f"inbox/archive/{date}-{slug}-{number}.md"
    url = f"https://www.{pick(world.publishers).lower()}.com/{'-'.join(title)}-{number}"
    domain, world.kinds[name] = pick(_DOMAINS), pick(_KINDS)
    return SourceRecord(
        id=name,
        title=" ".join(title).capitalize(),
        author=author,
        url=url,
        date=date,
        domain=domain,
        body=put(world.text(title, 260, figures)),
    )


def _claim(
    world: World, number: int, archive: list[SourceRecord], put: Callable[[str], Body]
) -> tuple[ClaimRecord, list[SourceRecord]]:
    share = world.random.random()
    cited = world.random.sample(archive, 0 if share < 0.4 else 1 if share < 0.85 else 2)
    named = [_citation(world, one) for one in cited] or [_elsewhere(world)]
    topic = [word for one in cited for word in one.title.lower().split()]
    figures = [word for one in cited for word in one.text().split() if word[0].isdigit()][:3]
    title = world.phrase(6) + topic[:4]
    claim = ClaimRecord(
        id=f"domains/{number % 12}/{'-'.join(title)}-{number}.md",
        title=" ".join(title),
        source_text="; ".join(named),
        created=cited[0].date if cited else "2025-06-01",
        domain=cited[0].domain if cited else world.random.choice(_DOMAINS),
        description=" ".join(world.phrase(12)),
        body=put(world.text(topic, 150, figures)),
    )
    return claim, cited


def _citation(world: World, one: SourceRecord) -> str:
    who = one.author.split()[-1]
    year, month, _ = one.date.split("-")
    spelled = f"{calendar.month_name[int(month)]} {year}"
    return world.random.choice(
        (
            f"{one.author}, '{one.title}' ({spelled})",
            f"{who} {year}, {one.title}",
            f"{who} et al., {one.title} ({year})",
            f"{who} {' '.join(one.title.split()[:3])} {world.kinds[one.id]}, {one.date}",
            f"{one.title} ({one.date})",
            one.url,
        )
    )


def _elsewhere(world: World) -> str:
    return world.random.choice(
        (
            f"{world.random.choice(world.people)} ({world.random.randint(1950, 2020)})",
            f"{world.random.choice(world.publishers)} data, {world.random.randint(2015, 2025)}",
            "Internal strategy discussion",
            f"{world.random.choice(world.people)}, {' '.join(world.phrase(5)).title()}",
            "",
        )
    )


def main() -> None:
    """Print the first claims of a sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=int)
    parser.add_argument("sources", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sample = generate(options.claims, options.sources, options.seed)
    for claim in sample.claims[:20]:
        right = sorted(source for claim_id, source in sample.links if claim_id == claim.id)
        print(f"{claim.source_text}\n    {right}")


if __name__ == "__main__":
    main()
