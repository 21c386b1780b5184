"""The use cases as functions that return values: load, check, link, fix, graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tools.app.engine import run_rules
from codex_tools.app.workspace import building, helpers_of, reader, reader_for_edits
from codex_tools.app.workspace import load as load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import Applicability, Document, Fix, Problem, Report
from codex_tools.runtime.parallel import Progress
from codex_tools.settings import Settings
from codex_tools.settings.config_files import place_of
from codex_tools.storage.files import (
    check_unchanged,
    is_listed,
    list_files,
    read_file,
    write_atomically,
    write_together,
)

if TYPE_CHECKING:
    import networkx

    from codex_tools.edits.fixing import Outcome
    from codex_tools.findings.baseline import Known, Split
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.plan import LinkPlan
    from codex_tools.refactoring.rename import Renaming

MAX_PASSES = 10
"""How often fixes are applied at most before what is left is reported."""

MAX_BASELINE = 1_000_000_000
"""Bytes of a baseline at most."""


def check(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Run the chosen rules over the knowledge base, and leave out what the baseline knows.

    ``only`` limits the report to these paths; it says of them what a whole check says. ``progress``
    is told the share of the rules that ran. Raises SettingsError for a selection that fits no rule
    and for a baseline that cannot be read.
    """
    with building():
        found = run_rules(base, settings, only, progress)
    known = read_known(settings)
    checked = paths_of(base) if only is None else only
    if known:
        from codex_tools.findings.baseline import hold_against

        split = hold_against(found, known, set(checked).__contains__, codes_of(settings))
        left_out = len(found) - len(split.fresh)
        return Report(tuple(split.fresh), len(checked), str(settings.root), left_out)
    return Report(tuple(found), len(checked), str(settings.root))


def codes_of(settings: Settings) -> set[str]:
    """Return the codes of the rules that the settings choose."""
    from codex_tools.rules import chosen_rules

    rules = chosen_rules(settings.select, settings.ignore, settings.extend_select)
    return {rule.code for rule in rules}


def paths_of(base: KnowledgeBase) -> list[str]:
    """Return the paths of all Markdown files, those that could not be read included."""
    return sorted((*base.notes, *(path for path, _ in base.unread)))


def read_known(settings: Settings) -> Known:
    """Return what the baseline of the knowledge base knows; nothing where there is none."""
    path = settings.root / settings.baseline
    if not settings.baseline or not path.is_file():
        return {}
    from codex_tools.findings.baseline import read_baseline

    data = read_file(path, MAX_BASELINE)
    return {} if isinstance(data, Problem) else read_baseline(data, settings.baseline)


def update_baseline(base: KnowledgeBase, settings: Settings) -> Split:
    """Write the baseline: all findings at first, later only those of them that still occur.

    Returns what is new, known and gone; new findings are taken in only where there was none.
    """
    from codex_tools.findings.baseline import describe, hold_against, write_baseline

    found = run_rules(base, settings)
    known = read_known(settings)
    path = settings.root / settings.baseline
    unread = tuple(path for path, _ in base.unread)

    def was_checked(path: str) -> bool:
        """All were, those included that are gone, but for what could not be read."""
        return not path.startswith(unread)

    split = hold_against(found, known, was_checked, codes_of(settings))
    kept = split.known if path.is_file() else describe(found)
    write_atomically(path, write_baseline(kept))
    return split._replace(known=dict(kept))


def add_ignores(
    base: KnowledgeBase, settings: Settings, only: Collection[str] | None
) -> tuple[Report, Outcome]:
    """Work out what the files become when every finding gets a comment that silences it."""
    from codex_tools.edits.fixing import Outcome, Rewritten
    from codex_tools.edits.ignoring import add_comments

    changed: dict[str, bytes] = {}
    files: dict[str, Rewritten] = {}
    first = report = _silenceable(check(base, settings, only), base)
    for _ in range(MAX_PASSES):
        before = dict(changed)
        for path, found in groupby(report.diagnostics, key=lambda each: each.path):
            data = base.unchanged(path)
            changed[path] = add_comments(data, found)
            known = files.get(path)
            files[path] = Rewritten(known.before if known else data, changed[path], 0)
        if changed == before:
            break
        base = load(settings, changed)
        report = _silenceable(check(base, settings, only), base)
    return first, Outcome(files)


def _silenceable(report: Report, base: KnowledgeBase) -> Report:
    """Leave out the findings that no comment can silence: about files that could not be read, and
    about comments that silence nothing, which are to be taken out."""
    kept = (
        each
        for each in report.diagnostics
        if each.path in base.notes and each.rule != "unused-suppression"
    )
    return report._replace(diagnostics=tuple(kept))


def write_text(path: Path, text: str) -> None:
    """Write a report to a file, in one step. Raises CodexError when it cannot be written."""
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def fix(
    settings: Settings, only: Collection[str] | None = None, unsafe: bool = False
) -> tuple[Report, Outcome]:
    """Check, fix and check again until nothing more can be fixed, all in memory.

    Returns the findings that are left, and what becomes of the files; :func:`write` writes it.
    ``only`` limits the findings that are fixed, though a fix may change the file at the other end.
    """
    from codex_tools.edits.fixing import apply_fixes, combine

    changed: dict[str, bytes] = {}
    passes: list[Outcome] = []
    while True:
        base = load(settings, changed)
        report = check(base, settings, only)
        outcome = apply_fixes(_wanted(report, unsafe), base.unchanged)
        passes.append(outcome)
        if not outcome.files or len(passes) > MAX_PASSES:
            return report, combine(passes)
        changed |= {path: file.after for path, file in outcome.files.items()}


