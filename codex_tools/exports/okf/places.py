"""Paths in a knowledge base → paths in the bundle that is made of it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold_case, without_ending
from codex_tools.base.okf.bundles import is_reserved


class Places:
    """Where each file of a knowledge base stands in the bundle.

    A note keeps its place, unless its name is reserved, does not end with ``.md`` or cannot be
    written in a link.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.in_bundles = base.kinds.model is Model.OKF
        self._others = base.others
        self._taken: set[str] = set()
        self._places: dict[str, str] = {}
        self._copied: dict[str, str] = {}
        moved = [path for path in base.notes if self._wanted(path) != path]
        for path in (*sorted(base.notes.keys() - set(moved)), *moved):
            self._places[path] = self._free(self._wanted(path))

    def is_list(self, path: str) -> bool:
        """Tell whether a file is a list or a log already."""
        return self.in_bundles and is_reserved(path)

    def of(self, path: str) -> str:
        """Return the path that a file or folder has in the bundle; a file is copied from now on."""
        known = self._places.get(path)
        if known is None and path in self._others:
            known = self._places[path] = self._free(_writable(path))
            self._copied[known] = path
        return path if known is None else known

    def copied(self) -> Mapping[str, str]:
        """Return the files that are no notes and that something leads to, by their new paths."""
        return self._copied

    def _wanted(self, path: str) -> str:
        path = _writable(path)
        if is_reserved(path) and not self.in_bundles:
            folder, name = posixpath.split(path)
            return posixpath.join(folder, f"note-{name}")
        return f"{without_ending(path)}.md"

    def _free(self, path: str) -> str:
        """Return a path that no file has, nor would have where capital letters do not matter."""
        stem, ending = posixpath.splitext(path)
        number, found = 1, path
        while fold_case(found) in self._taken:
            number += 1
            found = f"{stem}-{number}{ending}"
        self._taken.add(fold_case(found))
        return found


def _writable(path: str) -> str:
    """Return a path without letters that no text can hold, and without line breaks."""
    text = path.encode("utf-8", "replace").decode().replace("\\", "_")
    return "".join(letter if letter.isprintable() else "_" for letter in text)
