"""URIs of a client → the knowledge bases that their files are in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pygls.uris import from_fs_path, to_fs_path

from codex_tools.app.configuration import BaseFlags, settings_of
from codex_tools.app.living import Workspace
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Diagnostic, Note
from codex_tools.settings.config_files import is_root, place_of


class Root:
    """A knowledge base, and what clients changed in it that is not worked in yet.

    Changes wait until something is asked, so that many in a row are worked in together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = self.shown = folder
        self._workspace = Workspace(lambda: settings_of(BaseFlags(), folder))
        self._texts: dict[str, bytes | None] = {}
        self._is_stale = False
        self._open: set[str] = set()
        self._found: dict[str, list[Diagnostic]] = {}

    @property
    def workspace(self) -> Workspace:
        """The base of now. Raises CodexError where its settings or files cannot be read."""
        if self._is_stale or self._texts:
            self._found = {}
        if self._is_stale:
            self._workspace.refresh()
            self._is_stale = False
        if self._texts:
            texts, self._texts = self._texts, {}
            self._workspace.edit(texts)
        return self._workspace

    def findings(self, path: str) -> list[Diagnostic]:
        """Return the findings in a file. Those in all open ones are worked out together.

        Raises CodexError for a policy that cannot be used.
        """
        workspace = self.workspace
        if path not in self._found:
            wanted = {path, *self._open} - self._found.keys()
            self._found |= {each: [] for each in wanted}
            for each in workspace.check(wanted).diagnostics:
                self._found[each.path].append(each)
        return self._found[path]

    def edit(self, path: str, text: bytes | None) -> None:
        """Take the text of an open file for what it says; ``None`` for what is on disk again."""
        self._texts[path] = text
        (self._open.discard if text is None else self._open.add)(path)

    def files_changed(self) -> None:
        """Look at the disk again before the next answer."""
        self._is_stale = True

    def uri(self, path: str) -> str:
        """Return the URI of a file, under the folder as the client calls it."""
        return str(from_fs_path(str(self.shown / path)))


class Place(NamedTuple):
    """A file of a knowledge base, which need not be there."""

    root: Root
    path: str

    @property
    def base(self) -> KnowledgeBase:
        """The knowledge base of now."""
        return self.root.workspace.base

    @property
    def note(self) -> Note | None:
        """The note that the file is, if it is one."""
        return self.base.notes.get(self.path)

    @property
    def uri(self) -> str:
        """The URI of the file."""
        return self.root.uri(self.path)

    def at(self, path: str) -> Place:
        """Return another file of the same base."""
        return Place(self.root, path)


class Roots:
    """The knowledge bases that a client looks at: those of its folders, and of files in them."""

    def __init__(self) -> None:
        self._folders: dict[str, Path] = {}
        self._known: dict[Path, Root] = {}

    def __iter__(self) -> Iterator[Root]:
        return iter(list(self._known.values()))

    def add_folder(self, uri: str) -> None:
        """Take in a folder that the client has open. Raises CodexError where it cannot be read."""
        folder = _path_of(uri)
        if folder and folder.is_dir():
            self._folders[uri] = folder.resolve()
            self._root_at(self._root_of(folder.resolve()) or folder.resolve())

    def remove_folder(self, uri: str) -> None:
        """Forget a folder, and the bases that are in no other one."""
        self._folders.pop(uri, None)
        self._known = {
            folder: root
            for folder, root in self._known.items()
            if any(_are_nested(folder, each) for each in self._folders.values())
        }

    def find(self, uri: str) -> Place | None:
        """Return the place of a file; ``None`` for one that is in no knowledge base.

        Raises CodexError where its base cannot be read.
        """
        given = _path_of(uri)
        if given is None:
            return None
        path = place_of(given)
        folder = self._root_of(path.parent)
        if folder is None:
            return None
        root = self._root_at(folder)
        name = path.relative_to(folder).as_posix()
        if given.as_posix().endswith(f"/{name}"):
            root.shown = Path(given.as_posix().removesuffix(f"/{name}") or "/")
        return Place(root, name)

    def _root_of(self, folder: Path) -> Path | None:
        """The nearest folder upwards that is marked as a root, else an open one around."""
        above = (folder, *folder.parents)
        marked = next((each for each in above if is_root(each)), None)
        return marked or next((each for each in above if each in self._folders.values()), None)

    def _root_at(self, folder: Path) -> Root:
        if folder not in self._known:
            self._known[folder] = Root(folder)
        return self._known[folder]


def _path_of(uri: str) -> Path | None:
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None


def _are_nested(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
