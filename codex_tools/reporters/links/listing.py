"""``codex link``: the links of a knowledge base, and what would become of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tools.reporters.links.match import match_dict, reasons_for
from codex_tools.reporters.text import Style, style_for
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import abridged, pluralise

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome
    from codex_tools.linking.matching.matches import Match
    from codex_tools.linking.plan import LinkPlan
    from codex_tools.linking.stored.rejections import LinkPair
    from codex_tools.model import Fix

_MOST_DUPLICATES = 10
_NO_PLACE = (
    "None of these can be written: no relation leads from claims to sources. Add one to the "
    'configuration, such as [relations.sources] with `provenance = "from"`.'
)


def listing(plan: LinkPlan, outcome: Outcome, colour: bool = False) -> str:
    """Return links to complete, found and for review, refused edits and duplicates, for people."""
    style, lines = style_for(colour), []
    for claim, source in plan.one_way:
        named = f"{style(printable(claim), bold=True)}\n  ← {printable(source)}"
        lines.append(f"{named}  (stands at one end only)")
    lines += [_lines(each, style, "green") for each in plan.found]
    if plan.review:
        lines.append(style("\nNot sure enough to be written (--review asks):", fg="yellow"))
        lines += [_lines(each, style, "yellow") for each in plan.review]
    lines += [
        style(
            f"\nNot written: {printable(refused.fix.title)}\n  {printable(refused.reason)}",
            fg="red",
        )
        for refused in outcome.refused
    ]
    if plan.found and not plan.has_place:
        lines.append(style(f"\n{_NO_PLACE}", fg="red"))
    lines += [_objection(pair, said, style) for pair, said in plan.objections.items()]
    if plan.repairs:
        lines.append(style("\nMade necessary by the links (--fix writes it):", fg="yellow"))
        lines += [_repair(fix) for fix in plan.repairs]
    if not plan.new:
        lines.append(why_nothing(plan))
    return "\n".join([*lines, *_duplicates(plan, style)])


def _objection(pair: LinkPair, said: str, style: Style) -> str:
    claim, source = map(printable, pair)
    head = style(f"\nNot written: link {claim} with {source}", fg="yellow")
    return f"{head}\n  {printable(said)}"


def _repair(fix: Fix) -> str:
    rows = (f"{printable(each.path)}\n  {printable(fix.title)}" for each in fix.changes)
    return "\n".join(rows)


def why_nothing(plan: LinkPlan) -> str:
    """Return why there is no link to write, with what would change it."""
    if not plan.claims or not plan.sources:
        missing = "claim" if not plan.claims else "source"
        return (
            f"No document counts as a {missing}, so there is nothing to link: `role` and `folders` "
            f"of a kind in the configuration say which documents do; where there is none, "
            f"`codex init` proposes one."
        )
    if plan.is_limited:
        return "None of these notes lacks a link that is sure enough to be written."
    if not plan.unlinked:
        return f"All of the {pluralise(plan.claims, 'claim')} name their sources."
    have = "has" if plan.unlinked == 1 else "have"
    return (
        f"{pluralise(plan.unlinked, 'claim')} {have} no link: none reaches {plan.write:g}, "
        f"the probability from which links are written (--min-score)."
    )


def _duplicates(plan: LinkPlan, style: Style) -> list[str]:
    if not plan.duplicates:
        return []
    lines = [style("\nArchived more than once:", fg="yellow")]
    copies = ["\n  = ".join(map(printable, paths)) for paths in plan.duplicates]
    return [*lines, abridged(copies, _MOST_DUPLICATES, "\n", _more_documents)]


def _more_documents(rest: int) -> str:
    return f"\n… and {pluralise(rest, 'document')} more, which --format json lists"


def _lines(found: Match, style: Style, fg: str) -> str:
    why = ", ".join(reasons_for(found))
    score = style(f"{found.probability:.2f}", fg=fg)
    claim = style(printable(found.claim), bold=True)
    return f"{claim}\n  ← {printable(found.source)}  {score}  {printable(why)}"


def summary(plan: LinkPlan, outcome: Outcome, written: bool) -> str:
    """Return how many claims and sources are connected, in one line."""
    refused = {each.fix for each in outcome.refused}
    undone = {pair for pair, fix in zip(plan.new, plan.fixes, strict=True) if fix in refused}
    pairs = plan.connected - undone
    claims = len({claim for claim, _ in pairs})
    sources = len({source for _, source in pairs})
    done = " are" if not outcome.files else "" if written else " would be"
    one_way = set(plan.one_way) - undone
    found = set(plan.new) - undone - one_way
    completed = f", {len(one_way)} completed" if one_way else ""
    text = f"{pluralise(claims, 'claim')} and {pluralise(sources, 'source')}{done} connected"
    new = pluralise(len(found), "new link")
    if outcome.files:
        text += f" ({new}{completed}; {pluralise(len(outcome.files), 'file')}{done} changed)"
    accuracy = plan.accuracy
    if accuracy.pairs:
        text += f"; checked on {pluralise(accuracy.pairs, 'known-good pair')}: "
        predicted = accuracy.right + accuracy.wrong
        text += f"precision {accuracy.precision:.3f}, " if predicted else "no link predicted, "
        text += f"recall {accuracy.recall:.3f}"
        if accuracy.wrong:
            text += f"; the {accuracy.wrong} predicted beyond the known ones may be right as well"
    return text


def _one_way_dict(claim: str, source: str) -> dict[str, Any]:
    return {"claim": claim, "source": source, "outcome": "one-way", "probability": None}


def plan_dict(plan: LinkPlan, outcome: Outcome, written: bool) -> dict[str, Any]:
    """Return the same for programs."""
    accuracy = plan.accuracy
    return {
        "items": [
            *(_one_way_dict(*pair) for pair in plan.one_way),
            *map(match_dict, (*plan.found, *plan.review)),
        ],
        "counts": {
            "standing": len(plan.standing),
            "one_way": len(plan.one_way),
            "write": len(plan.found),
            "review": len(plan.review),
            "claims": plan.claims,
            "sources": plan.sources,
            "unlinked": plan.unlinked,
        },
        "written": written,
        "objections": [
            {"claim": claim, "source": source, "reason": said}
            for (claim, source), said in plan.objections.items()
        ],
        "repairs": [
            {"title": fix.title, "files": [change.path for change in fix.changes]}
            for fix in plan.repairs
        ],
        "refused": [{"title": each.fix.title, "reason": each.reason} for each in outcome.refused],
        "duplicates": [list(copies) for copies in plan.duplicates],
        "files": list(outcome.files),
        "accuracy": {
            "pairs": accuracy.pairs,
            "precision": round(accuracy.precision, 4),
            "recall": round(accuracy.recall, 4),
        },
    }
