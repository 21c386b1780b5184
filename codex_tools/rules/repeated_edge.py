from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.keys import RESOURCE, SOURCES
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Place, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, is_edge, quoted
from codex_tools.rules._samples import ROOT, claim, concept

_PARTS = "sources: [{{id: one, resource: b.md}}, {{id: {}, resource: b.md}}]\n"


class RepeatedEdge(Rule):
    """The same edge stands twice in one field.

    ## Why it matters
    Counts of support and of sources come out too high, and the second entry is overlooked when the
    first is corrected.

    ## What to do
    Keep one of the two. They may be written differently: `[[b]]` and `b.md` are one document. In a
    bundle of the Open Knowledge Format, `sources` may name several parts of one document, each with
    an `id`, a `title` or an anchor of its own.
    """

    code = "ED003"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),
        Case(
            {
                "domains/a.md": claim(
                    supports="[b]", cross_references="[{relation: supports, target: b}]"
                ),
                "domains/b.md": claim(),
            }
        ),
        Case({"index.md": ROOT, "a.md": concept(_PARTS.format("two")), "b.md": concept()}),
    )
    invalid = (
        Case(
            {"index.md": ROOT, "a.md": concept(_PARTS.format("one")), "b.md": concept()},
            ("a.md:3:58",),
        ),
        Case(
            {"domains/a.md": claim(supports="[b, b.md]"), "domains/b.md": claim()},
            ("domains/a.md:8:15",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry whose target an earlier entry of the same field names already."""
        for path, references in groupby(scope.references, key=attrgetter("source")):
            seen: set[tuple[object, ...]] = set()
            parts = _parts(scope.base, path)
            for _, link, target, _ in references:
                if is_edge(link):
                    part = (*parts[link.place], link.heading) if link.place in parts else ()
                    edge = (field_of(link), link.relation, target, link.journal, part)
                    if edge in seen:
                        message = f"{field_of(link)} names this document twice: {quoted(link)}"
                        yield Finding(path, link.place, message, f"it is {target}")
                    seen.add(edge)


def _parts(base: KnowledgeBase, path: str) -> dict[Place, tuple[str, str]]:
    """Return where the sources of a concept say what they name, and which part of it each means."""
    note = base.notes.get(path)
    if note is None or base.kinds.model is not Model.OKF or not note.may_say(SOURCES):
        return {}
    from codex_tools.base.okf.families import sources

    entries = sources(note.document.fields)
    return {entry.place(RESOURCE): (entry.id, entry.title) for entry in entries}
