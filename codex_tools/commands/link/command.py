"""``codex link``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codex_tools.app import session
from codex_tools.commands._options import (
    AS_TEXT_OR_JSON,
    COLOUR,
    base_options,
    settings_for,
)
from codex_tools.commands._output import is_coloured
from codex_tools.commands._progress import progress
from codex_tools.errors import CodexError, NotFoundError

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.settings import Settings

_TARGET = 0.97


@dataclass(frozen=True, slots=True)
class Options:
    """The flags of ``codex link``, under the names of their parameters."""

    backfill: bool
    dry_run: bool
    diff: bool
    review: bool
    explain: str | None
    evaluate: bool
    calibrate: bool
    target_precision: float | None
    min_score: float | None
    no_git: bool
    output_format: str
    root: Path | None
    color: str

    def settings(self) -> Settings:
        """Load the settings, these flags going before the configuration."""
        settings = settings_for(self.root, min_score=self.min_score)
        if self.no_git:
            settings = settings._replace(link={**settings.link, "git": False})
        return settings

    def action(self) -> Callable[[Options, Linker], None]:
        """Return what is to be done. Raises UsageError for flags that do not go together."""
        actions = {"explain": _explain, "evaluate": _evaluate, "calibrate": _calibrate}
        actions["review"] = _review
        chosen = [
            name for name in (*actions, "backfill") if getattr(self, name) not in (None, False)
        ]
        if len(chosen) > 1:
            raise click.UsageError(f"--{chosen[0]} and --{chosen[1]} do not go together")
        if self.target_precision is not None and chosen not in (["evaluate"], ["calibrate"]):
            raise click.UsageError("--target-precision goes with --evaluate or --calibrate")
        return actions.get(chosen[0], _link) if chosen else _link

    def say(self, text: str, data: Any = None) -> None:
        """Print a text, or ``data`` for programs where that form is asked for."""
        if self.output_format == "json":
            text = json.dumps(data, ensure_ascii=False, indent=2)
        click.echo(text, color=is_coloured(self.color), nl=bool(text))


def _a_number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """Refuse ``nan``, which is in no range and outside none."""
    if value != value:
        raise click.BadParameter("this is not a number")
    return value


@click.command("link")
@click.option("--backfill", is_flag=True, help="Write the links into the files, at both ends.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written as a diff; write nothing.")
@click.option(
    "--review",
    is_flag=True,
    help="Ask about the links that are not sure enough, one by one. Accepted ones are written, "
    "rejected ones are kept in codex-rejected-links.json and never proposed again.",
)
@click.option("--explain", metavar="CLAIM", help="Show the evidence for the sources of one claim.")
@click.option(
    "--evaluate",
    is_flag=True,
    help="Predict the links that are known as if they were not there, and say how well.",
)
@click.option(
    "--calibrate",
    is_flag=True,
    help="Fit the weights of the evidence to the known links; kept in the configuration.",
)
@click.option(
    "--target-precision",
    type=click.FloatRange(0, 1),
    help="With --evaluate: the precision to look for the threshold of.  [default: 0.97]  "
    "With --calibrate: write links from the threshold with this precision on.  [default: highest "
    "F1]",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    callback=_a_number,
    help="Write links from this probability on, instead of the calibrated one.",
)
@click.option("--no-git", is_flag=True, help="Do not look into the history for evidence.")
@AS_TEXT_OR_JSON
@base_options
@COLOUR
def command(**given: Any) -> None:
    """Find which claims and sources belong together, and why.

    Links that stand at one end only are completed; then each claim without a link is matched
    against the archived sources, and only what is sure is linked. Without --backfill nothing is
    written.
    """
    options = Options(**given)
    action = options.action()
    settings = options.settings()
    base = session.load(settings)
    with progress("matching") as tell:
        linker = session.linker(base, settings, tell)
        action(options, linker)


def _link(options: Options, linker: Linker) -> None:
    from codex_tools.linking.plan import make_plan
    from codex_tools.reporters.diff import unified_diff
    from codex_tools.reporters.links.listing import listing, plan_dict, summary

    plan = make_plan(linker)
    outcome = session.rewrite(plan.fixes, linker.settings)
    written = options.backfill and not (options.dry_run or options.diff)
    if written:
        session.write(outcome, linker.settings)
    if options.output_format == "json":
        options.say("", plan_dict(plan, outcome))
        return
    options.say(unified_diff(outcome) if options.diff else listing(plan, outcome))
    click.echo(summary(plan, outcome, written), err=options.diff)


def _explain(options: Options, linker: Linker) -> None:
    from codex_tools.reporters.links.explain import explanation_dict, explanation_text

    claim = _claim(linker, options.explain or "")
    if options.output_format == "json":
        options.say("", explanation_dict(linker, claim))
    else:
        options.say(explanation_text(linker, claim))


def _evaluate(options: Options, linker: Linker) -> None:
    from codex_tools.linking.appraisal import appraise
    from codex_tools.reporters.links.evaluate import appraisal_dict, appraisal_text

    target = options.target_precision
    found = appraise(linker, _TARGET if target is None else target)
    options.say(appraisal_text(found), appraisal_dict(found))


def _calibrate(options: Options, linker: Linker) -> None:
    from codex_tools.linking.appraisal import ENOUGH, recalibrate
    from codex_tools.linking.stored_weights import store_weights
    from codex_tools.reporters.links.evaluate import calibration_dict, calibration_text

    found = recalibrate(linker, options.target_precision)
    if found is None:
        raise CodexError(f"a fit needs {ENOUGH} known links at least; the shipped weights stay")
    kept = options.dry_run
    path = None if kept else store_weights(linker.settings.root, found.weights, _origin(found))
    options.say(calibration_text(found, path), calibration_dict(found, path))


def _origin(found: Any) -> str:
    return (
        f"Fitted by codex link --calibrate to {found.pairs} links: precision "
        f"{found.after.precision:.3f}, recall {found.after.recall:.3f} in cross-validation."
    )


def _review(options: Options, linker: Linker) -> None:
    from codex_tools.commands.link.review import check_terminal, review
    from codex_tools.linking.plan import make_plan

    check_terminal()
    review(linker, make_plan(linker).review, is_coloured(options.color))


def _claim(linker: Linker, name: str) -> str:
    """Return the path of the claim called ``name``: a path, a file name or a title."""
    from codex_tools.model import BODY, FieldPath, Link

    base = linker.base
    link = Link(BODY, name, name.removeprefix("./"), FieldPath(()))
    resolved, _ = base.resolver.resolve(link, "", frozenset({"claim"}))
    found = [path for path in resolved if path in base.notes]
    if len(found) == 1:
        if all(claim.id != found[0] for claim in linker.claims):
            kind = base.notes[found[0]].kind
            raise NotFoundError(f"{found[0]} is no claim, but of the kind {kind}")
        return found[0]
    if found:
        raise NotFoundError(f"several claims are called {name}: {', '.join(found)}")
    close = base.resolver.suggest(name)
    raise NotFoundError(
        f"no claim is called {name}" + (f"; did you mean {close}?" if close else "")
    )
