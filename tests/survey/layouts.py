"""Knowledge bases of some sixty notes in layouts that people use, with faults planted in them.

Each has words of its own for what it holds. A fault is known by its file and the code of the rule
that has to find it; everything else in a base is as its owner wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import NamedTuple

SUBJECTS = (
    "Tides",
    "Ferns",
    "Glaciers",
    "Honeybees",
    "Lichens",
    "Estuaries",
    "Peat bogs",
    "Swifts",
)
DEEDS = (
    "follow the moon more closely than the wind",
    "store more carbon than they give off",
    "respond to warm winters within a year",
    "spread faster along old roads",
    "depend on cold water for their growth",
)
AUTHORS = ("Ada Sample", "Bo Example", "Cleo Instance", "Dan Specimen", "Eva Case", "Finn Model")
TOPICS = ("harbour gauges", "spore counts", "ice cores", "hive records", "bark surveys")


class Layout(NamedTuple):
    """Files by path, and the faults planted in them as pairs of a path and the code of a rule."""

    files: Mapping[str, str]
    faults: frozenset[tuple[str, str]]


class Base:
    """A base that is being written: files with fields in order, and the faults so far."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.fields: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, str] = {}
        self.faults: set[tuple[str, str]] = set()

    def add(self, path: str, body: str, **fields: str) -> str:
        self.fields[path], self.bodies[path] = fields, body
        return path

    def plant(self, path: str, code: str) -> None:
        self.faults.add((path, code))

    def done(self) -> Layout:
        texts = {path: _text(self.fields[path], body) for path, body in self.bodies.items()}
        return Layout(texts, frozenset(self.faults))


def _text(fields: Mapping[str, str], body: str) -> str:
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", body]) if fields else body


def statements() -> list[str]:
    """Forty sentences, no two of which are alike."""
    return [f"{subject} {deed}" for deed in DEEDS for subject in SUBJECTS]


def works() -> list[tuple[str, str, int]]:
    """Twenty works: author, title and year."""
    return [
        (
            AUTHORS[number % len(AUTHORS)],
            f"What {TOPICS[number % 5]} told us in year {number + 1}",
            2005 + number,
        )
        for number in range(20)
    ]


def argued(statement: str, number: int) -> str:
    """A body with an argument of its own."""
    where = TOPICS[number % len(TOPICS)]
    return f"\nSeries {number} of the {where} bears this out: {statement.lower()} in most years.\n"


def day(number: int) -> str:
    return f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}"


def link(path: str) -> str:
    return f"[[{path.rpartition('/')[2].removesuffix('.md')}]]"


def quoted(paths: Sequence[str]) -> str:
    return f"[{', '.join(repr(link(path)) for path in paths)}]"


def claims() -> Layout:
    """An Obsidian vault of claims that are `backed_by` sources, and `strengthen` each other."""
    base = Base(1)
    sources = [
        base.add(
            f"Sources/{author.split()[1]} {year}.md",
            f"\nNotes on the measurements of {year}, page by page.\n",
            type="source",
            title=title,
            author=author,
            published=f"{year}-03-04",
            url=f"https://example.org/{number}",
        )
        for number, (author, title, year) in enumerate(works())
    ]
    notes: list[str] = []
    for number, statement in enumerate(statements()):
        fields = {"type": "claim", "certainty": ("low", "medium", "high")[number % 3]}
        fields |= {"made": day(number), "backed_by": quoted([sources[number % 20]])}
        if number >= 30:
            author, title, year = works()[number % 20]
            fields["source"] = f"\"{author}, '{title}', {year}\""
        if number >= 8 and number % 2:
            fields["strengthens"] = quoted([notes[number - 8]])
        if number >= 8 and number % 5 == 0:
            fields["weakens"] = quoted([notes[number - 7]])
        notes.append(base.add(f"Claims/{statement}.md", argued(statement, number), **fields))
    base.add("Templates/Claim.md", "\n{{title}}\n", type="claim", certainty="'{{certainty}}'")
    base.bodies[".obsidian/app.json"], base.fields[".obsidian/app.json"] = "{}", {}

    base.fields[notes[1]]["certainty"] = "hihg"
    base.plant(notes[1], "SC003")
    del base.fields[notes[3]]["certainty"]
    base.plant(notes[3], "SC001")
    base.fields[notes[4]]["type"] = "clam"
    base.plant(notes[4], "SC008")
    base.fields[notes[9]]["strengthens"] = "['[[Tides follow the mon more closely than the wind]]']"
    base.plant(notes[9], "RF007")
    base.fields[notes[12]]["backed_by"] = quoted([notes[13]])
    base.plant(notes[12], "RF008")
    base.fields[notes[14]]["made"] = "2025-02-30"
    base.plant(notes[14], "FM005")
    base.fields[notes[16]]["strenghtens"] = quoted([notes[17]])
    base.plant(notes[16], "SC010")
    base.fields[notes[18]]["backed_by"] = quoted(["Sources/Sample 1905.md"])
    base.plant(notes[18], "RF005")
    base.bodies[notes[20]] += "\nSee [[Ferns stores more carbon than they give off]].\n"
    base.plant(notes[20], "RF001")
    del base.fields[notes[31]]["backed_by"]  # `codex link` finds it
    base.plant(notes[31], "SC001")
    base.plant(notes[31], "PV005")
    base.fields[notes[25]]["weakens"] = base.fields[notes[25]]["strengthens"]
    base.plant(notes[25], "ED005")
    return base.done()


