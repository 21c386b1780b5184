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
    headings and names of files have nothing to do with each other.
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

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each title of a claim that shares less than seven words in ten with its name."""
        for note in scope.claims:
            for what, text, place in _titles(scope.base, note):
                if fold(text) == fold(note.name) or _alike(telling(note.name), telling(text)):
                    continue
                if isinstance(place, FieldPath) or _comes_first(scope.base, note):
                    message = f"{what} says something else than the file name: {text!r}"
                    yield Finding(note.path, place, message)


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
