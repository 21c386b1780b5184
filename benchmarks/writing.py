"""The text of a planned document: front matter in the styles that people use, and a body."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planning import Doc
from prose import Prose

KINDS_OF_SOURCE = ("paper", "report", "article", "essay", "thread", "news", "transcript")
CONFIDENCE = ("proven", "likely", "experimental", "speculative")
PEOPLE = ("ada", "grace", "mary", "emmy", "sofia")
MONTHS = ("January", "March", "May", "June", "October", "November")
EDGES = ("supports", "challenges", "challenged_by", "depends_on", "related", "enrichments")


def text_of(doc: Doc, prose: Prose) -> bytes:
    """The bytes of a document, defects and all."""
    body = _BODIES[doc.kind](doc, prose)
    head = ""
    if doc.kind in _FIELDS:
        fields = _FIELDS[doc.kind](doc, prose)
        for change in doc.respell:
            change(fields)
        lines = "".join(f"{name}:{value}\n" for name, value in fields.items())
        head = f"---\n{lines}---\n\n"
    data = (head + "\n\n".join([*body, *filter(None, [doc.added])]) + "\n").encode()
    return doc.damage(data) if doc.damage else data


def scalar(text: str, prose: Prose) -> str:
    """A text as YAML: plain, or in either kind of quotes."""
    plain = not any(mark in text for mark in (": ", " #", '"', "'", "[", "@"))
    turn = prose.random.randrange(10)
    if plain and turn < 6:
        return f" {text}"
    if turn % 2 and "'" not in text:
        return f" '{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f' "{escaped}"'


def listed(entries: Sequence[str], prose: Prose) -> str:
    """A list as YAML: in a block, or in one line where it is short."""
    if sum(map(len, entries)) < 60 and prose.chance(0.5) and not any("[" in e for e in entries):
        return f" [{', '.join(entries)}]"
    dash = "\n- " if prose.chance(0.2) else "\n  - "
    return "".join(f'{dash}"{each}"' if "[" in each else dash + each for each in entries)


def block(text: str, prose: Prose) -> str:
    """A long text as YAML: in one line of quotes, or as a block of several."""
    if prose.chance(0.5):
        return scalar(text, prose)
    lines = text.replace(". ", ".\n").splitlines()
    return prose.random.choice((" >\n  ", " |\n  ", " >-\n  ")) + "\n  ".join(lines)


def references(docs: Sequence[Doc], style: str) -> list[str]:
    """Names of documents, all in one style."""
    forms = {"name": "{0.name}", "file": "{0.name}.md", "link": "[[{0.name}]]", "path": "{0.path}"}
    return [forms[style].format(doc) for doc in docs]


def _edges(doc: Doc, prose: Prose) -> dict[str, str]:
    style = prose.random.choice(("name", "name", "link", "file"))
    found = {
        name: listed(references(doc.links[name], style), prose)
        for name in EDGES
        if doc.links.get(name)
    }
    if doc.dated:
        entries = [f"{other.name}|{name}|{doc.day}" for other, name in doc.dated]
        found["reweave_edges"] = "".join(f"\n  - {entry}" for entry in entries)
    return found


def _claim_fields(doc: Doc, prose: Prose) -> dict[str, str]:
    fields = {
        "type": " claim",
        "domain": f" {doc.domain}",
        "description": scalar(f"{prose.sentence()} {prose.sentence()}"[:-1], prose),
        "confidence": f" {prose.random.choice(CONFIDENCE)}",
        "source": scalar(_cited(doc, prose), prose),
        "created": f" {doc.day}",
    }
    if prose.chance(0.1):
        fields["title"] = scalar(doc.title, prose)
    if prose.chance(0.2):
        fields["secondary_domains"] = listed(prose.words(2), prose)
    if prose.chance(0.17):
        fields["tradition"] = scalar(", ".join(prose.words(4)), prose)
    if prose.chance(0.1):
        fields["tags"] = listed(prose.words(4), prose)
    if prose.chance(0.1):
        fields["last_evaluated"] = prose.day(2027, 2027).join((' "', '"'))
    if prose.chance(0.1):
        handle = prose.random.choice(PEOPLE)
        fields["attribution"] = f'\n  extractor:\n    - handle: "{handle}"\n      date: {doc.day}'
    fields |= _edges(doc, prose)
    if doc.links.get("sourced_from"):
        fields["sourced_from"] = listed(references(doc.links["sourced_from"], "path"), prose)
    return fields


def _cited(doc: Doc, prose: Prose) -> str:
    """What the claim says of its sources in words."""
    pick = prose.random.choice
    named = doc.links.get("names", [])
    if named:
        return "; ".join(f"{one.author} {one.day[:4]}, {' '.join(one.topic[:3])}" for one in named)
    if not doc.links.get("sourced_from"):
        year = prose.random.randint(1960, 2020)
        return f"{pick(prose.world.people)}, {' '.join(prose.words(4)).title()} ({year})"
    forms = (
        "{0.author}, '{0.title}' ({1} {2})",
        "{0.author} {2}, {0.title}",
        "{0.author} et al. ({2}), {0.title}",
        "{0.title}: {0.author}, {0.day}",
    )
    cited = doc.links["sourced_from"]
    return "; ".join(pick(forms).format(one, pick(MONTHS), one.day[:4]) for one in cited)


def _source_fields(doc: Doc, prose: Prose) -> dict[str, str]:
    pick = prose.random.choice
    claims = doc.links.get("claims_extracted")
    idle = ("unprocessed", "unprocessed", "null-result")
    fields = {
        "type": " source",
        "title": scalar(doc.title, prose),
        "author": scalar(doc.author, prose),
        "url": f" https://www.{pick(prose.world.publishers).lower()}.example/{doc.name}",
        "date": f" {doc.day}",
        "domain": f" {doc.domain}",
        "secondary_domains": " []",
        "format": f" {pick(KINDS_OF_SOURCE)}",
        "status": " processed" if claims else f" {pick(idle)}",
        "tags": listed(prose.words(5), prose),
    }
    if prose.chance(0.45):
        fields["priority"] = f" {pick(('high', 'medium', 'low'))}"
        fields["processed_by"] = f" {pick(PEOPLE)}"
        fields["processed_date"] = f" {prose.day(2026, 2026)}"
        fields["extraction_model"] = ' "example/model-2026-03"'
        notes = " ".join(prose.sentence(doc.topic[:2]) for _ in range(4))
        fields["extraction_notes"] = block(notes, prose)
    if claims:
        style = pick(("name", "file", "link"))
        fields["claims_extracted"] = listed(references(claims, style), prose)
    return fields | _edges(doc, prose)


def _entity_fields(doc: Doc, prose: Prose) -> dict[str, str]:
    pick = prose.random.choice
    fields = {
        "type": " entity",
        "entity_type": f" {pick(('company', 'person', 'protocol', 'lab', 'fund'))}",
        "name": scalar(doc.title, prose),
        "domain": f" {doc.domain}",
        "status": f" {pick(('active', 'inactive', 'emerging'))}",
        "tracked_by": f" {pick(PEOPLE)}",
        "created": f" {doc.day}",
        "website": f" https://{doc.name}.example",
        "tags": listed(prose.words(4), prose),
    }
    if prose.chance(0.5):
        many = prose.random.randint(2, 9000)
        fields["key_metrics"] = f'\n  {prose.words(1)[0]}: "{many:,}"\n  staff: {many}'
    if prose.chance(0.4):
        fields["summary"] = scalar(prose.sentence(doc.topic[:2]), prose)
        fields["founded"] = f" {prose.random.randint(1990, 2025)}"
    return fields


def _map_fields(doc: Doc, prose: Prose) -> dict[str, str]:
    return {
        "type": " map",
        "title": scalar(doc.title, prose),
        "description": scalar(prose.sentence(doc.topic[:2]), prose),
        "domain": f" {doc.domain}",
        "created": f" {doc.day}",
    }


def _linked(text: str, doc: Doc, prose: Prose) -> str:
    """The text with a wikilink to one of the documents that ``doc`` mentions."""
    others = doc.links.get("mentions")
    if not others:
        return text
    other = prose.random.choice(others)
    label = "|" + " ".join(other.topic[:2])
    form = prose.random.choice(("[[{}]]", "[[{}]]", "[[{}{}]]", "see [[{}#Evidence]]"))
    first, stop, rest = text.partition(". ")
    return f"{first} ({form.format(other.name, label)}){stop}{rest}"


def _claim_body(doc: Doc, prose: Prose) -> list[str]:
    parts = [f"# {doc.title}"]
    many = prose.random.randint(2, 5)
    parts += [_linked(prose.paragraph(doc.topic), doc, prose) for _ in range(many)]
    sources = doc.links.get("sourced_from", [])
    proof = [f"- [[{one.name}]]: {prose.sentence(doc.topic[:2])}" for one in sources]
    parts += ["## Evidence", "\n".join(proof) or prose.bullets(doc.topic, 3)]
    if prose.chance(0.02):
        parts.append(prose.fence())
    parts += ["## Limits", prose.paragraph(doc.topic, 3), "---", "Relevant Notes:"]
    near = dict.fromkeys(
        other for name in EDGES for other in doc.links.get(name, ()) if other is not doc
    )
    parts.append("\n".join(f"- [[{other.name}]] – {prose.sentence()}" for other in near) or "None.")
    return [*parts, "Topics:", "\n".join(f"- [[{each.name}]]" for each in doc.links["map"])]


def _source_body(doc: Doc, prose: Prose) -> list[str]:
    parts = [f"# {doc.title}"]
    sections = 30 if prose.chance(0.04) else prose.random.randint(2, 5)
    for number in range(sections):
        parts.append(f"## {' '.join(prose.words(3)).capitalize()} {number + 1}")
        parts.append(prose.paragraph(doc.topic))
        if prose.chance(0.3):
            parts.append(prose.bullets(doc.topic, 3))
    claims = doc.links.get("claims_extracted", [])
    return parts + [f"**Taken from this:** [[{claim.name}]]" for claim in claims]


def _entity_body(doc: Doc, prose: Prose) -> list[str]:
    parts = [f"# {doc.title}", prose.paragraph(doc.topic), "## Timeline"]
    parts.append("\n".join(f"- **{prose.day(2020, 2026)}**: {prose.sentence()}" for _ in range(5)))
    near = doc.links["mentions"] + doc.links["map"]
    return [*parts, "## Related", "\n".join(f"- [[{other.name}]]" for other in near)]


def _map_body(doc: Doc, prose: Prose) -> list[str]:
    parts = [f"# {doc.title}", prose.paragraph(doc.topic, 3)]
    for kind in ("claim", "entity", "source"):
        names = [other.name for other in doc.links.get("lists", ()) if other.kind == kind][:40]
        lines = [f"- [[{name}]] – {' '.join(prose.words(6))}" for name in names]
        parts += [f"## {kind.capitalize()} list", "\n".join(lines) or "Nothing yet."]
    return parts


def _note_body(doc: Doc, prose: Prose) -> list[str]:
    parts = [f"# {doc.title}"]
    for number in range(prose.random.randint(4, 14)):
        parts.append(f"## {' '.join(prose.words(2)).capitalize()} {number + 1}")
        parts.append(_linked(prose.paragraph(doc.topic), doc, prose))
        parts.append(prose.fence() if prose.chance(0.15) else prose.bullets(doc.topic, 3))
    return parts


_FIELDS: dict[str, Callable[[Doc, Prose], dict[str, str]]] = {
    "claim": _claim_fields,
    "source": _source_fields,
    "entity": _entity_fields,
    "map": _map_fields,
}
_BODIES: dict[str, Callable[[Doc, Prose], list[str]]] = {
    "claim": _claim_body,
    "source": _source_body,
    "entity": _entity_body,
    "map": _map_body,
    "note": _note_body,
}
