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
from codex_tools.runtime.text import did_you_mean

_SOURCES = "sources:\n  - {id: policy, resource: https://example.org/p}\n"


class UnsourcedFootnote(BundleRule):
    """A footnote is the `id` of none of the sources.

    ## Why it matters
    In the Open Knowledge Format a footnote `[^id]` says which entry of `sources` a claim comes
    from; what stands in the footnote does not count. After an `id` is changed or taken out, the
    claim comes from nowhere.

    ## What to do
    Write the `id` of the source, or add the source. Numbers, and labels such as `note`, are
    footnotes as in any other text, and one that is not there at all is reported as
    `undefined-footnote`.
    """

    code = "OK005"
    severity = Severity.WARNING
    valid = (
        Case({"index.md": ROOT, "a.md": concept(_SOURCES, "So.[^policy]\n\n[^policy]: P\n")}),
        Case({"index.md": ROOT, "a.md": concept(_SOURCES, "So.[^1]\n\n[^1]: An aside.\n")}),
        Case({"index.md": ROOT, "a.md": concept(body="So.[^aside]\n\n[^aside]: An aside.\n")}),
    )
    invalid = (
        Case(
            {"index.md": ROOT, "a.md": concept(_SOURCES, "So.[^polcy]\n\n[^polcy]: P\n")},
            ("a.md:6:4",),
        ),
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    "sources: [{resource: b}]\n", "So.[^b][^note]\n\n[^b]: B\n[^note]: N\n"
                ),
            },
            ("a.md:5:4",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each reference to a footnote, which is there, with a label that no source has."""
        for note in scope.having(SOURCES):
            entries = sources(note.document.fields)
            ids = [entry.id for entry in entries if entry.id]
            if not entries or not scope.base.kinds.is_concept(note.path):
                continue
            for label, place, _ in attributions(scope.base, note).unsourced:
                message = f"`{label}` is the `{ID}` of none of the sources"
                known = "known: " + ", ".join(ids) if ids else f"none of them has an `{ID}`"
                hint = known + did_you_mean(label, ids)
                yield Finding(note.path, place, message, hint)