def citekeys() -> Layout:
    """Literature notes called by their citekeys, and permanent notes that rest on them."""
    base = Base(2)
    keys: list[str] = []
    for number, (author, title, year) in enumerate(works()):
        path = f"literature/@{author.split()[1].lower()}{year}.md"
        body = f"\n# {title}\n\nRead with a pencil; the tables of chapter {number + 1} matter.\n"
        fields = {"title": title, "authors": f"[{author}]", "year": str(year)}
        keys.append(base.add(path, body, **fields, doi=f"10.1000/{1000 + number}"))
    notes: list[str] = []
    for number, statement in enumerate(statements()):
        fields = {"created": day(number), "confidence": ("0.3", "0.6", "0.9", "0.75")[number % 4]}
        fields["source"] = f"'{link(keys[number % 20])}'"
        notes.append(base.add(f"notes/{statement}.md", argued(statement, number), **fields))
    for number in range(0, 40, 2):  # both ends say it
        pair = notes[number], notes[number + 1]
        base.fields[pair[0]]["related"] = quoted([pair[1]])
        base.fields[pair[1]]["related"] = quoted([pair[0]])

    base.fields[notes[0]]["source"] = "'[[@sampel2005]]'"
    base.plant(notes[0], "RF005")
    base.fields[notes[3]]["confidence"] = "1.7"
    base.plant(notes[3], "SC009")
    del base.fields[notes[7]]["related"]
    base.plant(notes[6], "ED006")
    base.fields[notes[10]]["source"] = f"'{link(notes[11])}'"
    base.plant(notes[10], "RF008")
    del base.fields[notes[13]]["source"]
    base.plant(notes[13], "CL003")
    base.plant(notes[13], "SC001")
    base.fields[notes[15]]["created"] = "2025-13-01"
    base.plant(notes[15], "FM005")
    base.bodies[notes[18]] += "\nCompare [[Glaciers store more carbon then they give off]].\n"
    base.plant(notes[18], "RF001")
    base.fields[notes[21]]["related"] = quoted([notes[20], notes[21]])
    base.plant(notes[21], "ED004")
    base.fields[keys[4]]["titel"] = base.fields[keys[4]].pop("title")
    base.plant(keys[4], "SC001")
    base.plant(keys[4], "SC010")
    return base.done()


def discourse() -> Layout:
    """A discourse graph: questions, claims, evidence and sources, told apart by `dg_type`."""
    base = Base(3)
    sources = [
        base.add(
            f"SRC - {author.split()[1]} {year}.md",
            f"\nAn excerpt of the report of {year}, with its tables.\n",
            dg_type="SRC",
            author=author,
            year=str(year),
            url=f"https://example.org/{year}",
        )
        for author, _, year in works()[:15]
    ]
    questions = [
        base.add(
            f"QUE - Why do {subject.lower()} change.md", "\nAsked in the field.\n", dg_type="QUE"
        )
        for subject in SUBJECTS
    ]
    claims: list[str] = []
    for number, statement in enumerate(statements()[:20]):
        fields = {"dg_type": "CLM", "informs": quoted([questions[number % 8]])}
        fields["status"] = ("open", "settled")[number % 2]
        claims.append(base.add(f"CLM - {statement}.md", argued(statement, number), **fields))
    evidence: list[str] = []
    for number in range(20):
        fields = {"dg_type": "EVD", "grounded_in": quoted([sources[number % 15]])}
        fields["supports" if number % 4 else "opposes"] = quoted([claims[number]])
        path = f"EVD - {TOPICS[number % 5].capitalize()} rose in {1990 + number}.md"
        evidence.append(base.add(path, argued(f"The {TOPICS[number % 5]} rose", number), **fields))

    for number in (0, 1, 8, 12, 16):  # nothing speaks for these
        base.plant(claims[number], "CL003")
    base.fields[evidence[1]]["supports"] = (
        "['[[CLM - Ferns folow the moon more closely than the wind]]']"
    )
    base.plant(evidence[1], "RF007")
    base.fields[evidence[2]]["grounded_in"] = quoted([questions[2]])
    base.plant(evidence[2], "RF008")
    base.fields[evidence[3]]["grounded_in"] = "['[[SRC - Nobody 1850]]']"
    base.plant(evidence[3], "RF005")
    base.fields[evidence[5]]["opposes"] = base.fields[evidence[5]]["supports"]
    base.plant(evidence[5], "ED005")
    base.fields[evidence[6]]["suports"] = base.fields[evidence[6]].pop("supports")
    base.plant(evidence[6], "SC010")
    base.fields[claims[1]]["status"] = "setled"
    base.plant(claims[1], "SC003")
    base.fields[claims[4]]["informs"] = quoted([sources[1]])
    base.plant(claims[4], "RF008")
    base.bodies[claims[6]] += (
        "\nSee [[SRC - Sample 2005|the report]] and [[EVD - Nothing like it]].\n"
    )
    base.plant(claims[6], "RF001")
    del base.fields[claims[7]]["informs"]
    base.plant(claims[7], "SC001")
    return base.done()


