from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.claim_sources import attributions
from codex_tools.base.okf.families import sources
from codex_tools.base.okf.keys import ID, SOURCES
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._samples import ROOT, concept

_SOURCES = (
    "sources:\n"
    "  - {id: policy, resource: https://example.org/p}\n"
    "  - {id: schema, resource: https://example.org/s}\n"
)


class UncitedSource(BundleRule):
    """A source has an `id` that no footnote of the concept refers to, though others are.

    ## Why it matters
    Where claims say by footnotes what they come from, a source that none of them names may be left
    over from an older text, or the footnote was forgotten. Nothing is said where another rule
    reports a footnote that is none of the sources: it may mean this one.

    ## What to do
    Put `[^id]` behind the claims that come from it, or take the source out. One that the concept as
    a whole comes from needs no `id`.
    """

    code = "OK006"
    severity = Severity.INFO
    valid = (
        Case({"index.md": ROOT, "a.md": concept(_SOURCES, "So.[^policy] And so.[^schema]\n")}),
        Case({"index.md": ROOT, "a.md": concept(_SOURCES, "No claim has a footnote.\n")}),
        Case({"index.md": ROOT, "a.md": concept(_SOURCES, "An aside.[^1]\n\n[^1]: Aside.\n")}),
    )
    invalid = (
        Case(
            {"index.md": ROOT, "a.md": concept(_SOURCES, "So.[^policy]\n\n[^schema]: S\n")},
            ("a.md:5:10",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each source with an id that is not cited, where another one is."""
        for note in scope.having(SOURCES):
            entries = [entry for entry in sources(note.document.fields) if entry.id]
            if not entries or not scope.base.kinds.is_concept(note.path):
                continue
            found = attributions(scope.base, note)
            cited = {each.label for each in found.references if each.entry}
            for entry in entries if cited and not found.unsourced else ():
                if entry.id not in cited:
                    message = f"no footnote refers to the source `{entry.id}`"
                    yield Finding(note.path, entry.place(ID), message)
