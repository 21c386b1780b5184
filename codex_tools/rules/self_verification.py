from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.okf.families import generated, verified
from codex_tools.base.okf.keys import VERIFIED
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._samples import ROOT, concept

_MADE = "generated: {by: agent/1, at: 2026-06-20T10:00:00Z}\n"


class SelfVerification(BundleRule):
    """A concept is verified by nobody else than who made it.

    ## Why it matters
    Who wrote a text overlooks in it what was overlooked in writing it. Such a concept counts as
    confirmed, and nobody has confirmed it.

    ## What to do
    Have somebody else verify it, and add the event to `verified`.
    """

    code = "OK009"
    severity = Severity.INFO
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
                "a.md": concept(f"{_MADE}verified: [{{by: agent/1}}, {{by: 'process:nightly'}}]\n"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(f"{_MADE}verified: {{by: agent/1, at: 2026-06-20T12:00:00Z}}\n"),
            },
            ("a.md:4:16",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each concept whose verifiers are all its author."""
        for note in scope.having(VERIFIED):
            fields = note.document.fields
            made, events = generated(fields), [each for each in verified(fields) if each.by]
            if not (made and made.by and events and scope.base.kinds.is_concept(note.path)):
                continue
            if all(event.by == made.by for event in events):
                message = f"verified by `{made.by}` alone, who made it"
                yield Finding(note.path, events[0].by_place, message)
