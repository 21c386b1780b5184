"""Faults to put into a planned knowledge base, each with the code of the rule that finds it.

A fault changes the links of the plan, the fields of a document, or the bytes that are written.
Faults may have consequences: a source whose front matter cannot be read names no claims any more,
so that its claims are reported as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random

from planning import Doc, Plan

Fields = dict[str, str]


@dataclass(frozen=True)
class Planted:
    """A fault: where it was put and which rule is to find it."""

    path: str
    code: str


@dataclass(frozen=True)
class Defect:
    """A fault for documents of one kind; ``put`` says whether it could be put into this one."""

    code: str
    kind: str
    put: Callable[[Doc, Plan], bool]


def respelt(name: str, value: str | None, when: str = "") -> Callable[[Doc, Plan], bool]:
    """Set a field, or take it out; only where the relation ``when`` is there, or ``-when`` not."""

    def put(doc: Doc, plan: Plan) -> bool:
        if when and bool(doc.links.get(when.lstrip("-"))) == when.startswith("-"):
            return False
        doc.respell.append(_setting(name, value))
        return True

    return put


def _setting(name: str, value: str | None) -> Callable[[Fields], None]:
    def change(fields: Fields) -> None:
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value

    return change


def renamed(old: str, new: str) -> Callable[[Doc, Plan], bool]:
    """Give a field another name."""

    def put(doc: Doc, plan: Plan) -> bool:
        doc.respell.append(lambda fields: fields.update({new: fields.pop(old)}))
        return True

    return put


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Doc, Plan], bool]:
    """Change the bytes."""

    def put(doc: Doc, plan: Plan) -> bool:
        doc.damage = change
        return True

    return put


def replaced(old: bytes, new: bytes) -> Callable[[Doc, Plan], bool]:
    """Replace some bytes where they first stand."""
    return damaged(lambda data: data.replace(old, new, 1))


def appended(text: str) -> Callable[[Doc, Plan], bool]:
    """Add a paragraph; ``{0.name}`` is the name of a claim."""

    def put(doc: Doc, plan: Plan) -> bool:
        doc.added = text.format(_other(doc, plan))
        return True

    return put


def edge(relation: str, kind: str = "claim") -> Callable[[Doc, Plan], bool]:
    """Add an edge at this end only, to a document that has no edge with this one yet."""

    def put(doc: Doc, plan: Plan) -> bool:
        other = _other(doc, plan, kind)
        doc.link(relation, other)
        return True

    return put


def _other(doc: Doc, plan: Plan, kind: str = "claim") -> Doc:
    """An earlier document of a kind, so that no circle comes of it, and one without an edge."""
    docs = plan.of_kind[kind]
    end = docs.index(doc) if doc.kind == kind and doc is not docs[0] else len(docs)
    near = {other for others in doc.links.values() for other in others} | {doc}
    return next(other for other in reversed(docs[max(0, end - 50) : end]) if other not in near)


def _journal_only(doc: Doc, plan: Plan) -> bool:
    doc.dated.append((_other(doc, plan), "supports"))
    return True


def _repeated(doc: Doc, plan: Plan) -> bool:
    if doc.links.get("related"):
        doc.link("related", doc.links["related"][0])
    return "related" in doc.links


def _to_itself(doc: Doc, plan: Plan) -> bool:
    doc.link("related", doc)
    return True


def _contradictory(doc: Doc, plan: Plan) -> bool:
    if doc.links.get("supports"):
        other = doc.links["supports"][0]
        doc.link("challenges", other)
        other.link("challenged_by", doc)
    return bool(doc.links.get("supports"))


def _circle(doc: Doc, plan: Plan) -> bool:
    """Let a claim lean on what leans on it; a circle is reported at its first path."""
    for other in doc.links.get("depends_on", []):
        if doc.path < other.path:
            other.link("depends_on", doc)
            return True
    return False


def _forgotten(relation: str, inverse: str) -> Callable[[Doc, Plan], bool]:
    """Take a link out at its other end."""

    def put(doc: Doc, plan: Plan) -> bool:
        others = doc.links.get(relation)
        if others:
            others[0].links[inverse].remove(doc)
        return bool(others)

    return put


def _unused(doc: Doc, plan: Plan) -> bool:
    used = doc.links.get("claims_extracted") or doc.links.get("enrichments")
    return not used and respelt("status", " processed")(doc, plan)


def _same_name(doc: Doc, plan: Plan) -> bool:
    """Give a note the name of another one, and name it."""
    notes = plan.of_kind["note"]
    other = notes[notes.index(doc) - 1]
    if other is doc or other.folder != doc.folder:
        return False
    doc.folder, doc.name = f"docs/{doc.domain}", other.name
    entity = plan.of_kind["entity"][0]
    doc.added = f"More in [[{doc.name}]] and [[{entity.name}]]."
    return True


GONE = "a-note-that-nobody-has-written"
DEFECTS = (
    Defect("AT002", "claim", respelt("attribution", '\n  scribbler:\n    - handle: "ada"')),
    Defect("CL008", "claim", respelt("last_evaluated", " 2020-01-01")),
    Defect("ED001", "claim", respelt("reweave_edges", "\n  - no bars at all")),
    Defect("ED002", "claim", _journal_only),
    Defect("ED003", "claim", _repeated),
    Defect("ED004", "claim", _to_itself),
    Defect("ED005", "claim", _contradictory),
    Defect("ED006", "claim", edge("challenges")),
    Defect("ED007", "claim", _circle),
    Defect("FM001", "claim", damaged(lambda data: data[data.index(b"\n---\n") + 6 :])),
    Defect("FM002", "source", replaced(b"\n---\n", b"\n")),
    Defect("FM003", "source", replaced(b"\nauthor:", b'\nnotes: "open\nauthor:')),
    Defect("FM004", "source", replaced(b"\nurl:", b"\ndate: 2021-01-01\nurl:")),
    Defect("FM005", "claim", respelt("created", " 2026-02-30")),
    Defect("FM006", "map", damaged(lambda data: b"---\n- a list" + data[data.index(b"\n---") :])),
    Defect("FM008", "claim", damaged(lambda data: b"\n\n" + data)),
    Defect("IO001", "source", replaced(b" the ", b" \xff\xfe ")),
    Defect("IO002", "source", replaced(b" the ", b" \x00 ")),
    Defect("IO003", "entity", damaged(lambda data: b"\xef\xbb\xbf" + data)),
    Defect("IO004", "entity", damaged(lambda data: data.replace(b"\n", b"\r\n"))),
    Defect("PV001", "claim", _forgotten("sourced_from", "claims_extracted")),
    Defect("PV002", "source", _forgotten("claims_extracted", "sourced_from")),
    Defect("PV003", "source", _unused),
    Defect("PV004", "source", respelt("status", " unprocessed", "claims_extracted")),
    Defect("RF001", "claim", appended(f"As [[{GONE}]] says.")),
    Defect("RF001", "note", appended(f"As [[{GONE}|another]] says, and as [[docs/{GONE}]] does.")),
    Defect("RF002", "note", _same_name),
    Defect("RF003", "claim", appended("As [[{0.title}]] says.")),
    Defect("RF004", "note", appended(f"As [another](../{GONE}.md) says.")),
    Defect("RF005", "claim", respelt("sourced_from", f"\n  - inbox/archive/{GONE}.md")),
    Defect("RF006", "source", respelt("claims_extracted", f"\n  - {GONE}", "-claims_extracted")),
    Defect("RF007", "claim", respelt("related", f'\n  - "[[{GONE}]]"')),
    Defect("RF008", "claim", edge("supports", "source")),
    Defect("RF011", "claim", appended("As [[{0.name}#No such heading]] says.")),
    Defect("SC001", "claim", respelt("confidence", None)),
    Defect("SC001", "source", respelt("author", None)),
    Defect("SC002", "claim", respelt("description", "\n  - one\n  - two")),
    Defect("SC003", "claim", respelt("confidence", " certain")),
    Defect("SC003", "source", respelt("status", " finished")),
    Defect("SC004", "source", respelt("url", " no address")),
    Defect("SC005", "claim", respelt("type", " insight")),
    Defect("SC006", "source", renamed("url", "source_url")),
    Defect("SC008", "entity", respelt("type", " gadget")),
    Defect("SC010", "claim", respelt("sumary", " nothing that is read")),
    Defect("TI001", "claim", replaced(b"\n# ", b"\n# Quite another heading stands here\n\n")),
)

BREAKS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "claim": (
        ("confidence", None),
        ("confidence", " certain"),
        ("description", ""),
        ("description", "\n  - one\n  - two"),
        ("created", " soon"),
        ("created", " 2026-02-30"),
        ("domain", " Two Words"),
        ("source", " 12"),
        ("tags", "\n  - {name: one}"),
    ),
    "source": (
        ("author", None),
        ("author", "\n  first: one"),
        ("status", " finished"),
        ("status", None),
        ("url", " no address"),
        ("date", " 2026-13-01"),
        ("date", " last year"),
        ("title", " 7"),
        ("priority", " urgent"),
    ),
    "entity": (
        ("status", " dead"),
        ("tracked_by", None),
        ("founded", " long ago"),
        ("entity_type", " Two Words"),
        ("key_metrics", " many"),
    ),
    "map": (
        ("domain", " Two Words"),
        ("title", " 7"),
        ("created", " soon"),
        ("description", "\n  - one"),
    ),
}


def plant(plan: Plan, share: float, random: Random) -> list[Planted]:
    """Put one fault each into this share of the documents, every kind in turn."""
    docs = {kind: list(of_kind[1:]) for kind, of_kind in plan.of_kind.items()}
    for each in docs.values():
        random.shuffle(each)
    wanted = round(share * len(plan.documents))
    found: list[Planted] = []
    failed = 0
    for defect in cycle(DEFECTS):
        if len(found) >= wanted or failed > len(DEFECTS):
            return found
        doc = next(_fitting(defect, docs[defect.kind], plan), None)
        failed = failed + 1 if doc is None else 0
        if doc is not None:
            found.append(Planted(doc.path, defect.code))
    raise AssertionError("a cycle has no end")


def _fitting(defect: Defect, docs: list[Doc], plan: Plan) -> Iterator[Doc]:
    """Take the documents out one by one that the fault could be put into."""
    for doc in docs[-100:][::-1]:
        if defect.put(doc, plan):
            docs.remove(doc)
            yield doc


def break_schema(plan: Plan, share: float, random: Random) -> None:
    """Let this share of all documents break the schema of their kind, in one to three places."""
    docs = [doc for kind in BREAKS for doc in plan.of_kind[kind]]
    wanted = min(len(docs), round(share * len(plan.documents)))
    for doc in random.sample(docs, wanted):
        for name, value in random.sample(BREAKS[doc.kind], random.choice((1, 1, 2, 3))):
            doc.respell.append(_setting(name, value))
