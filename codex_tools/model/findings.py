"""What is wrong: problems of reading, findings of rules, diagnostics with their positions.

Lines and columns are 1-based and count characters; they are worked out from byte offsets only for
what is shown.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from codex_tools.model.places import Applicability, FileEdit, Fix, Place


class Severity(IntEnum):
    """How bad a finding is; ordered, so that thresholds can be compared."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word that users read and write."""
        return _LABELS[self]


_LABELS = {severity: severity.name.lower() for severity in Severity}


class Problem(NamedTuple):
    """Something that reading a file came upon; a rule with the name ``kind`` reports it."""

    kind: str
    place: Place | None
    message: str
    hint: str = ""


class Finding(NamedTuple):
    """What a rule reports: a place in a file and what is wrong there."""

    path: str
    place: Place | None
    message: str
    hint: str = ""
    fix: Fix | None = None
    once: str = ""
    """What is said instead, in one place for all, where several findings have the same words here;
    ``{count}`` in them is how many they are."""


class Diagnostic(NamedTuple):
    """A finding with its rule, its severity and its exact position; what reporters show."""

    code: str
    rule: str
    severity: Severity
    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str = ""
    fix: Fix | None = None
    source_line: str = ""
    """The text of ``line``, for reports that show it."""

    once: str = ""
    """As in :class:`Finding`."""


FixEdits = Mapping[Fix, tuple[FileEdit, ...]]
"""What fixes change, each made alone."""

NO_EDITS: FixEdits = {}


class Report(NamedTuple):
    """The outcome of a check."""

    diagnostics: tuple[Diagnostic, ...]
    checked: int
    root: str = ""
    known: int = 0
    """How many findings are left out because the baseline has them."""

    edits: FixEdits = NO_EDITS
    """For formats that say so; a fix that is refused has no entry."""

    def count_of(self, severity: Severity) -> int:
        """Return how many diagnostics have exactly this severity."""
        return sum(found.severity is severity for found in self.diagnostics)

    def repairs_of(self, applicability: Applicability) -> int:
        """Return how many diagnostics have a repair that is safe, or one that is a guess."""
        return sum(
            found.fix.applicability is applicability for found in self.diagnostics if found.fix
        )

    def fails(self, threshold: Severity) -> bool:
        """Tell whether a diagnostic reaches the threshold."""
        return any(found.severity >= threshold for found in self.diagnostics)