def wiki() -> Layout:
    """Raw articles in `raw/`, and a wiki that is written from them in `wiki/`."""
    base = Base(4)
    raw = [
        base.add(
            f"raw/{year}-{title.lower().replace(' ', '-')}.md",
            f"\n{title}. A report of {year} with {number + 3} tables and many pages of text.\n" * 6,
            title=title,
            author=author,
            date=f"{year}-05-06",
            url=f"https://example.org/raw/{number}",
        )
        for number, (author, title, year) in enumerate(works())
    ]
    names = [f"{subject} and {topic}" for subject in SUBJECTS for topic in TOPICS]
    pages: list[str] = []
    for number, name in enumerate(names):
        path = f"wiki/{name.lower().replace(' ', '-')}.md"
        body = (
            f"\n# {name}\n\nSummed up from {3 + number % 4} readings of the {TOPICS[number % 5]}.\n"
        )
        if pages:
            body += f"\nSee also [[{pages[-1].rpartition('/')[2][:-3]}]].\n"
        listed = f"[{raw[number % 20]}, {raw[(number + 7) % 20]}]"
        pages.append(base.add(path, body, title=name, sources=listed, updated=day(number)))
    index = "".join(f"- [[{page.rpartition('/')[2][:-3]}]]\n" for page in pages)
    base.add("wiki/index.md", f"# Index\n\n{index}")
    base.add("wiki/log.md", "# Log\n\n- 2025-01-02 read the first five reports\n")

    base.fields[pages[2]]["sources"] = "[raw/2005-what-harbor-gauges-told-us-in-year-1.md]"
    base.plant(pages[2], "RF005")
    base.fields[pages[5]]["sources"] = f"[{pages[6]}]"
    base.plant(pages[5], "RF008")
    del base.fields[pages[8]]["updated"]
    base.plant(pages[8], "SC001")
    base.fields[pages[11]]["updated"] = "2025-04-31"
    base.plant(pages[11], "FM005")
    base.bodies[pages[14]] += "\nMore in [[ferns-and-sporecounts]].\n"
    base.plant(pages[14], "RF003")
    base.fields[pages[17]]["source"] = base.fields[pages[17]].pop("sources")
    base.plant(pages[17], "SC001")
    base.plant(pages[17], "SC010")
    base.bodies[pages[20]] += f"\nSee the [report](../raw/{raw[3][4:-4]}x.md).\n"
    base.plant(pages[20], "RF004")
    base.fields[raw[6]]["date"] = "2011-00-06"
    base.plant(raw[6], "FM005")
    base.fields[pages[23]]["sources"] = f"[{raw[1]}, {raw[1]}]"
    base.plant(pages[23], "ED003")
    return base.done()


