"""A path that a command line names, and the settings → why nothing of it is checked."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from codex_tools.settings import Settings
from codex_tools.storage.marks import BACKUP_NAMES
from codex_tools.storage.walking import MARKDOWN, is_included, is_visited, may_hold


def why_left_out(settings: Settings, path: str, is_folder: bool) -> str:
    """Return what keeps a file or folder, by its path from the root, from being checked.

    It is the end of a sentence that begins with the path.
    """
    parts = path.split("/")
    folders = parts if is_folder else parts[:-1]
    above = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    if not is_folder and not path.endswith(MARKDOWN):
        return f"is no Markdown file, which ends in {' or '.join(MARKDOWN)}"
    if any(fnmatchcase(each, pattern) for each in above for pattern in settings.exclude):
        return "is left out by `exclude` of the configuration"
    if settings.include and not (
        may_hold(path, settings.include) if is_folder else is_included(path, settings.include)
    ):
        return "is left out by `include` of the configuration"
    ways = (folders[: depth + 1] for depth in range(len(folders)))
    if unvisited := next((each for each in ways if not is_visited("/".join(each))), None):
        return _words_on_folder(settings, unvisited)
    if is_folder:
        return "has no Markdown files that are checked"
    return "is left out: git ignores it (see `respect-gitignore`), or it is in another repository"


def _words_on_folder(settings: Settings, parts: Sequence[str]) -> str:
    """Say why a folder is never checked, and how it is checked by itself."""
    what = "hidden folders" if parts[-1].startswith(".") else "folders of installed packages"
    if parts[-1] in BACKUP_NAMES:
        what = "folders of older versions"
    words = f"is left out: {what} are never a part of a knowledge base"
    return f"{words}; --root {settings.root.joinpath(*parts)} checks it as one of its own"
