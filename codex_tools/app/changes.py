"""What is staged → what is at fault in it, and what it breaks elsewhere.

The knowledge base is judged twice: as the index has it, and as a revision has it. Neither is the
working tree, of which only those notes are used that the index has in the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from codex_tools.app.check import check
from codex_tools.app.engine import run_rules
from codex_tools.app.workspace import load, relisted
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import NotFoundError, SettingsError
from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Report
from codex_tools.rules import all_rules
from codex_tools.runtime.parallel import Progress
from codex_tools.settings import Settings
from codex_tools.settings.config_files import FILES
from codex_tools.storage.git import hook_index
from codex_tools.storage.repository import IGNORE_FILE, outer_rules
from codex_tools.storage.tree_listing import list_tree
from codex_tools.storage.trees import Tree, read_contents, staged_tree, stored_tree
from codex_tools.storage.walking import DENDRON, MARKDOWN

_CONFIGURATION = (".toml", ".json")
"""How the names of configurations end, and of what they extend, and of schemas."""

LoadSettings = Callable[[Path], Settings]
"""Loads the settings of a folder, with the flags of the command line."""


class _State(NamedTuple):
    """The knowledge base as git has it, and its settings there."""

    base: KnowledgeBase
    settings: Settings


def check_changes(
    settings: Settings, since: str, load_settings: LoadSettings, progress: Progress | None = None
) -> Report | None:
    """Report what stands in files that are staged with a change, and what the change breaks.

    The change is that from the revision ``since`` to the index; an empty one is the last commit.
    Returns ``None`` where nothing that a check reads has changed. Raises GitError where git does
    not answer, NotFoundError for an unknown revision, and SettingsError for what is staged.
    """
    root = settings.root
    staged, same = staged_tree(root, hook_index(root))
    stored = _last_commit(root) if not since else stored_tree(root, since)
    changed = {path for path in {*staged, *stored} if staged.get(path) != stored.get(path)}
    read = {path for path in changed if _is_read(path, settings)}
    if not read and staged.keys() == stored.keys():
        return None
    on_disk = load(settings, meanwhile=all_rules)
    after = _state(on_disk, settings, staged, same, load_settings)
    report = check(after.base, after.settings, progress=progress)
    unchanged = {path for path in same if staged[path] == stored.get(path)}
    known = set(_marks_before(on_disk, settings, stored, unchanged, load_settings))
    marks = fingerprints(report.diagnostics)
    found = zip(marks, report.diagnostics, strict=True)
    caused = tuple(each for mark, each in found if each.path in changed or mark not in known)
    return report._replace(diagnostics=caused)


def _is_read(path: str, settings: Settings) -> bool:
    """Tell whether it matters what is in a file; of others only that they are there does."""
    ends = (*MARKDOWN, *_CONFIGURATION, IGNORE_FILE, DENDRON)
    return path.endswith(ends) or str(settings.root / path) in settings.sources


def _last_commit(root: Path) -> Tree:
    try:
        return stored_tree(root, "HEAD")
    except NotFoundError:  # there is none yet
        return {}


def _marks_before(
    on_disk: KnowledgeBase,
    settings: Settings,
    stored: Tree,
    same: Iterable[str],
    load_settings: LoadSettings,
) -> Iterable[str]:
    """Return the fingerprints of what was at fault; nothing where the settings were."""
    try:
        before = _state(on_disk, settings, stored, frozenset(same), load_settings)
    except SettingsError:
        return ()
    return fingerprints(run_rules(before.base, before.settings))


def _state(
    on_disk: KnowledgeBase,
    settings: Settings,
    tree: Tree,
    same: frozenset[str],
    load_settings: LoadSettings,
) -> _State:
    """Return the knowledge base of a tree, of which ``same`` are on disk as they are there."""
    assert on_disk.listing is not None
    own = _settings_in(settings, tree, same, load_settings)
    ignores = [path for path in tree if f"/{path}".endswith(f"/{IGNORE_FILE}")]
    ignored = {
        path: data.decode("utf-8", "surrogateescape")
        for path, data in read_contents(own.root, tree, ignores).items()
        if own.respect_gitignore
    }
    outer = outer_rules(str(own.root)) if own.respect_gitignore else ()
    listing = list_tree(tree, on_disk.listing, own.include, own.exclude, ignored, outer)
    other = [path for path in listing.markdown if path not in same or path not in on_disk.notes]
    contents = read_contents(own.root, tree, other)
    return _State(relisted(on_disk, own, listing, contents), own)


def _settings_in(
    settings: Settings, tree: Tree, same: frozenset[str], load_settings: LoadSettings
) -> Settings:
    """Return the settings that a tree has; those on disk where their files are the same."""
    root = settings.root
    read = {Path(each).absolute() for each in settings.sources} | {root / name for name in FILES}
    inside = [path.relative_to(root).as_posix() for path in read if path.is_relative_to(root)]
    if all(path in same or (path not in tree and not (root / path).exists()) for path in inside):
        return settings
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, data in read_contents(root, tree, _configurations(tree, inside)).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        try:
            return load_settings(folder)._replace(root=root)
        except SettingsError as error:
            lines = (str(line).replace(str(folder), str(root)) for line in error.args)
            raise SettingsError(*lines) from error


def _configurations(tree: Tree, named: Iterable[str]) -> Iterator[str]:
    wanted = set(named)
    return (path for path in tree if path in wanted or path.endswith(_CONFIGURATION))
