"""Invented works of people that do not exist, on matters that do, the same for the same seed."""

from __future__ import annotations

import random

from source_links.works import Person, Work, distinct, slug

GIVEN = """
Alma Bruno Chiara Dmitri Elif Farid Greta Hanneke Ines Jonas Karin Leandro Mei Noor Oskar Petra
Quentin Rosa Søren Tomás Ulla Viktor Wanjiru Xavier Yuki Zoë Anne-Marie Jean-Luc Mary Helen Pieter
Aisha Lucía Björn Olena Rajiv
"""
FAMILY = """
Adeyemi Aldous Arvidsson Bakhuis Beaumont Brandt Castellano Chaudhry Dimitrova Drummond Ekström
Fairweather Ferrari Forsyth Galindo Grieg Haddad Halloran Holm Ibarra Ivanova Jansen Kaplan Kern
Kovač Lachance Larsson Lindqvist Löfgren MacInnes Marchetti Moreau Müller Nakagawa Novak Nyström Obi
Okafor Olsen O'Brien Pacheco Pettersen Quispe Rahman Reyes Rocha Saarinen Schäfer Sørensen Tanaka
Thorne Tremblay Underhill Vasquez Verhoeven Wójcik Weiss Whitcombe Yamada Zielińska Garcia-Lopez
Smith Jones Brown
"""
PARTICLES = ["van der Meer", "de la Cruz", "von Aspern", "del Rio", "Le Gall"]
ORGANISATIONS = [
    "Nordic Council for Ports and Harbours",
    "Institute of Soil and Water",
    "Federal Office for Forests",
    "European Bakers' Federation",
    "Royal Society for Rivers",
    "Bureau of Coastal Statistics",
    "International Timber Union",
    "Centre for Bees and Pollination",
]
FIELDS = {
    "tides": "tide|salt marsh|estuary|sea wall|harbour|storm surge|mud flat|gauge|dredging|pilot",
    "bread": "sourdough|rye flour|yeast|oven|gluten|bran|proofing|crust|miller|wholemeal loaf",
    "bees": "hive|queen bee|varroa mite|forage|swarm|pollen|beekeeper|honey flow|apiary|bumblebee",
    "timber": "spruce|plywood|kiln|sawmill|glued beam|fire test|forest owner|beech|moisture|joist",
    "glass": "float glass|furnace|annealing|borosilicate|bottle|cullet|window pane|coating|batch",
    "trams": "tram|low floor|timetable|fare|depot|passenger|junction|bus lane|headway|interchange",
    "soil": "earthworm|compost|ploughing|cover crop|humus|clay|drainage|nitrate|fallow|lime",
    "reading": "phonics|picture book|library|dyslexia|school|vocabulary|teacher|spelling|fluency",
}
EFFECTS = "decline recovery growth loss cost safety renewal failure delay quality demand uptake"
PLACES = "Jutland Galicia Tasmania Bohemia Friesland Cornwall Liguria Småland Ontario Hokkaido"
VENUES = {
    "article-journal": ("Journal of {} Studies", "Annals of {}", "{} Research", "{} Quarterly"),
    "paper-conference": ("Proceedings of the {} Symposium", "Workshop on {}"),
    "book": ("Kestrel Press", "Old Mill Books", "Northgate University Press"),
    "report": ("", ""),
}
TITLES = (
    "The {effect} of {a} and {b} in {place}",
    "How {a} shapes {b}",
    "{A} and {b}: a field study in {place}",
    "Does {a} slow the {effect} of {b}?",
    "{A}, {b} and {c}",
    "Measuring {a} {effect} with {b} records",
    "On the {effect} of {a}",
    "Why {a} fails: {effect} and {b} in {place}",
    "{Effect} without {a}: lessons from {b}",
    "A handbook of {a} and {b}",
    "{A} {effect} after {year} years of {b}",
    "Towards better {a}: the case of {b} in {place}",
)
SENTENCES = (
    "We followed {n} cases of {a} in {place} and found that {b} changed by {p} percent.",
    "Where {a} was combined with {c}, {effect} fell from {m} to {n} units a year.",
    "The sample of {m} sites shows that {b} matters more than {c}.",
    "Earlier accounts of {a} had put the figure at {m}.",
    "In {place}, {effect} began {years} years after the first {c}.",
    "A model with {b} explains {p} percent of the variance in {a}.",
    "People who work with {a} name {c} first when they are asked about {effect}.",
    "None of the {n} controls had any {b}.",
)


