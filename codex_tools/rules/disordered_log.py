from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from codex_tools.base.okf.bundles import LOG
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Heading, Severity, Span
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, day_headings, reserved
from codex_tools.rules._samples import ROOT
from codex_tools.rules.malformed_reserved_file import is_day


class DisorderedLog(BundleRule):
    """A day in the log of a bundle stands below an older one.

    ## Why it matters
    A `log.md` has the newest entries at the top. Who reads only these, as programs do, misses what
    was added further down. A log that has its days in the other order throughout is reported once.

    ## What to do
    Move the entries of the day to their place. Nothing else in a log is changed afterwards.
    """

    code = "OK012"
    severity = Severity.WARNING
    valid = (
        Case({"index.md": ROOT, "log.md": "# Log\n\n## 2026-07-01\n\n## 2026-06-30: more\n"}),
        Case({"index.md": ROOT, "log.md": "# Log\n\n## 2026-07-01\n\n## 2026-07-01\n"}),
    )
    invalid = (
        Case(
            {"index.md": ROOT, "log.md": "# Log\n\n## 2026-06-30\n\nText.\n\n## 2026-07-01\n"},
            ("log.md:7:4",),
        ),
        Case(
            {"index.md": ROOT, "log.md": "## 2026-06-30\n\n## 2026-07-01\n\n## 2026-07-02\n"},
            ("log.md:3:4",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each day that is later than the one above it."""
        for note in reserved(scope, LOG):
            days = [each for each in day_headings(scope.base, note) if is_day(each)]
            pairs = [
                (above, below) for above, below in pairwise(days) if _day(above) != _day(below)
            ]
            wrong = [pair for pair in pairs if _day(pair[1]) > _day(pair[0])]
            is_turned = len(wrong) == len(pairs) > 1
            for above, below in wrong[:1] if is_turned else wrong:
                message = f"{_day(below)} stands below {_day(above)}, which is older"
                hint = "the whole log begins with the oldest" if is_turned else ""
                yield Finding(note.path, Span(below.start, below.end), message, hint)


def _day(heading: Heading) -> str:
    return heading.text[:10]
