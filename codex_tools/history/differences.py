"""Two states of a knowledge base → what the one says that the other does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from codex_tools.argument.impact import level
from codex_tools.argument.judging import Verdict
from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.history.renames import Renames
from codex_tools.history.statement import changed_parts, statement_in
from codex_tools.model import BODY
from codex_tools.weighing.status import is_retired
from codex_tools.weighing.weighed import weighed

Link = tuple[str, str, str]
"""The path of a note, that of the one that it names, and the relation."""


class Participant(NamedTuple):
    """A note that takes part in the argument; what is said of it if it is no source."""

    path: str
    kind: str
    verdict: Verdict | None


class Reworded(NamedTuple):
    """A note whose title or text says something else; the titles before and after."""

    path: str
    parts: tuple[str, ...]
    before: str
    after: str


class Moved(NamedTuple):
    """A field of a note that has another value: its confidence, its kind, its status.

    ``rose`` says of a confidence whether it is higher now; ``None`` where nobody can tell.
    """

    path: str
    part: str
    before: str
    after: str
    rose: bool | None = None


class Judged(NamedTuple):
    """A note of which something else is said than before."""

    path: str
    before: Verdict
    after: Verdict


class Turnover(NamedTuple):
    """What came, and what went."""

    added: list[Link]
    dropped: list[Link]


class Differences(NamedTuple):
    """What changed between two states; all paths are those after, but for what went."""

    added: list[Participant]
    removed: list[Participant]
    retired: list[Participant]
    restored: list[Participant]
    renamed: list[tuple[str, str]]
    reworded: list[Reworded]
    moved: list[Moved]
    edges: Turnover
    links: Turnover
    lost: list[Judged]
    won: list[Judged]


def differences(before: KnowledgeBase, after: KnowledgeBase, renames: Renames) -> Differences:
    """Return what changed in the argument from one state to another, and in what leads there."""
    return _Comparison(before, after, renames).result()


class _Comparison:
    """Two states, with the notes that take part in the argument of both, by their paths."""

    def __init__(self, before: KnowledgeBase, after: KnowledgeBase, renames: Renames) -> None:
        self.before, self.after, self.renames = before, after, renames
        ours = {renames.path(path): path for path in _taking_part(before)}
        theirs = _taking_part(after)
        self.gone = sorted(ours[path] for path in ours.keys() - theirs)
        self.come = sorted(theirs - ours.keys())
        self.kept = [(ours[path], path) for path in sorted(ours.keys() & theirs)]

    def result(self) -> Differences:
        lost, won = self._judged()
        return Differences(
            [_participant(self.after, path) for path in self.come],
            [_participant(self.before, path) for path in self.gone],
            self._retired(True),
            self._retired(False),
            [(old, new) for old, new in self.kept if old != new],
            [each for pair in self.kept for each in self._reworded(*pair)],
            [each for pair in self.kept for each in self._moved(*pair)],
            self._turnover(is_link=False),
            self._turnover(is_link=True),
            lost,
            won,
        )

    def _retired(self, now: bool) -> list[Participant]:
        return [
            _participant(self.after, new)
            for old, new in self.kept
            if is_retired(self.after, self.after.notes[new]) is now
            and is_retired(self.before, self.before.notes[old]) is not now
        ]

    def _reworded(self, old: str, new: str) -> list[Reworded]:
        if self.before.text(old) == self.after.text(new):
            return []
        was, now = statement_in(self.before, old), statement_in(self.after, new)
        parts = tuple(part for part in changed_parts(was, now) if part in ("title", "text"))
        titles = self.before.notes[old].title, self.after.notes[new].title
        return [Reworded(new, parts, *titles)] if parts else []

    def _moved(self, old: str, new: str) -> list[Moved]:
        was, now = self.before.notes[old], self.after.notes[new]
        found = []
        if was.kind != now.kind:
            found.append(Moved(new, "kind", was.kind, now.kind))
        for meaning in (Meaning.CONFIDENCE, Meaning.STATUS):
            one, other = self.before.fields.get(was, meaning), self.after.fields.get(now, meaning)
            if _text(one).casefold() != _text(other).casefold():
                rose = self._rose(one, other) if meaning is Meaning.CONFIDENCE else None
                found.append(Moved(new, str(meaning), _text(one), _text(other), rose))
        return found

    def _rose(self, one: FieldValue | None, other: FieldValue | None) -> bool | None:
        ranks = [self.after.scale.rank(each.value) if each else None for each in (one, other)]
        before, after = ranks
        return None if before is None or after is None or before == after else after > before

    def _turnover(self, is_link: bool) -> Turnover:
        name = self.renames.path
        links = _links(self.before, is_link)
        ours = {(name(start), name(end), relation) for start, end, relation in links}
        theirs = set(_links(self.after, is_link))
        return Turnover(sorted(theirs - ours), sorted(ours - theirs))

    def _judged(self) -> tuple[list[Judged], list[Judged]]:
        lost: list[Judged] = []
        won: list[Judged] = []
        for old, new in self.kept:
            was, now = _verdict(self.before, old), _verdict(self.after, new)
            if was and now and level(was.standing) != level(now.standing):
                fell = level(now.standing) < level(was.standing)
                (lost if fell else won).append(Judged(new, was, now))
        return lost, won


def _taking_part(base: KnowledgeBase) -> set[str]:
    """Return the notes in the argument, in which there are files and addresses too."""
    return weighed(base).argument.numbers.keys() & base.notes.keys()


def _participant(base: KnowledgeBase, path: str) -> Participant:
    return Participant(path, base.notes[path].kind, _verdict(base, path))


def _verdict(base: KnowledgeBase, path: str) -> Verdict | None:
    """Return what is said of a claim or a conclusion, nothing of a source."""
    known = weighed(base)
    number = known.argument.numbers[path]
    return known.judgement.verdict(number) if number < known.argument.first_document else None


def _links(base: KnowledgeBase, is_link: bool) -> Iterable[Link]:
    """Yield the edges between notes, and to files that are sources, or the links of running text
    between notes, which have no type."""
    ends = base.notes.keys() if is_link else base.notes.keys() | weighed(base).argument.numbers
    return (
        (edge.source, edge.target, edge.relation)
        for edge in base.edges
        if (edge.relation == BODY) is is_link and edge.target in ends
    )


def _text(found: FieldValue | None) -> str:
    return found.text.strip() if found else ""