class Inventor:
    """Makes works; people write several, some in one year, some in parts or with a sequel."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [self._person() for _ in range(140)]

    def works(self, count: int) -> list[Work]:
        """About this many works, in order of their keys."""
        made: list[Work] = []
        while len(made) < count:
            one = self._work(len(made))
            made.append(one)
            if self.random.random() < 0.12:
                made.append(self._relative(one, len(made)))
        return distinct(made)

    def sentences(self, work: Work, count: int) -> str:
        """A few sentences on the matter of a work."""
        return " ".join(
            one.format(**self._slots(work.field)) for one in self.random.sample(SENTENCES, count)
        )

    def _person(self) -> Person:
        pick = self.random.choice
        family = pick(PARTICLES) if self.random.random() < 0.06 else pick(FAMILY.split())
        given = pick(GIVEN.split())
        if self.random.random() < 0.25:
            given += f" {pick('ABCDEFGHJKLMNPRST')}."
        return Person(family, given)

    def _authors(self) -> tuple[Person, ...]:
        if self.random.random() < 0.1:
            return (Person(self.random.choice(ORGANISATIONS)),)
        many = self.random.choices((1, 2, 3, 5), (35, 30, 25, 10))[0]
        return tuple(self.random.sample(self.people, many))

    def _slots(self, field: str) -> dict[str, object]:
        draw, pick = self.random.randint, self.random.choice
        a, b, c = self.random.sample(FIELDS[field].split("|"), 3)
        return {
            "a": a,
            "b": b,
            "c": c,
            "A": a.capitalize(),
            "effect": (effect := pick(EFFECTS.split())),
            "Effect": effect.capitalize(),
            "place": pick(PLACES.split()),
            "n": f"{draw(101, 9999):,}",
            "m": f"{draw(11, 999)}.{draw(1, 9)}",
            "p": f"{draw(3, 97)}.{draw(1, 9)}",
            "years": draw(3, 40),
            "year": draw(3, 40),
        }

    def work_on(self, field: str) -> Work:
        """A work on a matter, which is one of the fields."""
        return self._work(0, field)

    def _work(self, number: int, field: str = "") -> Work:
        field = field or self.random.choice(sorted(FIELDS))
        title = self.random.choice(TITLES).format(**self._slots(field))
        kind = self.random.choices(list(VENUES), (60, 15, 15, 10))[0]
        venue = self.random.choice(VENUES[kind]).format(field.capitalize())
        year, month, day = (self.random.randint(*span) for span in ((1985, 2025), (1, 12), (1, 28)))
        bare = Work("", self._authors(), title, year, kind, field=field)
        return Work(
            key=f"{number:04}-{slug(title, 4)}",
            authors=bare.authors,
            title=title,
            year=year,
            kind=kind,
            container="" if kind == "book" else venue,
            publisher=venue if kind == "book" else "",
            volume=str(self.random.randint(1, 90)),
            pages=f"{(page := self.random.randint(1, 900))}–{page + self.random.randint(5, 30)}",
            doi=f"10.5555/{field}.{number}",
            abstract=self.sentences(bare, 6),
            field=field,
            date=f"{year}-{month:02}-{day:02}",
        )

    def _relative(self, one: Work, number: int) -> Work:
        """A work that is easily taken for another: its second part, a reply, the same year."""
        other = self._work(number)
        turn = self.random.randrange(3)
        title = (f"{one.title}, Part II", f"Comment on “{one.title}”", other.title)[turn]
        return Work(
            key=other.key,
            authors=other.authors if turn == 1 else one.authors,
            title=title,
            year=one.year + (turn == 0),
            kind="article-journal",
            container=one.container or other.container or "Field Notes Quarterly",
            volume=other.volume,
            pages=other.pages,
            doi=other.doi,
            abstract=self.sentences(one, 6),
            field=one.field,
            date=f"{one.year + (turn == 0)}{other.date[4:]}",
        )
