"""A note → what is to be said of it in a few lines, and its neighbours in the argument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from codex_tools.app.argument import confidence_of
from codex_tools.argument.model import Rows
from codex_tools.argument.why import Challenge, Neighbour, Why, explain
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.model import Note, Role
from codex_tools.reporters.argument.words import named, verdict_words
from codex_tools.runtime.text import pluralise
from codex_tools.weighing.weighed import weighed

_MOST = 5


def explained(base: KnowledgeBase, note: Note) -> Why | None:
    """Return the reasons of a claim; ``None`` for a note that has no part in the argument, and for
    a source."""
    known = weighed(base)
    number = known.argument.numbers.get(note.path)
    if number is None or note.role is Role.SOURCE:
        return None
    return explain(known.argument, known.judgement, number, known.attack, most_chains=1)


def summary(base: KnowledgeBase, note: Note) -> str:
    """Return what a claim rests on and what speaks against it, in one line; empty for others."""
    why = explained(base, note)
    if why is None:
        return ""
    backed = pluralise(len(why.backers), "note")
    text = f"backed by {backed}, {pluralise(len(why.origins), 'origin')}"
    return f"{text} · challenged by {len(why.challenges)}" if why.challenges else text


def description(base: KnowledgeBase, note: Note) -> str:
    """Return what is to be said of a note, in Markdown."""
    return "\n\n".join(filter(None, _parts(base, note)))


def _parts(base: KnowledgeBase, note: Note) -> Iterator[str]:
    yield f"**{_plain(note.title)}**"
    yield _plain(base.fields.text(note, Meaning.DESCRIPTION))
    facts = [note.kind, confidence_of(base, note.path), base.fields.text(note, Meaning.STATUS)]
    why = explained(base, note)
    if why:
        facts.append(verdict_words(why.verdict))
    yield " · ".join(f"`{each}`" for each in facts if each)
    if why:
        yield summary(base, note)
        sources = [each for each in why.backers if each.sources]
        yield _sources(base, note, sources)
        yield _listed("For it", [each for each in why.backers if not each.sources])
        yield _listed("Against it", [_by(each) for each in why.challenges])
        yield _listed("It leans on", why.premises)
        further = [each for each in why.origins if each not in sources]
        yield _listed("Further origins" if sources else "Origins", further)
    yield note.path


def _sources(base: KnowledgeBase, note: Note, documents: Sequence[Neighbour]) -> str:
    """The documents that a claim comes from: their titles, and where they lie; without one what it
    says of them in words."""
    words = base.fields.text(note, Meaning.SOURCE_TEXT)
    if words and not documents:
        return f"Source, in words: {_plain(words)}"
    shown = [_source(base, each) for each in documents]
    if len(shown) == 1:
        return f"Source: {shown[0]}"
    return _list(f"{len(shown)} sources", shown)


def _source(base: KnowledgeBase, document: Neighbour) -> str:
    note = base.notes.get(document.name)
    title = f"{_plain(note.title)} – " if note else ""
    return title + _plain(named(document))


def _by(challenge: Challenge) -> Neighbour:
    return challenge.by


def _listed(title: str, nodes: Sequence[Neighbour]) -> str:
    return _list(title, [_plain(stem(each.name)) for each in nodes])


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    lines = [f"- {each}" for each in items[:_MOST]]
    more = [f"- … and {len(items) - _MOST} more"] if len(items) > _MOST else []
    return "\n".join([f"{title}:", "", *lines, *more])


def _plain(text: str) -> str:
    """A text of a note without what would be Markdown of ours, or a command of the client."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>&#!|" else each for each in text)


class Neighbours(NamedTuple):
    """The notes that rest on one, and those that it rests on, by path."""

    resting: list[str]
    holding: list[str]


def neighbours(base: KnowledgeBase, path: str) -> Neighbours:
    """Return what rests on a note, and what it rests on; copies of a document are all named."""
    known = weighed(base)
    number = known.argument.numbers.get(path)
    if number is None:
        return Neighbours([], [])
    argument = known.argument

    def told(*rows: Rows) -> list[str]:
        nodes = dict.fromkeys(node for each in rows for node in each[number])
        names = (argument.sources.get(node, (argument.names[node],)) for node in nodes)
        return [name for some in names for name in some if name in base.notes and name != path]

    resting = told(argument.backs, argument.leaners)
    return Neighbours(resting, told(argument.backers, argument.premises))
