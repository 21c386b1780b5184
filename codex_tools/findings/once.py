"""What most files of a base give cause for → one finding, at the first place that is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from codex_tools.model import Diagnostic


def told_once(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings, which are in order, with one instead of those that are told once.

    This comes last, when what is silenced, known or not asked for is left out: another one stands
    for all then. One that is alone is told as it is.
    """
    return tuple(_told(found))


def _told(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    counts = Counter((each.code, each.once) for each in found)
    told = set[tuple[str, str]]()
    for each in found:
        key = each.code, each.once
        if not each.once or counts[key] == 1:
            yield each
        elif key not in told:
            told.add(key)
            yield each._replace(message=each.once.format(count=counts[key]))
