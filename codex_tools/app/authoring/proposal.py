"""Texts and changes → what becomes of files, and what is found in them then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from codex_tools.app.check import check_each
from codex_tools.app.contents import Changed, if_editable
from codex_tools.app.engine import run_rules
from codex_tools.app.unsaved import with_texts
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.edits.fixing import apply_fixes
from codex_tools.findings.fingerprint import fingerprints
from codex_tools.findings.once import told_once
from codex_tools.model import Diagnostic, Fix
from codex_tools.settings import Settings
from codex_tools.storage import guarded


class Proposal(NamedTuple):
    """What is to become of files: what is there now, ``None`` for nothing, and what is to be there.

    ``findings`` are those in these files that are not there before. ``refused`` are pairs of what
    is not done and why.
    """

    files: Mapping[str, tuple[bytes | None, bytes]]
    findings: tuple[Diagnostic, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def propose(
    base: KnowledgeBase, settings: Settings, texts: Changed, fixes: Iterable[Fix] = ()
) -> Proposal:
    """Work out what ``texts`` and then ``fixes`` make of the files; nothing is written."""
    outcome = apply_fixes(fixes, _reader(base, settings, texts))
    after = {**texts, **{path: file.after for path, file in outcome.files.items()}}
    files = {
        path: (base.unchanged(path) if path in base.notes else None, after[path])
        for path in sorted(after)
    }
    refused = tuple((each.fix.title, each.reason) for each in outcome.refused)
    return Proposal(files, tuple(_new_findings(base, settings, after)), refused)


def _reader(base: KnowledgeBase, settings: Settings, texts: Changed) -> Callable[[str], bytes]:
    on_disk = if_editable(settings, base.unchanged)
    return lambda path: texts[path] if path in texts else on_disk(path)


def _new_findings(base: KnowledgeBase, settings: Settings, after: Changed) -> Iterable[Diagnostic]:
    """Return what a check finds in some files with these contents, and not as they are."""
    known = set(fingerprints(run_rules(base, settings, after.keys() & base.notes.keys())))
    found = check_each(with_texts(base, settings, after), settings, set(after)).diagnostics
    marks = fingerprints(found)
    fresh = [each for mark, each in zip(marks, found, strict=True) if mark not in known]
    return told_once(fresh)


def write_proposal(proposal: Proposal, settings: Settings) -> None:
    """Write all files or none, each only if it is what the proposal was worked out from.

    Raises CodexError where one is not, and for a place that leads out of the base.
    """
    from codex_tools.storage.writing.together import write_together

    made = [
        folder
        for path, (before, _) in proposal.files.items()
        if before is None
        for folder in _make_folders(settings.root, path)
    ]
    try:
        write_together(settings.root, proposal.files)
    except BaseException:
        for folder in reversed(made):
            folder.rmdir()
        raise


def _make_folders(root: Path, path: str) -> list[Path]:
    """Make the folders that a new file lies in; returns those that were not there."""
    guarded.place_inside(root, root / path)
    parents = [root / each for each in reversed(Path(path).parents)]
    missing = [each for each in parents if not each.exists()]
    for folder in missing:
        folder.mkdir()
    return missing
