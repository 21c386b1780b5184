from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.okf.families import text_of
from codex_tools.base.okf.instants import has_come
from codex_tools.base.okf.keys import STALE_AFTER
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._samples import ROOT, concept


class StaleConcept(BundleRule):
    """A concept is past the day from which on it says of itself that it is stale.

    ## Why it matters
    Who made it said that it has to be looked at again by then. Programs that read the bundle warn
    of such a concept, or refuse to use it.

    ## What to do
    Verify it, and write a later `stale_after`; or give it the `status` `deprecated`. It is judged
    by today's date; the environment variable `SOURCE_DATE_EPOCH` sets another one, in seconds.
    """

    code = "OK007"
    severity = Severity.WARNING
    valid = (
        Case({"index.md": ROOT, "a.md": concept("stale_after: 9998-12-31T00:00:00Z\n")}),
        Case({"index.md": ROOT, "a.md": concept("stale_after: next summer\n")}),
        Case({"index.md": ROOT, "a.md": concept("stale_after: 2020-01-01\nstatus: deprecated\n")}),
    )
    invalid = (
        Case(
            {"index.md": ROOT, "a.md": concept("stale_after: 2020-01-01T00:00:00Z\n")},
            ("a.md:3:14",),
        ),
        Case({"index.md": ROOT, "a.md": concept("stale_after: 2020-01-01\n")}, ("a.md:3:14",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each concept that is stale and not deprecated."""
        base = scope.base
        for note in scope.having(STALE_AFTER):
            said = text_of(note.document.fields.get(STALE_AFTER))
            is_gone = base.fields.text(note, Meaning.STATUS) == "deprecated"
            if base.kinds.is_concept(note.path) and has_come(said) and not is_gone:
                yield Finding(note.path, FieldPath((STALE_AFTER,)), f"stale since {said}")
