"""Options → what ``codex check`` does: read the knowledge base, check or fix it, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tools.app.access import access
from codex_tools.app.check import check
from codex_tools.app.engine import chosen_codes
from codex_tools.app.paths import paths_below
from codex_tools.app.workspace import load
from codex_tools.commands.check.options import Options
from codex_tools.commands.check.printing import Job, print_report, show
from codex_tools.errors import SettingsError
from codex_tools.model import Report
from codex_tools.rules import listed_rules
from codex_tools.runtime.printable import printable
from codex_tools.settings.config_files import is_root
from codex_tools.terminal.output import tell
from codex_tools.terminal.progress import progress

if TYPE_CHECKING:
    from codex_tools.settings import Settings
    from codex_tools.storage.cache.results import Call


def run(options: Options, call: Call | None = None) -> int:
    """Check, and write the outcome; returns the exit status.

    ``call`` is given where the result may be kept for the next time.
    """
    settings = options.settings()
    with access(settings.root, options.writes, tell) as is_whole:
        if options.of_changes:
            return _run_on_changes(options, settings)
        if options.stdin_filename is not None:
            return _run_on_text(options, settings, options.stdin_filename)
        return _run(options, settings, call if is_whole and not options.writes else None)


def _run_on_changes(options: Options, settings: Settings) -> int:
    from codex_tools.app.changes import check_changes

    def settings_of(root: Path) -> Settings:
        return options._replace(root=root).settings()

    with progress("checking") as share:
        report = check_changes(settings, options.since, settings_of, share)
    if report is None:
        since = f"since {printable(options.since)}" if options.since else "is staged"
        tell(f"codex: no change to the knowledge base {since}; `codex check` checks all of it\n")
        report = Report((), 0, str(settings.root))
    return show(options, settings, report)[1]


def _run_on_text(options: Options, settings: Settings, path: Path) -> int:
    """Check a text from standard input as the content of the file at ``path``."""
    from codex_tools.app.unsaved import path_of_text, with_texts

    name = path_of_text(settings, path)
    texts = {name: sys.stdin.buffer.read(settings.max_file_size + 1)}
    base = with_texts(load(settings, lazily=True), settings, texts)
    return print_report(Job(options, settings, base, {name}), check(base, settings, {name}))


def _run(options: Options, settings: Settings, call: Call | None) -> int:
    listing = call.listing((str(settings.root), *settings.walked)) if call else None
    with progress("reading") as share:
        base = load(
            settings,
            progress=share,
            lazily=bool(options.paths),
            listing=listing,
        )
    only = paths_below(base, settings, options.paths) if options.paths else None
    if options.root is None and not is_root(settings.root):
        tell(f"codex: root: no marker found, taken as {settings.root}\n")
    job = Job(options, settings, base, only)
    lacks = _lacks_folders(settings) or _lacks_notes(job)
    call = None if lacks or _needs_history(job) else call
    if options.mode:
        from codex_tools.commands.check import modes

        return modes.MODES[options.mode](job)
    if options.fixes:
        return print_report(job, _fix(job))
    with progress("checking") as share:
        report = check(base, settings, only, share)
    return print_report(job, report, call)


def _lacks_folders(settings: Settings) -> bool:
    """Say which folders of ``include`` are not there, so that nobody thinks that they are fine.

    Raises SettingsError where none of them is.
    """
    missing = [name for name in settings.include if not (settings.root / name).exists()]
    words = "it takes folders and files from the root, and no patterns"
    said = [f"`include` names {name}, which is not in {settings.root}; {words}" for name in missing]
    if missing and len(missing) == len(settings.include):
        raise SettingsError(*said)
    for line in said:
        tell(f"codex: {printable(line)}\n")
    return bool(missing)


def _lacks_notes(job: Job) -> bool:
    """Say what of the kinds in the configuration fits no file, where all files are checked."""
    if job.only is not None:
        return False
    every = job.base.kinds.unmatched(job.base.notes.values())
    unmatched = [each for each in every if each[:2] in job.settings.described]
    for kind, key, text in unmatched:
        tell(f"codex: no file fits `{text}` in `kinds.{kind}.{key}` of the configuration\n")
    return bool(unmatched)


def _needs_history(job: Job) -> bool:
    """Tell whether a chosen rule asks git, whose answer no file shows, and say what it lacks."""
    if not job.settings.select and not job.settings.extend_select:  # none does by default
        return False
    chosen = chosen_codes(job.settings)
    rules = [rule for rule in listed_rules() if rule.needs_history and rule.code in chosen]
    if rules:
        from codex_tools.history.suspects import suspects

        if unknown := suspects(job.base).unknown:
            tell(f"codex: {rules[0].name}: {printable(unknown)}\n")
    return bool(rules)


def _fix(job: Job) -> Report:
    """Repair what can be repaired, and say how much that was; returns what is left."""
    from codex_tools.app.fix import fix, write
    from codex_tools.reporters.check import repairs

    report, outcome = fix(job.base, job.settings, job.only, job.options.unsafe_fixes)
    write(outcome, job.settings)
    tell(repairs(outcome))
    return report
