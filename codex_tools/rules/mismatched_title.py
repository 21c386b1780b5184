from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Note, Place, Severity, Span
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim
from codex_tools.rules._words import telling


class MismatchedTitle(Rule):
    """A claim's heading or `title` says something else than its file name.

    ## Why it matters
    Links show the name, the page shows the heading. Where one was changed and the other was not,
    a reader who follows a link arrives at another claim than the one that was cited.

    ## What to do
    Decide which of the two holds and rename the file, or rewrite the heading. A name that leaves
    words of the heading out, as short ones do, is fine. In a bundle of the Open Knowledge Format
    headings and names of files have nothing to do with each other. In a base with a
    model of its own it counts where four in five claims have it so.
    """

    code = "TI001"
    subject = "claims"
    severity = Severity.WARNING
    foreign_to = frozenset({Model.OKF})
    valid = (
        Case({"domains/tides-come-twice.md": claim("# Tides come twice a day\n")}),
        Case({"domains/Tides come twice.md": claim("No heading.\n")}),
    )
    invalid = (
        Case(
            {"domains/tides-come-twice-a-day.md": claim("# The sun warms the upper sea\n")},
            ("domains/tides-come-twice-a-day.md:9:3",),
        ),
        Case(
            {"domains/tides-come-twice-a-day.md": claim(title="Winds move the upper sea")},
            ("domains/tides-come-twice-a-day.md:8:8",),
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether the other claims say what is usual."""
        return base.kinds.model is Model.NONE

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each title of a claim that shares less than seven words in ten with its name."""
        if scope.base.kinds.model is Model.NONE and not _is_usual(scope.base):
            return
        for note in scope.claims:
            for what, text, place in _others(scope.base, note):
                if isinstance(place, FieldPath) or _comes_first(scope.base, note):
                    message = f"{what} says something else than the file name: {text!r}"
                    yield Finding(note.path, place, message)


def _is_usual(base: KnowledgeBase) -> bool:
    from codex_tools.rules._habit import is_habit  # for bases with a model of their own

    return is_habit(base, "titles like names", _is_named_alike)


def _is_named_alike(base: KnowledgeBase, note: Note) -> bool | None:
    if next(_titles(base, note), None) is None:
        return None
    return next(_others(base, note), None) is None


def _others(base: KnowledgeBase, note: Note) -> Iterator[tuple[str, str, Place]]:
    """Yield the titles that say something else than the name of the file."""
    for title in _titles(base, note):
        text = title[1]
        if fold(text) != fold(note.name) and not _alike(telling(note.name), telling(text)):
            yield title


def _titles(base: KnowledgeBase, note: Note) -> Iterator[tuple[str, str, Place]]:
    title = base.fields.get(note, Meaning.TITLE)
    if title and isinstance(title.value, str):
        yield f"`{title.name}`", title.value, title.place
    heading = note.document.heading
    if heading is not None:
        yield "the heading", heading.text, Span(heading.start, heading.end)


def _comes_first(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether the heading of level 1 comes before all others, as a title does."""
    return next(base.headings(note), None) == note.document.heading


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    return not smaller or len(one & other) >= 0.7 * smaller
