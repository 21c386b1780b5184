from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import sources
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity, Span
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.rules._samples import claim


class UndefinedFootnote(ProblemRule):
    """A footnote is referred to that is not there.

    ## Why it matters
    The reader sees `[^1]` in the text and looks in vain for what it says, which is often the
    evidence.

    ## What to do
    Write the footnote on a line of its own, `[^1]: text`, or correct its label. What stands in
    code and in comments does not count, and case makes no difference. In a bundle of the Open
    Knowledge Format the `id` of a source is a footnote that is there.
    """

    code = "RF014"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("Tides turn.[^1]\n\n[^1]: They do.\n")}),
        Case({"domains/a.md": claim("The class [^a-z] and `[^1]`, and ^[a note] in the line.\n")}),
    )
    invalid = (
        Case({"domains/a.md": claim("Tides turn.[^1]\n")}, ("domains/a.md:9:12",)),
        Case(
            {"domains/a.md": claim("Tides[^1] turn.[^2]\n\n[^1]: They do.\n")},
            ("domains/a.md:9:16",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each reference to a footnote that is not there, nor the id of a source."""
        found = super().check(scope)
        if scope.base.kinds.model is not Model.OKF:
            return found
        return (each for each in found if not _is_source(scope.base, each))


def _is_source(base: KnowledgeBase, found: Finding) -> bool:
    """Tell whether the footnote that is referred to is a source of the note."""
    assert isinstance(found.place, Span)
    label = base.text(found.path)[found.place.start + 2 : found.place.end - 1]
    entries = sources(base.notes[found.path].document.fields)
    return label.decode("utf-8", "replace") in {entry.id for entry in entries}
