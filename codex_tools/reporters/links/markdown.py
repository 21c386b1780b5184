"""``codex link --format markdown``: the description of a pull request with the links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from codex_tools.reporters.links.listing import summary, why_nothing
from codex_tools.reporters.links.match import reasons_against, reasons_for
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import printable

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome
    from codex_tools.linking.matching.matches import Match
    from codex_tools.linking.plan import LinkPlan

_SPECIAL = lazy_regex.compile(r"([\\`*_{}\[\]<>#|~@])")


def description(plan: LinkPlan, outcome: Outcome, written: bool) -> str:
    """Return what a plan links, why, and what it leaves to people, as Markdown."""
    blocks = [[f"{_escaped(summary(plan, outcome, written))}."]]
    if not plan.new:
        blocks.append([_escaped(why_nothing(plan))])
    blocks += _sections(plan, outcome)
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _sections(plan: LinkPlan, outcome: Outcome) -> Iterator[list[str]]:
    heads = ("claim", "source", "probability", "why")
    found = (
        (*_ends(each), _score(each), _escaped("; ".join(reasons_for(each)))) for each in plan.found
    )
    yield from _section("New links", heads, found)
    yield from _section("Links that stood at one end", heads[:2], map(_pair, plan.one_way))
    repairs = (
        (_code(change.path), _escaped(fix.title)) for fix in plan.repairs for change in fix.changes
    )
    yield from _section("Made necessary by the links", ("file", "change"), repairs)
    doubtful = (
        (*_ends(each), _score(each), _listed(_for_and_against(each)))
        for each in plan.review
        if each.pair not in plan.objections
    )
    yield from _section("Not sure enough", heads, doubtful)
    objections = ((*_pair(pair), _escaped(said)) for pair, said in plan.objections.items())
    yield from _section("Left to people", ("claim", "source", "reason"), objections)
    refused = ((_escaped(each.fix.title), _escaped(each.reason)) for each in outcome.refused)
    yield from _section("Not written", ("link", "reason"), refused)


def _section(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[list[str]]:
    """Yield a heading and a table, if there are any rows."""
    lines = [_row(row) for row in rows]
    if lines:
        yield [f"## {title} ({len(lines)})"]
        yield [_row(heads), _row(["---"] * len(heads)), *lines]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ends(found: Match) -> tuple[str, str]:
    return _pair(found.pair)


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    claim, source = map(_code, pair)
    return claim, source


def _score(found: Match) -> str:
    return f"{found.probability:.2f}"


def _for_and_against(found: Match) -> list[str]:
    against = [f"but {each}" for each in reasons_against(found, 1)]
    return [*reasons_for(found, 2), *against]


def _listed(reasons: Iterable[str]) -> str:
    return _escaped("; ".join(reasons))


def _code(path: str) -> str:
    """Return a path as code; one with a backtick as text."""
    text = printable(path)
    return _escaped(path) if "`" in text else f"`{text.replace('|', chr(92) + '|')}`"


def _escaped(text: str) -> str:
    """Return a text that says in Markdown what it says, in one line, and mentions nobody."""
    return _SPECIAL.sub(r"\\\1", " ".join(printable(text).split()))
