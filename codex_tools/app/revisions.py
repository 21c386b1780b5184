"""A revision of git → the knowledge base that it has, read from git's objects.

Nothing is checked out. Of the working tree those notes are used that git has in the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from codex_tools.app.workspace import load, relisted
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.origin import HEAD
from codex_tools.errors import SettingsError
from codex_tools.settings import Settings
from codex_tools.settings.config_files import FILES
from codex_tools.storage.commits import renames_along
from codex_tools.storage.git import hook_index
from codex_tools.storage.repository import IGNORE_FILE, outer_rules
from codex_tools.storage.tree_listing import list_tree
from codex_tools.storage.trees import Tree, read_contents, renames, staged_tree, stored_tree

CONFIGURATION = (".toml", ".json")
"""How the names of configurations end, and of what they extend, and of schemas."""

LoadSettings = Callable[[Path], Settings]
"""Loads the settings of a folder, with the flags of the command line."""


class State(NamedTuple):
    """A knowledge base at some time, and its settings then."""

    base: KnowledgeBase
    settings: Settings


class Revisions:
    """The states of the knowledge base that ``settings`` are those of: on disk, and in git."""

    def __init__(self, settings: Settings, load_settings: LoadSettings) -> None:
        self._settings, self._load_settings = settings, load_settings

    @cached_property
    def on_disk(self) -> State:
        """The state on disk. Raises CodexError as :func:`load` does."""
        return State(load(self._settings), self._settings)

    def at(self, revision: str) -> State:
        """Return the state at a revision.

        Raises NotFoundError for one that there is not, GitError where git does not answer, and
        SettingsError for a configuration of that time that cannot be used.
        """
        stored = stored_tree(self._settings.root, revision)
        staged, same = self._index
        unchanged = frozenset(path for path in same if staged[path] == stored.get(path))
        base = self.on_disk.base
        try:
            return state_of(base, self._settings, stored, unchanged, self._load_settings, revision)
        except SettingsError as error:
            raise SettingsError(*(f"at {revision}: {line}" for line in error.args)) from error

    def renames(self, before: str, after: str | None) -> Mapping[str, str]:
        """Return the files that git takes for renamed, up to what is staged without ``after``.

        Those that the two trees show go before those of the commits between them.
        """
        root = self._settings.root
        at_once = renames(root, before, after)
        return {**renames_along(root, before, after or HEAD), **at_once}

    @cached_property
    def _index(self) -> tuple[Tree, frozenset[str]]:
        root = self._settings.root
        return staged_tree(root, hook_index(root))


def state_of(
    on_disk: KnowledgeBase,
    settings: Settings,
    tree: Tree,
    same: frozenset[str],
    load_settings: LoadSettings,
    revision: str = HEAD,
) -> State:
    """Return the knowledge base of a tree, of which ``same`` are on disk as they are there.

    Its history goes on from ``revision``.
    """
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
    return State(relisted(on_disk, own, listing, contents, revision), own)


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
    return (path for path in tree if path in wanted or path.endswith(CONFIGURATION))
