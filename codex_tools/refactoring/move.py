"""A file or a folder and its new place."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from codex_tools.base.names import stem


class Move(NamedTuple):
    """The old and the new path of a file, or of a folder with all that is in it."""

    old: str
    new: str
    is_folder: bool = False

    def place(self, path: str) -> str:
        """Return the path that a file or folder has afterwards."""
        if path == self.old:
            return self.new
        if self.is_folder and path.startswith(f"{self.old}/"):
            return self.new + path[len(self.old) :]
        return path

    def takes(self, path: str) -> bool:
        """Tell whether a file gets another path."""
        return self.place(path) != path

    def renames(self, path: str) -> bool:
        """Tell whether a file gets another name."""
        return stem(self.place(path)) != stem(path)

    def takes_elsewhere(self, path: str) -> bool:
        """Tell whether a file gets into another folder."""
        return posixpath.dirname(self.place(path)) != posixpath.dirname(path)
