"""A knowledge base → the rows of the tables that SQL can ask."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from codex_tools.app.engine import run_rules
from codex_tools.argument.derivation import NONE
from codex_tools.base.claim_sources import claim_edges, claim_links
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.findings.once import told_once
from codex_tools.findings.positions import SourceText
from codex_tools.model import BrokenLink, ResolvedLink
from codex_tools.query.database import Database, Value, build_database
from codex_tools.settings import Settings
from codex_tools.weighing.edges import meanings
from codex_tools.weighing.trust import Trust, trust_of
from codex_tools.weighing.weighed import Weighed, weighed

Row: TypeAlias = "tuple[Value, ...]"

SHOWN = (Meaning.DOMAIN, Meaning.CONFIDENCE, Meaning.STATUS, Meaning.CREATED)


def note_rows(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the rows of the table ``notes``."""
    known = weighed(base)
    for path, note in base.notes.items():
        said = (base.fields.get(note, meaning) for meaning in SHOWN)
        texts = [None if each is None else each.text for each in said]
        fields = json.dumps(note.fields, ensure_ascii=False, default=str)
        judged = *_judged(known, path), *_trusted(trust_of(base, note))
        yield (path, note.kind, note.title, *texts, *judged, fields)


def _trusted(trust: Trust | None) -> Row:
    """Return the trust tier and the day from which on a concept is stale."""
    return (None, None) if trust is None else (str(trust.tier), trust.stale_after or None)


def _judged(known: Weighed, path: str) -> Row:
    """Return grounding, standing, origins, backers and weakest link of a claim."""
    argument, number = known.argument, known.argument.numbers.get(path)
    if number is None or number >= argument.first_document:
        return (None,) * 5
    grounding, standing = known.judgement.verdict(number)
    weakest = known.weakest[number]
    return (
        str(grounding),
        standing and str(standing),
        known.origins[number],
        len(argument.backers[number]),
        None if weakest == NONE else argument.names[weakest],
    )


def edge_rows(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the rows of the table ``edges``."""
    known = meanings(base.relations)
    for edge in sorted({*base.edges, *claim_edges(base)}):
        if edge.target in base.notes:
            found = known.get(edge.relation)
            meaning = (str(found.meaning), int(found.inverse)) if found else (None, None)
            ends = (edge.source, edge.target, edge.relation)
            yield (*ends, *meaning, edge.origin, edge.date or None)


def source_rows(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the rows of the table ``sources``; a claim counts for each copy of its document."""
    argument = weighed(base).argument
    for number, copies in argument.sources.items():
        for path in copies if base.notes.keys() >= set(copies) else ():
            yield path, argument.names[number], len(argument.backs[number])


def link_rows(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the rows of the table ``links``, by note; each file is read for its lines."""
    every: list[ResolvedLink | BrokenLink] = [*base.links.resolved, *base.links.broken]
    every += claim_links(base)
    for path, links in groupby(sorted(every, key=attrgetter("source")), attrgetter("source")):
        text = SourceText(base.text(path))
        for found in links:
            link = found.link
            line = text.lines_above(text.span(link.place).start) + 1
            names = (found.target, found.how) if isinstance(found, ResolvedLink) else (None, None)
            yield path, line, link.relation, link.raw, names[0], link.heading or None, names[1]


def text_rows(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the rows of the table ``texts``."""
    for path, note in base.notes.items():
        body = base.text(path)[note.document.body_start :].decode("utf-8", "replace")
        yield path, note.title, body


def finding_rows(base: KnowledgeBase, settings: Settings) -> Iterator[Row]:
    """Yield the rows of the table ``findings``: those of the chosen rules, as ``check`` has them
    without a baseline."""
    for each in told_once(run_rules(base, settings)):
        place = (each.path, each.line, each.column)
        yield (*place, each.code, each.rule, each.severity.label, each.message)


_ROWS: Mapping[str, Callable[[KnowledgeBase], Iterable[Row]]] = {
    "notes": note_rows,
    "edges": edge_rows,
    "sources": source_rows,
    "links": link_rows,
    "texts": text_rows,
}


def database_of(base: KnowledgeBase, settings: Settings | None, sql: str | None = None) -> Database:
    """Return the tables of a knowledge base: those that ``sql`` names, or all.

    A query cannot read a table that no word of it names, so that such a one is left empty. Without
    settings there are no findings.
    """
    words = None if sql is None else set(re.findall(r"\w+", sql.lower()))
    rows = {name: make(base) for name, make in _ROWS.items() if words is None or name in words}
    if settings and (words is None or "findings" in words):
        rows["findings"] = finding_rows(base, settings)
    return build_database(rows)