def _wanted(report: Report, unsafe: bool) -> list[Fix]:
    fixes = (found.fix for found in report.diagnostics if found.fix)
    return [each for each in fixes if unsafe or each.applicability is Applicability.SAFE]


def linker(
    base: KnowledgeBase, settings: Settings, progress: Callable[[float], None] | None = None
) -> Linker:
    """Return the matcher on a knowledge base, see :mod:`codex_tools.linking.linker`."""
    from codex_tools.linking.linker import Linker

    return Linker(base, settings, reader(settings), progress, helpers_of(settings))


def plan_links(base: KnowledgeBase, settings: Settings) -> LinkPlan:
    """Find the links between claims and sources, see :mod:`codex_tools.linking.plan`."""
    from codex_tools.linking.plan import make_plan

    return make_plan(linker(base, settings))


def accept_links(linker: Linker, pairs: Iterable[tuple[str, str]]) -> Outcome:
    """Write the links of a claim and its sources at both ends; return what became of them."""
    from codex_tools.linking.plan import link_fixes

    outcome = rewrite(link_fixes(linker, pairs), linker.settings)
    write(outcome, linker.settings)
    return outcome


def reject_links(linker: Linker, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember that these pairs of a claim and a source are no links."""
    from codex_tools.linking.rejections import reject

    reject(linker.settings.root, pairs)


def rewrite(fixes: Iterable[Fix], settings: Settings) -> Outcome:
    """Work out what ``fixes`` make of the files, without writing."""
    from codex_tools.edits.fixing import apply_fixes

    return apply_fixes(fixes, reader_for_edits(settings))


def write(outcome: Outcome, settings: Settings) -> None:
    """Write the files of an outcome, each in one step, and all of them or none.

    Raises CodexError, and leaves everything as it was, when a file changed on disk in the meantime
    or cannot be written.
    """
    _check_unchanged(outcome, settings)
    contents = {path: (file.before, file.after) for path, file in outcome.files.items()}
    write_together(settings.root, contents)


def _check_unchanged(outcome: Outcome, settings: Settings) -> None:
    for path, file in outcome.files.items():
        check_unchanged(settings.root / path, file.before)


def plan_rename(
    base: KnowledgeBase, settings: Settings, old: str, new: str, title: str = ""
) -> Renaming:
    """Work out a rename, see :mod:`codex_tools.refactoring.rename`: ``old`` is a path, a name
    or a title, ``new`` a name, a folder or a path from the root.

    Raises NotFoundError for what is not there or cannot be a name, EditRefusedError for a rename
    that would lose a reference.
    """
    from codex_tools.refactoring import rename as renaming

    listing = list_files(settings.root, settings.include, settings.exclude)
    path = renaming.find_document(base, old)
    place = renaming.new_path(base, path, new)
    if not is_listed(place, settings.include, settings.exclude):
        raise NotFoundError(f"{place} would not be read: the settings leave it out")
    if path == place and not title:
        raise NotFoundError(f"{path} is called so already")
    if path != place and (place in base.notes or place in dict(base.unread)):
        raise EditRefusedError(f"{place} is there already, so nothing is renamed")

    def rebuild(documents: Iterable[Document]) -> KnowledgeBase:
        return KnowledgeBase.of(
            documents,
            settings.kinds,
            settings.relations,
            others=listing.others,
            unread=base.unread,
        )

    return renaming.plan_rename(base, path, place, rebuild, title)


def write_renaming(renaming: Renaming, settings: Settings) -> None:
    """Move the file of a rename and write all others that change, or leave everything as it is.

    Raises CodexError when a file changed in the meantime or cannot be written.
    """
    files = renaming.outcome.files
    _check_unchanged(renaming.outcome, settings)
    contents = {renaming.place(path): (file.before, file.after) for path, file in files.items()}
    rename_in_records = _renaming_of_records(renaming, settings)
    write_together(settings.root, contents, (renaming.old, renaming.new))
    rename_in_records()


def _renaming_of_records(renaming: Renaming, settings: Settings) -> Callable[[], None]:
    """Return what lets the records about a document follow its rename, once it is renamed.

    Raises CodexError for a record that cannot be read.
    """
    from codex_tools.linking.rejections import read_rejected, rename_rejected

    old, new = renaming.old, renaming.new
    read_rejected(settings.root)
    known = read_known(settings)
    before = run_rules(load(settings), settings) if known else []

    def rename() -> None:
        rename_rejected(settings.root, old, new)
        if known:
            from codex_tools.findings.baseline import moved, write_baseline

            kept = moved(known, before, run_rules(load(settings), settings), old, new)
            write_atomically(settings.root / settings.baseline, write_baseline(kept))

    return rename


def paths_below(base: KnowledgeBase, settings: Settings, given: Collection[Path]) -> set[str]:
    """Return the paths of the Markdown files that ``given`` files and folders name.

    Raises NotFoundError for one that does not exist or lies outside the root. A file that the
    settings leave out names nothing.
    """
    known = set(paths_of(base))
    wanted: set[str] = set()
    for path in given:
        if not (path.exists() or path.is_symlink()):
            raise NotFoundError(f"{path} does not exist")
        name = _below(settings.root, place_of(path))
        if name not in known:  # it may be another name of a note
            name = _below(settings.root, path.resolve()) or name
        if not name:
            raise NotFoundError(f"{path} is not in the knowledge base at {settings.root}")
        prefix = "" if name == "." else f"{name}/"
        wanted |= {name} if name in known else {each for each in known if each.startswith(prefix)}
    return wanted


def _below(root: Path, path: Path) -> str:
    """Return a path as it is from the root; the empty string where it is not below that."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def graph(base: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """Return the typed graph of the knowledge base, see :mod:`codex_tools.graph.build`."""
    from codex_tools.graph.build import build_graph

    return build_graph(base)
