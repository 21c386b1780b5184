from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.okf.families import instants
from codex_tools.base.okf.instants import parse_instant
from codex_tools.base.okf.keys import (
    GENERATED,
    SOURCES,
    STALE_AFTER,
    TIMESTAMP,
    USAGE_WINDOW,
    VERIFIED,
)
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule
from codex_tools.rules._samples import ROOT, concept

_KEYS = (GENERATED, VERIFIED, STALE_AFTER, SOURCES, USAGE_WINDOW, TIMESTAMP)


class InstantWithoutOffset(BundleRule):
    """A time of a concept has no offset from UTC, or is none.

    ## Why it matters
    `2026-06-30T14:00:00` is another moment in every time zone: whether a concept is stale, or was
    verified before it changed, depends on where that is asked.

    ## What to do
    Write ISO 8601 with an offset: `2026-06-30T14:00:00Z` or `2026-06-30T14:00:00+02:00`. A day
    alone is not reported: older versions of the Open Knowledge Format have days.
    """

    code = "OK010"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    "generated: {by: agent/1, at: '2026-06-20T10:00:00+00:00'}\n"
                    "stale_after: 9998-12-31\n"
                ),
            }
        ),
    )
    invalid = (
        Case(
            {
                "index.md": ROOT,
                "a.md": concept(
                    "generated:\n  by: agent/1\n  at: 2026-06-20T10:00:00\n"
                    "stale_after: next summer\n"
                    "sources:\n  - resource: https://example.org\n"
                    "    last_modified: 2026-06-01 08:00\n"
                ),
            },
            ("a.md:5:7", "a.md:6:14", "a.md:9:20"),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each time that is none of ISO 8601, or has a time of day and no offset."""
        for note in scope.having(*_KEYS):
            if not scope.base.kinds.is_concept(note.path):
                continue
            for place, said in instants(note.document.fields):
                found = parse_instant(said)
                if found is None:
                    message = f"`{said}` is no time of ISO 8601, such as 2026-06-30T14:00:00Z"
                    yield Finding(note.path, place, message)
                elif not (found.is_day or found.has_offset):
                    yield Finding(note.path, place, f"`{said}` has no offset from UTC", "add Z")
