"""The plan of a made-up knowledge base: which documents there are, and what links them.

Every claim leans on earlier claims only, so that no edges lead in circles, and on sources that are
older than itself; both ends of a challenge and of a provenance link know of each other. What is
planned is therefore without a fault; ``defects.py`` puts faults in. Some claims only name their
sources in words, which leaves ``codex link`` something to find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prose import SMALL, Prose

LEANING = ("supports", "depends_on", "challenges")


@dataclass(slots=True, eq=False)
class Doc:
    """A document to write.

    ``respell`` changes the fields and ``damage`` the bytes that would be written; ``added`` is text
    for the end of the body.
    """

    kind: str
    folder: str
    name: str
    title: str
    topic: list[str]
    domain: str
    day: str
    author: str = ""
    links: dict[str, list[Doc]] = field(default_factory=dict)
    dated: list[tuple[Doc, str]] = field(default_factory=list)
    added: str = ""
    respell: list[Callable[[dict[str, str]], None]] = field(default_factory=list)
    damage: Callable[[bytes], bytes] | None = None

    @property
    def path(self) -> str:
        """Its path below the root."""
        return f"{self.folder}/{self.name}.md"

    def link(self, relation: str, *others: Doc) -> None:
        """Add edges to other documents."""
        self.links.setdefault(relation, []).extend(others)


class Plan:
    """The documents of a knowledge base of ``files`` files, by kind."""

    def __init__(self, files: int, prose: Prose) -> None:
        self.prose = prose
        self.domains = [self._domain() for _ in range(max(2, files // 500))]
        self._taken: set[frozenset[str]] = set()
        count = {
            "map": max(1, files // 50),
            "note": files // 25,
            "entity": files // 15,
            "source": files * 2 // 5,
        }
        count["claim"] = files - sum(count.values())
        self.of_kind = {
            kind: [self._document(kind, number) for number in range(many)]
            for kind, many in count.items()
        }
        for kind in ("claim", "source", "entity"):
            _in_domains(self.of_kind[kind], self.of_kind["map"])
        self._link()

    @property
    def documents(self) -> list[Doc]:
        """All documents."""
        return [doc for docs in self.of_kind.values() for doc in docs]

    def _domain(self) -> str:
        return "-".join(self.prose.words(self.prose.random.randint(1, 2)))

    def _document(self, kind: str, number: int) -> Doc:
        prose = self.prose
        topic = self._topic(prose.random.randint(6, 9))
        spoken = prose.mixed(topic)
        spoken = spoken[1:] if spoken[0] in SMALL else spoken
        title = " ".join(spoken).capitalize()
        domain = self.domains[number % len(self.domains)]
        doc = Doc(kind, "docs", "-".join(spoken), title, topic, domain, prose.day(2026, 2026))
        if kind == "source":
            doc.day = prose.day(2012, 2025)
            people = prose.random.sample(prose.world.people, 2)
            doc.author = " ".join(people)
            doc.name = f"{doc.day}-{people[1].lower()}-{'-'.join(topic[:5])}"
        elif kind == "map":
            doc.folder, doc.name = "maps", f"topic-{doc.name}"
        elif kind == "entity":
            doc.name = "-".join(topic[:3])
            doc.title = " ".join(topic[:3]).title()
        return doc

    def _topic(self, count: int) -> list[str]:
        """Words that no other document has together, not even without an ``s`` at their ends."""
        while True:
            found = list(dict.fromkeys(self.prose.words(count)))
            if len(found) < 6:
                continue
            key = frozenset(word.rstrip("s") for word in found[:3])
            if key not in self._taken:
                self._taken.add(key)
                return found

    def _link(self) -> None:
        of_kind = self.of_kind
        sources: dict[str, list[Doc]] = {}
        for source in of_kind["source"]:
            sources.setdefault(source.domain, []).append(source)
        earlier: dict[str, list[Doc]] = {}
        for claim in of_kind["claim"]:
            siblings = earlier.setdefault(claim.domain, [])
            self._cite(claim, sources.get(claim.domain, []))
            self._lean(claim, siblings)
            siblings.append(claim)
        for doc in (*of_kind["entity"], *of_kind["note"]):
            doc.link("mentions", *self.prose.random.sample(of_kind["claim"], 4))
        for source in of_kind["source"]:
            if self.prose.chance(0.2):
                source.link("enrichments", self.prose.random.choice(of_kind["claim"]))

    def _cite(self, claim: Doc, sources: list[Doc]) -> None:
        many = self.prose.random.choices((0, 1, 2), (25, 55, 20))[0]
        cited = self.prose.random.sample(sources, min(many, len(sources)))
        if self.prose.chance(0.4):
            claim.link("names", *cited)
            return
        for source in cited:
            claim.link("sourced_from", source)
            source.link("claims_extracted", claim)

    def _lean(self, claim: Doc, siblings: list[Doc]) -> None:
        random = self.prose.random
        near = siblings[-60:]
        picked = random.sample(near, min(len(near), random.randint(1, 4)))
        for other in picked:
            relation = random.choices((*LEANING, "related"), (4, 1, 1, 4))[0]
            claim.link(relation, other)
            if relation == "challenges":
                other.link("challenged_by", claim)
            elif self.prose.chance(0.25):
                claim.dated.append((other, relation))
        claim.link("mentions", *random.sample(near, min(len(near), 3)))


def _in_domains(docs: list[Doc], maps: list[Doc]) -> None:
    """Spread documents over maps, and with them over the folders of their domains."""
    folders = {"claim": "domains", "source": "inbox/archive", "entity": "entities"}
    for number, doc in enumerate(docs):
        its_map = maps[number % len(maps)]
        doc.domain = its_map.domain
        doc.folder = f"{folders[doc.kind]}/{doc.domain}"
        doc.link("map", its_map)
        its_map.link("lists", doc)
