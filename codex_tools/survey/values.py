"""What a survey comes to: settings with the evidence for them, and what it is not sure of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Keys = tuple[str, ...]
"""Where a setting stands in a configuration."""

EXAMPLES = 3
"""How many examples are shown."""


class Evidence(NamedTuple):
    """How often something occurs: ``number`` of ``total`` things that are a ``noun``."""

    number: int
    total: int = 0
    noun: str = "file"
    examples: tuple[str, ...] = ()

    @classmethod
    def of(cls, paths: Sequence[str], total: int = 0) -> Evidence:
        """Return the evidence of some files among ``total``."""
        return cls(len(paths), total, examples=tuple(paths[:EXAMPLES]))


class Proposed(NamedTuple):
    """A setting. ``words`` say why, besides the evidence; one that is off is shown as a comment.

    One whose value is ``None`` is a remark on the table at ``keys``.
    """

    keys: Keys
    value: Any
    evidence: Evidence | None = None
    words: str = ""
    is_on: bool = True


class Question(NamedTuple):
    """What a person knows better; ``proposed`` is taken where nobody is asked."""

    keys: Keys
    words: str
    choices: tuple[str, ...]
    proposed: str


Answers = Mapping[Keys, str]
NO_ANSWERS: Answers = {}


class Seen(NamedTuple):
    """Counts of one sort of things, such as the files of each folder."""

    label: str
    counts: tuple[tuple[str, int], ...]


class Survey(NamedTuple):
    """All that was found. ``schemas`` maps the paths of files to schemas that belong to settings,
    ``kinds`` those of notes to their kinds."""

    seen: tuple[Seen, ...] = ()
    remarks: tuple[str, ...] = ()
    settings: tuple[Proposed, ...] = ()
    schemas: Mapping[str, Mapping[str, Any]] = {}
    questions: tuple[Question, ...] = ()
    kinds: Mapping[str, str] = {}

    def table(self) -> dict[str, Any]:
        """Return the settings that are on as the table of a configuration."""
        return as_table(each for each in self.settings if each.is_on and each.value is not None)


def as_table(settings: Iterable[Proposed]) -> dict[str, Any]:
    """Put settings into the tables that their keys name."""
    table: dict[str, Any] = {}
    for each in settings:
        inner = table
        for key in each.keys[:-1]:
            inner = inner.setdefault(key, {})
        inner[each.keys[-1]] = each.value
    return table
