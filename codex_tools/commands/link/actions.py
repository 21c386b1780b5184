"""What ``codex link`` does, for each flag that asks for something of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from codex_tools.runtime.printable import printable_lines
from codex_tools.terminal.output import is_coloured, say, tell, write_diff
from codex_tools.terminal.output import write as write_text

if TYPE_CHECKING:
    from codex_tools.commands.link.options import Options
    from codex_tools.linking.linker import Linker

Action = Callable[["Options", "Linker"], str]
"""Does what is asked for, and returns what is to be printed of it."""

_ESCAPE = "\x1b"

_TARGET = 0.97
"""The precision that ``--evaluate`` looks for without another."""


def _link(options: Options, linker: Linker) -> str:
    """Show the links that are missing; write them with ``--backfill``."""
    from codex_tools.app.link_objections import settle
    from codex_tools.linking.plan import make_plan
    from codex_tools.reporters.links.listing import listing, plan_dict, summary

    plan = make_plan(linker, _wanted(options, linker), options.limit)
    written = options.backfill and not (options.dry_run or options.diff)
    plan, outcome = settle(linker, plan, options.fix, is_shown=written or options.diff)
    if written:
        from codex_tools.app.fix import write

        write(outcome, linker.settings)
    if options.output_format == "json":
        return _json(linker, "link", plan_dict(plan, outcome, written))
    if options.output_format == "markdown":
        from codex_tools.reporters.links.markdown import description

        return description(plan, outcome, written)
    said = summary(plan, outcome, written)
    if options.diff:
        from codex_tools.reporters.diff import unified_diff

        diff = unified_diff(outcome)
        write_diff(diff and f"{diff}\n")
        say(said, err=True)
        return ""
    text = listing(plan, outcome, is_coloured(options.color))
    return f"{text}\n{said}\n" if text else f"{said}\n"


def _wanted(options: Options, linker: Linker) -> set[str] | None:
    if options.staged:
        from codex_tools.app.changes import staged_change

        staged = staged_change(linker.settings.root).paths
        if staged.isdisjoint(linker.base.notes):
            tell("codex: no note is staged; without --staged all notes are looked at\n")
        return staged
    if not options.paths:
        return None
    from codex_tools.app.paths import paths_below

    return paths_below(linker.base, linker.settings, options.paths)


def _explain(options: Options, linker: Linker) -> str:
    from codex_tools.app.link import find_claim
    from codex_tools.reporters.links.explain import explanation_dict, explanation_text

    claim = find_claim(linker, options.explain or "")
    if options.output_format == "json":
        return _json(linker, "link-explain", explanation_dict(linker, claim))
    return explanation_text(linker, claim) + "\n"


def _evaluate(options: Options, linker: Linker) -> str:
    from codex_tools.linking.evaluation.quality_report import report_quality
    from codex_tools.reporters.links.quality import appraisal_dict, appraisal_text

    target = options.target_precision
    found = report_quality(linker, _TARGET if target is None else target)
    if options.output_format == "json":
        return _json(linker, "link-evaluate", appraisal_dict(found))
    return appraisal_text(found) + "\n"


def _calibrate(options: Options, linker: Linker) -> str:
    from codex_tools.app.link import calibrate
    from codex_tools.reporters.links.quality import calibration_dict, calibration_text

    found, path = calibrate(linker, options.target_precision, store=not options.dry_run)
    if options.output_format == "json":
        return _json(linker, "link-calibrate", calibration_dict(found, path))
    return calibration_text(found, path) + "\n"


def _review(options: Options, linker: Linker) -> str:
    from codex_tools.app.link_objections import settle
    from codex_tools.commands.link.review import review
    from codex_tools.linking.plan import make_plan
    from codex_tools.terminal.asking import check_terminal

    check_terminal("--review")
    plan, _ = settle(linker, make_plan(linker, _wanted(options, linker)), is_shown=False)
    review(linker, plan, is_coloured(options.color))
    return ""


def _json(linker: Linker, schema: str, data: Mapping[str, Any]) -> str:
    from codex_tools.reporters.envelope import envelope

    return envelope(schema, linker.settings.root, **data) + "\n"


def _unstyled(text: str) -> str:
    from click import unstyle

    return unstyle(text)


def print_text(text: str, options: Options) -> str:
    """Print what an action returned; returns what was written."""
    coloured = is_coloured(options.color)
    lines = printable_lines(text)
    written = lines if coloured or _ESCAPE not in lines else _unstyled(lines)
    write_text(written, coloured)
    return written


_ACTIONS: Mapping[str, Action] = {
    "explain": _explain,
    "evaluate": _evaluate,
    "calibrate": _calibrate,
    "review": _review,
}
"""The flags that ask for something else than the list of links, and what does it."""


def action_of(options: Options) -> Action:
    """Return what is to be done. Raises UsageError for flags that do not go together."""
    flags = (*_ACTIONS, "backfill")
    chosen = [name for name in flags if getattr(options, name) not in (None, False)]
    if words := _conflict(options, chosen):
        from click import UsageError

        raise UsageError(words)
    return _ACTIONS.get(chosen[0], _link) if chosen else _link


def _conflict(options: Options, chosen: Sequence[str]) -> str:
    """Say which flags do not go together; ``chosen`` are those that say what to do."""
    if len(chosen) > 1:
        return f"--{chosen[0]} and --{chosen[1]} do not go together"
    if options.fix and chosen not in ([], ["backfill"]):
        return f"--fix and --{chosen[0]} do not go together"
    if options.limit is not None and chosen not in ([], ["backfill"]):
        return f"--limit and --{chosen[0]} do not go together"
    if options.staged and options.paths:
        return "--staged finds the changed files itself; leave PATHS out"
    limits = "PATHS" if options.paths else "--staged" if options.staged else ""
    if limits and chosen not in ([], ["backfill"], ["review"]):
        return f"{limits} and --{chosen[0]} do not go together"
    if options.output_format == "markdown" and (options.diff or chosen not in ([], ["backfill"])):
        other = "diff" if options.diff else chosen[0]
        return f"--format markdown and --{other} do not go together"
    if options.target_precision is not None and chosen not in (["evaluate"], ["calibrate"]):
        return "--target-precision goes with --evaluate or --calibrate"
    return ""
