"""What becomes of files when fixes are made, and which were not."""

from __future__ import annotations

from dataclasses import dataclass, field

from codex_tools.model import FieldPath, Fix


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file before and after.

    Up to the offset ``same`` no byte has moved; ``places`` of the front matter have a new text.
    """

    before: bytes
    after: bytes
    same: int
    places: frozenset[FieldPath] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """A fix that was not made, with the reason for people."""

    fix: Fix
    reason: str


@dataclass(slots=True)
class Outcome:
    """What a number of fixes come to: the files that change, the fixes made and those refused."""

    files: dict[str, Rewritten] = field(default_factory=dict)
    made: list[Fix] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