def inline() -> Layout:
    """Notes with hardly a front matter: the relations stand in the text, as Dataview reads them."""
    base = Base(5)
    papers = [
        base.add(
            f"papers/{author.split()[1]} {year}.md",
            f"\nMy excerpts of {title}.\n",
            kind="paper",
            author=author,
            year=str(year),
        )
        for author, title, year in works()
    ]
    notes: list[str] = []
    for number, statement in enumerate(statements()):
        body = f"{argued(statement, number)}\nfrom:: {link(papers[number % 20])}\n"
        if number >= 8 and number % 2:
            body += f"- strengthens {link(notes[number - 8])}\n"
        if number >= 8 and number % 4 == 0:
            body += f"\nIt is at odds with others (disputes:: {link(notes[number - 7])}).\n"
        fields = {"kind": "thesis", "sure": "★" * (number % 3 + 1)}
        notes.append(base.add(f"theses/{statement}.md", body, **fields))

    base.bodies[notes[2]] = base.bodies[notes[2]].replace("[[Instance 2007]]", "[[Instanse 2007]]")
    base.plant(notes[2], "RF005")
    base.bodies[notes[9]] += "- strengthens [[Lichens folow the moon more closely than the wind]]\n"
    base.plant(notes[9], "RF007")
    base.bodies[notes[11]] += f"\nfrom:: {link(notes[10])}\n"
    base.plant(notes[11], "RF008")
    base.bodies[notes[13]] += f"\ndisputes:: {link(notes[5])}\n"
    base.plant(notes[13], "ED005")
    base.bodies[notes[17]] += f"- strengthens {link(notes[9])}\n"
    base.plant(notes[17], "ED003")
    base.bodies[notes[19]] += f"- strengthens {link(notes[19])}\n"
    base.plant(notes[19], "ED004")
    base.bodies[notes[22]] += "\nSee [[Peat bogs spread faster on old roads]].\n"
    base.plant(notes[22], "RF001")
    base.fields[notes[24]]["sure"] = "★★★★★★★"
    base.plant(notes[24], "SC003")
    base.fields[notes[26]]["kind"] = "tesis"
    base.fields[papers[3]]["auhtor"] = base.fields[papers[3]].pop("author")
    base.plant(papers[3], "SC001")
    base.plant(papers[3], "SC010")
    return base.done()


def okf() -> Layout:
    """A bundle of the Open Knowledge Format: tables, metrics and policies with their sources."""
    base = Base(6)
    base.add(
        "index.md",
        "\n# Folders\n\n* [Tables](tables/)\n* [Metrics](metrics/)\n* [Policies](policies/)\n",
        okf_version="'0.2'",
    )
    policies = [
        base.add(
            f"policies/rule-{number}.md",
            f"\nRule {number} says what counts as a sale.\n",
            type="Policy",
            title=f"Rule {number}",
        )
        for number in range(12)
    ]
    tables: list[str] = []
    for number in range(20):
        body = f"\nOne row a sale of shop {number}.[^rule]\n\n[^rule]: What counts as a sale.\n"
        fields = {"type": "Table", "title": f"Sales of shop {number}"}
        fields["generated"] = f"{{by: 'human:ada', at: {day(number)}T10:00:00Z}}"
        fields["sources"] = f"[{{id: rule, resource: /{policies[number % 12]}}}]"
        tables.append(base.add(f"tables/sales-{number}.md", body, **fields))
    metrics: list[str] = []
    for number in range(25):
        body = f"\nThe share of [the sales](/{tables[number % 20]}) in week {number}.\n"
        metrics.append(
            base.add(f"metrics/share-{number}.md", body, type="Metric", title=f"Share {number}")
        )
    for folder, paths in (("policies", policies), ("tables", tables), ("metrics", metrics)):
        rows = "".join(
            f"* [{base.fields[path]['title']}]({path.partition('/')[2]})\n" for path in paths
        )
        base.add(f"{folder}/index.md", f"# {folder.title()}\n\n{rows}")
    base.add("log.md", "# Log\n\n## 2025-03-02\n\n* Added shops.\n\n## 2025-03-01\n\n* Began.\n")

    base.bodies[tables[2]] = base.bodies[tables[2]].replace("shop 2.[^rule]", "shop 2.[^rules]")
    base.plant(tables[2], "RF014")
    del base.fields[metrics[3]]["type"]
    base.plant(metrics[3], "OK002")
    base.fields[tables[5]]["generated"] = "{by: 'human:ada', at: '2025-02-03T10:00:00'}"
    base.plant(tables[5], "OK010")
    base.fields[tables[7]]["sources"] = "[{id: rule, resource: /policies/rule-77.md}]"
    base.plant(tables[7], "RF005")
    base.bodies[metrics[9]] = base.bodies[metrics[9]].replace("sales-9.md", "sales-99.md")
    base.plant(metrics[9], "RF004")
    base.bodies["metrics/index.md"] = base.bodies["metrics/index.md"].replace(
        "* [Share 11](share-11.md)\n", ""
    )
    base.plant("metrics/index.md", "OK011")
    base.bodies["log.md"] = base.bodies["log.md"].replace("2025-03-01", "2025-03-09")
    base.plant("log.md", "OK012")
    return base.done()


LAYOUTS: Mapping[str, Callable[[], Layout]] = {
    "claims": claims,
    "citekeys": citekeys,
    "discourse": discourse,
    "wiki": wiki,
    "inline": inline,
    "okf": okf,
}
