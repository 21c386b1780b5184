"""What a check did besides reporting → text: repairs, comments, the baseline, counts by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from codex_tools.model import Report
from codex_tools.reporters.envelope import envelope
from codex_tools.reporters.formats._json import as_dicts
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise

if TYPE_CHECKING:
    from codex_tools.app.ignore import Silenced
    from codex_tools.edits.outcome import Outcome
    from codex_tools.findings.baseline import Split


def repairs(outcome: Outcome) -> str:
    """Return how much was repaired, and what was not and why."""
    made = f"{_counted(outcome)}." if outcome.made else "Nothing was repaired."
    return f"{made}\n{_refusals(outcome)}"


def proposed_repairs(outcome: Outcome, guesses: int) -> str:
    """Return how much would be repaired, what would not, and how many ``guesses`` there are."""
    made = f"{_counted(outcome)} would be made" if outcome.made else "Nothing would be repaired"
    more = "more " if outcome.made else ""
    guessed = f" {guesses:,} {more}can be repaired with --unsafe-fixes." if guesses else ""
    return f"{made}.{guessed}\n{_refusals(outcome)}"


def _counted(outcome: Outcome) -> str:
    return f"{pluralise(len(outcome.made), 'repair')} in {pluralise(len(outcome.files), 'file')}"


def _refusals(outcome: Outcome) -> str:
    reasons = (printable(f"{each.fix.title}: {each.reason}") for each in outcome.refused)
    return "".join(f"Not made: {reason}\n" for reason in reasons)


def silenced(found: Silenced, outcome: Outcome) -> str:
    """Return how many findings a comment silences now, and for how many there is no place."""
    count, left, refused = found
    files = pluralise(len(outcome.files), "file")
    verb = "is" if count == 1 else "are"
    done = f"{pluralise(count, 'finding')} in {files} {verb} silenced by comments.\n"
    reason = "" if refused else ", as no comment fits there"
    unsaid = f"Not silenced{reason}: {left}.\n" if left else ""
    return "".join([done, unsaid, *(f"Not edited: {path}: {refused[path]}\n" for path in refused)])


def baseline_written(split: Split, name: str) -> str:
    """Return what became of the baseline in the file called ``name``."""
    lines = [f"Known from now on: {pluralise(len(split.known), 'finding')} ({printable(name)})."]
    if split.gone:
        lines.append(f"No longer found, and dropped: {len(split.gone)}.")
    if split.fresh and len(split.fresh) != len(split.known):
        count = pluralise(len(split.fresh), "new finding")
        verb = "was" if len(split.fresh) == 1 else "were"
        lines.append(f"{count} {verb} not added; delete the baseline to start again.")
    return "".join(f"{line}\n" for line in lines)


def baseline_dict(split: Split, name: str) -> dict[str, Any]:
    """Return the same for programs."""
    fresh = split.fresh if len(split.fresh) != len(split.known) else ()
    counts = {"recorded": len(split.known), "dropped": len(split.gone)}
    return {"file": name, **counts, "items": list(as_dicts(fresh))}


def counts_by_rule(report: Report, as_json: bool) -> str:
    """Return how often each rule found something, the most frequent first: a line or a row each."""
    counts = Counter((found.code, found.rule) for found in report.diagnostics)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if as_json:
        table = [{"code": code, "rule": rule, "count": each} for (code, rule), each in ranked]
        return envelope("check-statistics", report.root, table, known=report.known) + "\n"
    return "".join(f"{number:6,}  {code}  {name}\n" for (code, name), number in ranked)
