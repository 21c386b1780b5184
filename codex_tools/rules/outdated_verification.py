from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.okf.families import generated, verified
from codex_tools.base.okf.instants import is_before
from codex_tools.base.okf.keys import VERIFIED
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._samples import ROOT, concept

_MADE = "generated: {by: agent/1, at: 2026-06-20T10:00:00Z}\n"


class OutdatedVerification(BundleRule):
    """A concept was last verified before its content last changed.

    ## Why it matters
    `verified` vouches for a text that is not there any more, and the concept still counts as
    confirmed, or as reviewed by a person.

    ## What to do
    Have it verified again, and add the event to `verified`; or take the old events out.
    """

    code = "OK008"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    f"{_MADE}verified: {{by: 'human:ada', at: 2026-06-20T12:00:00Z}}\n"
                ),
            }
        ),
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(f"{_MADE}verified: {{by: 'human:ada', at: 2026-06-20}}\n"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    f"{_MADE}verified:\n"
                    "  - {by: 'human:ada', at: 2026-06-20T09:00:00Z}\n"
                    "  - {by: 'process:nightly', at: 2026-06-20T11:00:00+02:00}\n"
                ),
            },
            ("a.md:5:27",),
        ),
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    "timestamp: 2026-06-21\nverified: {by: 'human:ada', at: 2026-06-20}\n"
                ),
            },
            ("a.md:4:33",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each concept all of whose verifications are older than its content."""
        for note in scope.having(VERIFIED):
            fields = note.document.fields
            made, events = generated(fields), [each for each in verified(fields) if each.at]
            if not (made and events and scope.base.kinds.is_concept(note.path)):
                continue
            if all(is_before(event.at, made.at) for event in events):
                last = events[0]
                for event in events:
                    last = event if is_before(last.at, event.at) else last
                message = f"verified {last.at}, but changed after that, {made.at}"
                yield Finding(note.path, last.at_place, message)
