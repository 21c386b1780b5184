"""``codex link``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codex_tools import __version__, session
from codex_tools.commands._diff import unified_diff
from codex_tools.commands._options import COLOUR, base_options, is_coloured, settings_for
from codex_tools.errors import NotFoundError
from codex_tools.wording import counted

if TYPE_CHECKING:
    from codex_tools.corpus import KnowledgeBase
    from codex_tools.fixing import Outcome
    from codex_tools.linking.matcher import Match
    from codex_tools.linking.plan import LinkPlan


@click.command("link")
@click.option("--backfill", is_flag=True, help="Write the links into the files, at both ends.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written as a diff; write nothing.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Write links from this probability on, instead of the calibrated one.",
)
@click.option("--explain", metavar="CLAIM", help="Show the evidence for the sources of one claim.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="The form of the output.",
)
@base_options
@COLOUR
def command(
    backfill: bool,
    dry_run: bool,
    diff: bool,
    min_score: float | None,
    explain: str | None,
    output_format: str,
    root: Path | None,
    color: str,
) -> None:
    """Find which claims and sources belong together, and why.

    Links that stand at one end only are completed; then each claim without a link is matched
    against the archived sources, and only what is sure is linked. Without --backfill nothing is
    written.
    """
    settings = settings_for(root, min_score=min_score)
    base = session.load(settings)
    plan = session.plan_links(base, settings)
    outcome = session.rewrite(plan.fixes, settings)
    if explain is not None:
        text = _explanation(plan, _claim(base, explain))
    elif output_format == "json":
        text = json.dumps(_as_dict(plan, outcome), ensure_ascii=False, indent=2)
    elif diff:
        text = unified_diff(outcome)
    else:
        text = _listing(plan, outcome)
    written = backfill and not (dry_run or diff or explain)
    if written:
        session.write(outcome, settings)
    click.echo(text, color=is_coloured(color), nl=bool(text))
    if output_format == "text" and explain is None:
        click.echo(_summary(plan, outcome, written), err=diff)


def _claim(base: KnowledgeBase, name: str) -> str:
    """Return the path of the claim called ``name``: a path, a file name or a title."""
    from codex_tools.model import FieldPath, Link
    from codex_tools.relations import BODY

    link = Link(BODY, name, name.removeprefix("./"), FieldPath(()))
    found, _ = base.resolver.resolve(link, "", frozenset({"claim"}))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"several claims are called {name}: {', '.join(found)}")
    close = base.resolver.suggest(name)
    raise NotFoundError(
        f"no claim is called {name}" + (f"; did you mean {close}?" if close else "")
    )


def _listing(plan: LinkPlan, outcome: Outcome) -> str:
    lines = []
    for claim, source in plan.one_way:
        lines.append(f"{click.style(claim, bold=True)}\n  ← {source}  (stands at one end only)")
    lines += [_lines(each, "green") for each in plan.found]
    if plan.review:
        lines.append(click.style("\nNot sure enough to be written:", fg="yellow"))
        lines += [_lines(each, "yellow") for each in plan.review]
    lines += [
        click.style(f"\nNot written: {refused.fix.title}\n  {refused.reason}", fg="red")
        for refused in outcome.refused
    ]
    return "\n".join(lines)


def _lines(found: Match, fg: str) -> str:
    why = ", ".join(f"{each.name.replace('_', ' ')}: {each.detail}" for each in _strongest(found))
    score = click.style(f"{found.probability:.2f}", fg=fg)
    return f"{click.style(found.claim, bold=True)}\n  ← {found.source}  {score}  {why}"


def _strongest(found: Match, most: int = 3) -> list[Any]:
    """The pieces of evidence that say most for a link, each thing seen once."""
    pieces = [each for each in found.evidence if each.contribution > 0 and each.detail]
    ranked = sorted(pieces, key=lambda each: each.contribution)
    unlike = {each.detail: each for each in ranked}
    return sorted(unlike.values(), key=lambda each: -each.contribution)[:most]


def _summary(plan: LinkPlan, outcome: Outcome, written: bool) -> str:
    pairs = plan.connected
    claims = len({claim for claim, _ in pairs})
    sources = len({source for _, source in pairs})
    done = "" if written else " would be"
    completed = f", {len(plan.one_way)} completed" if plan.one_way else ""
    text = f"{counted(claims, 'claim')} and {counted(sources, 'source')}{done} connected"
    new = counted(len(plan.found), "new link")
    text += f" ({new}{completed}; {counted(len(outcome.files), 'file')}{done} changed)"
    accuracy = plan.accuracy
    if accuracy.pairs:
        text += f"; checked on {counted(accuracy.pairs, 'known-good pair')}: "
        text += f"precision {accuracy.precision:.3f}, recall {accuracy.recall:.3f}"
    return text


def _explanation(plan: LinkPlan, claim: str) -> str:
    lines = [click.style(claim, bold=True)]
    ranked = plan.matches[claim].matches if claim in plan.matches else ()
    if not ranked:
        lines.append("  no source comes into question")
    for each in ranked:
        standing = (each.claim, each.source) in plan.connected
        lines.append(f"\n{each.source}")
        lines.append(f"  probability {each.probability:.3f} → {each.outcome}")
        lines += [
            f"  {piece.contribution:+7.2f}  {piece.name:24} {piece.detail}"
            for piece in each.evidence
        ]
        if standing:
            lines.append("  linked")
    return "\n".join(lines)


def _as_dict(plan: LinkPlan, outcome: Outcome) -> dict[str, Any]:
    accuracy = plan.accuracy
    return {
        "version": __version__,
        "standing": len(plan.standing),
        "one_way": [{"claim": claim, "source": source} for claim, source in plan.one_way],
        "found": [_match_dict(each) for each in plan.found],
        "review": [_match_dict(each) for each in plan.review],
        "refused": [{"title": each.fix.title, "reason": each.reason} for each in outcome.refused],
        "files": list(outcome.files),
        "accuracy": {
            "pairs": accuracy.pairs,
            "precision": round(accuracy.precision, 4),
            "recall": round(accuracy.recall, 4),
        },
    }


def _match_dict(found: Match) -> dict[str, Any]:
    return {
        "claim": found.claim,
        "source": found.source,
        "probability": round(found.probability, 4),
        "outcome": found.outcome,
        "evidence": [
            {
                "name": each.name,
                "value": each.value,
                "weight": each.weight,
                "contribution": round(each.contribution, 4),
                "detail": each.detail,
            }
            for each in found.evidence
        ],
    }
