"""What ``codex check`` does, once it is known what it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codex_tools.app import session, workspace
from codex_tools.commands._output import batches, is_coloured, tell, write
from codex_tools.commands._progress import progress
from codex_tools.commands.check.options import Options
from codex_tools.model import Report
from codex_tools.reporters import formats
from codex_tools.rules import all_rules
from codex_tools.runtime import discovery
from codex_tools.runtime.text import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from codex_tools.base.knowledge_base import KnowledgeBase
    from codex_tools.edits.fixing import Outcome
    from codex_tools.findings.baseline import Split
    from codex_tools.settings import Settings
    from codex_tools.storage.cache.results import Call


def run(options: Options, call: Call | None = None) -> int:
    """Check, and write the outcome; returns the exit status.

    ``call`` is given where the result may be kept for the next time.
    """
    settings = options.settings()
    with progress("reading") as share:
        read = session.load(
            settings, progress=share, meanwhile=all_rules, lazily=bool(options.paths)
        )
    base = workspace.hold(read)
    call = None if _lacks_folders(settings) else call
    only = session.paths_below(base, settings, options.paths) if options.paths else None
    if options.show_files:
        paths = session.paths_of(base) if only is None else only
        write("".join(f"{path}\n" for path in sorted(paths)))
    elif options.write_baseline:
        write(_baseline_words(session.update_baseline(base, settings), settings))
    elif options.add_ignore:
        write(_add_ignores(base, settings, only))
    elif options.diff:
        return _diff(settings, only, options)
    else:
        return _report(base, settings, only, options, call)
    return 0


def _lacks_folders(settings: Settings) -> bool:
    """Say which folders of ``include`` are not there, so that nobody thinks that they are fine."""
    missing = [name for name in settings.include if not (settings.root / name).exists()]
    for name in missing:
        words = "takes folders and files from the root, and no patterns"
        tell(f"codex: `include` names {name}, which is not in {settings.root}; it {words}\n")
    return bool(missing)


def _diff(settings: Settings, only: Collection[str] | None, options: Options) -> int:
    from codex_tools.reporters.diff import unified_diff

    _, outcome = session.fix(settings, only, options.unsafe_fixes)
    write(unified_diff(outcome))
    return 1 if outcome.files and not options.exit_zero else 0


def _report(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None,
    options: Options,
    call: Call | None,
) -> int:
    if options.fixes:
        report, outcome = session.fix(settings, only, options.unsafe_fixes)
        session.write(outcome, settings)
        tell(_fixed(outcome))
    else:
        with progress("checking") as share:
            report = session.check(base, settings, only, share)
    status = 1 if report.fails(settings.fail_on) and not options.exit_zero else 0
    coloured = is_coloured(options.color) and options.output_file is None
    counts = options.statistics
    pieces = _statistics(report, options) if counts else _render(report, options, coloured)
    if options.output_file:
        session.write_text(options.output_file, "".join(pieces))
        return status
    texts = []
    for text in batches(pieces):
        write(text, coloured)
        texts.append(text)
    if call is not None and settings.cache and not options.fixes:
        _remember(call, base, settings, options, "".join(texts), status)
    return status


def _remember(
    call: Call, base: KnowledgeBase, settings: Settings, options: Options, text: str, status: int
) -> None:
    """Keep what was printed, so that the next run can print it again if nothing has changed."""
    reporter = discovery.load(formats, options.output_format)
    if base.listing is None or getattr(reporter, "TELLS_THE_TIME", False):
        return
    from codex_tools.storage.cache.results import remember

    where = str(settings.root), settings.include, settings.exclude
    rests_on = workspace.rests_on(settings, options.paths)
    remember(call, rests_on, where, base.listing.walked, text, status)


def _render(report: Report, options: Options, coloured: bool) -> Iterable[str]:
    pieces: Iterable[str] = discovery.load(formats, options.output_format).render(report, coloured)
    return pieces


def _statistics(report: Report, options: Options) -> list[str]:
    """A line for each rule that found something: how often, its code and its name; or as JSON."""
    from collections import Counter

    counts = Counter((found.code, found.rule) for found in report.diagnostics)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if options.output_format == "json":
        import json

        table = [{"code": code, "rule": rule, "count": each} for (code, rule), each in ranked]
        return [json.dumps(table, indent=2) + "\n"]
    return [f"{number:6,}  {code}  {name}\n" for (code, name), number in ranked]


def _fixed(outcome: Outcome) -> str:
    """Say how much was repaired, and what was not and why."""
    made = f"{counted(len(outcome.made), 'repair')} in {counted(len(outcome.files), 'file')}.\n"
    refused = (f"Not made: {each.fix.title}: {each.reason}\n" for each in outcome.refused)
    return "".join((made, *refused))


def _add_ignores(base: KnowledgeBase, settings: Settings, only: Collection[str] | None) -> str:
    """Write comments that silence all findings; returns what was done, in words."""
    report, outcome = session.add_ignores(base, settings, only)
    session.write(outcome, settings)
    findings = counted(len(report.diagnostics), "finding")
    return f"{findings} in {counted(len(outcome.files), 'file')} are silenced by comments.\n"


def _baseline_words(split: Split, settings: Settings) -> str:
    """Say what became of the baseline."""
    lines = [f"Known from now on: {counted(len(split.known), 'finding')} ({settings.baseline})."]
    if split.gone:
        lines.append(f"No longer found, and dropped: {len(split.gone)}.")
    if split.fresh and len(split.fresh) != len(split.known):
        lines.append(f"New, and not taken in: {len(split.fresh)}.")
    return "".join(f"{line}\n" for line in lines)
