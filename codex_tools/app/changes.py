"""What is staged → what is at fault in it, and what it breaks elsewhere.

What the index has is held against what a revision has, as far as they may differ. Neither is the
working tree, of which only those notes are used that the index has in the same form.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from codex_tools.app.check import check, report_of, summed
from codex_tools.app.comparing import compare
from codex_tools.app.revisions import CONFIGURATION, LoadSettings, state_of
from codex_tools.app.workspace import load
from codex_tools.base.origin import HEAD
from codex_tools.errors import NotFoundError, SettingsError
from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Report
from codex_tools.runtime.parallel import Progress
from codex_tools.settings import Settings
from codex_tools.storage.git import hook_index
from codex_tools.storage.marks import READ
from codex_tools.storage.repository import IGNORE_FILE
from codex_tools.storage.trees import Tree, staged_tree, stored_tree
from codex_tools.storage.walking import MARKDOWN


class Change(NamedTuple):
    """What is staged, which of that is on disk as it is there, and what it is held against."""

    staged: Tree
    same: frozenset[str]
    stored: Tree

    @property
    def paths(self) -> set[str]:
        """The files that are added, removed or written anew."""
        every = {*self.staged, *self.stored}
        return {path for path in every if self.staged.get(path) != self.stored.get(path)}


def staged_change(root: Path, since: str = "") -> Change:
    """Return the change from a revision to the index; an empty one is the last commit.

    Raises GitError where git does not answer, NotFoundError for an unknown revision.
    """
    staged, same = staged_tree(root, hook_index(root))
    return Change(staged, same, stored_tree(root, since) if since else _last_commit(root))


def check_changes(
    settings: Settings, since: str, load_settings: LoadSettings, progress: Progress | None = None
) -> Report | None:
    """Report what stands in files that are staged with a change, and what the change breaks.

    The change is that from the revision ``since`` to the index; an empty one is the last commit.
    Returns ``None`` where nothing that a check reads has changed. Raises GitError where git does
    not answer, NotFoundError for an unknown revision, and SettingsError for what is staged.
    """
    change = staged_change(settings.root, since)
    (staged, same, stored), changed = change, change.paths
    read = {path for path in changed if _is_read(path, settings)}
    if not read and staged.keys() == stored.keys():
        return None
    on_disk = load(settings)
    after = state_of(on_disk, settings, staged, same, load_settings)
    unchanged = frozenset(path for path in same if staged[path] == stored.get(path))
    try:
        before = state_of(on_disk, settings, stored, unchanged, load_settings, since or HEAD)
    except SettingsError:  # with which nothing was found
        return check(after.base, after.settings, progress=progress)
    found, were = compare(after, before, changed, progress)
    known = set(fingerprints(were))
    report = report_of(after.base, after.settings, found)
    marks = fingerprints(report.diagnostics)
    pairs = zip(marks, report.diagnostics, strict=True)
    caused = tuple(each for mark, each in pairs if each.path in changed or mark not in known)
    return summed(report._replace(diagnostics=caused))


def _is_read(path: str, settings: Settings) -> bool:
    """Tell whether it matters what is in a file; of others only that they are there does."""
    ends = (*MARKDOWN, *CONFIGURATION, IGNORE_FILE, *READ)
    return path.endswith(ends) or str(settings.root / path) in settings.sources


def _last_commit(root: Path) -> Tree:
    try:
        return stored_tree(root, "HEAD")
    except NotFoundError:  # there is none yet
        return {}
