"""A knowledge base → answers about its argument: why a claim stands, what falls with a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from codex_tools.app.addresses import has_address, naming_address
from codex_tools.app.engine import run_rules
from codex_tools.argument.impact import Impact, impact
from codex_tools.argument.strength import Bounds, bounds, strengths
from codex_tools.argument.why import Why, explain
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.urls import is_web_address, normalise_url
from codex_tools.errors import NotFoundError
from codex_tools.findings.once import told_once
from codex_tools.model import Diagnostic, Note
from codex_tools.settings import Settings
from codex_tools.weighing.status import retired_status
from codex_tools.weighing.trust import Trust, trust_of
from codex_tools.weighing.weighed import Weighed, weighed


class Reasons(NamedTuple):
    """All that is to be said of one claim; ``retired`` is the status that takes it out, ``trust``
    is that of a concept of the Open Knowledge Format."""

    note: Note
    why: Why
    bounds: Bounds
    retired: str
    trust: Trust | None
    findings: list[Diagnostic]


def reasons(base: KnowledgeBase, settings: Settings, note: Note) -> Reasons:
    """Return why a claim stands or does not. Raises NotFoundError for what is no claim."""
    known = weighed(base)
    number = _number(known, note)
    if number >= known.argument.first_document:
        words = "is a source, which needs no reasons; `codex impact` tells what rests on it"
        raise NotFoundError(f"{note.path} {words}")
    why = explain(known.argument, known.judgement, number, known.attack)
    found = strengths(known.argument, known.judgement.ground.held, number)
    findings = list(told_once(run_rules(base, settings, {note.path})))
    retired, trust = retired_status(base, note), trust_of(base, note)
    return Reasons(note, why, bounds(found.values()), retired, trust, findings)


class Subject(NamedTuple):
    """What is thought away: a note, a file that claims come from, or what stands at a web address.

    ``ids`` are those in the argument; ``named_by`` are the notes that name the address.
    """

    name: str
    ids: tuple[str, ...]
    named_by: tuple[str, ...] | None = None


def subject_called(base: KnowledgeBase, name: str, find: Callable[[str], Note]) -> Subject:
    """Return what is called ``name``: a web address, a file that is a source though it is no note,
    or else the note that ``find`` finds.

    Raises NotFoundError for an address that no note has or names, and for a note that takes no part
    in the argument.
    """
    known = weighed(base)
    if not is_web_address(name):
        called = base.resolver.called(name.removeprefix("./")).paths
        if len(called) == 1 and called[0] in base.others and called[0] in known.argument.numbers:
            return Subject(called[0], called)
        note = find(name)
        _number(known, note)
        return Subject(note.path, (note.path,))
    page, notes = normalise_url(name), base.notes
    ids = tuple(
        each
        for each in known.argument.numbers
        if (has_address(base, notes[each], name) if each in notes else normalise_url(each) == page)
    )
    named_by = tuple(naming_address(base, name))
    if not ids and not named_by:
        raise NotFoundError(f"no note has the address {name} or names it")
    return Subject(name, ids, named_by)


def impact_of(base: KnowledgeBase, subject: Subject) -> Impact:
    """Return what retiring claims, or the documents of sources, does to all others."""
    known = weighed(base)
    return impact(known.argument, subject.ids, known.attack)


def confidence_of(base: KnowledgeBase, path: str) -> str:
    """Return the confidence that a note states, as it stands in the file; empty for none."""
    found = base.fields.get(base.notes[path], Meaning.CONFIDENCE)
    return found.text if found else ""


def _number(known: Weighed, note: Note) -> int:
    number = known.argument.numbers.get(note.path)
    if number is None:
        what = f"its kind, `{note.kind}`, has no role" if note.kind else "it is of no kind"
        words = f"takes no part in the argument: {what}, and no relation leads to or from it"
        raise NotFoundError(f"{note.path} {words}")
    return number
