"""Paths of a command line → the files of the knowledge base that they name; what a check reads."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from codex_tools.app.workspace import paths_of
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import NotFoundError
from codex_tools.model import Note
from codex_tools.settings import Settings
from codex_tools.settings.config_files import FILES, MARKERS, place_of
from codex_tools.storage.repository import EXCLUDE_FILE, IGNORE_FILE


def paths_below(base: KnowledgeBase, settings: Settings, given: Collection[Path]) -> set[str]:
    """Return the paths of the Markdown files that ``given`` files and folders name.

    Raises NotFoundError for one that does not exist or lies outside the root, and for one of which
    nothing is checked.
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
        below = {name} if name in known else {each for each in known if each.startswith(prefix)}
        if not below and name != ".":
            from codex_tools.app.left_out import why_left_out

            raise NotFoundError(f"{path} {why_left_out(settings, name, path.is_dir())}")
        wanted |= below
    return wanted


def _below(root: Path, path: Path) -> str:
    """Return a path as it is from the root; the empty string where it is not below that."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def dependencies(settings: Settings, paths: Collection[Path] = ()) -> list[str]:
    """Return the files besides the knowledge base itself that a check depends on.

    Some of them may not be there: a configuration that appears changes the result too. ``paths``
    are those of the command line.
    """
    starts = {Path.cwd(), settings.root, *(path.resolve().parent for path in paths)}
    folders = {str(folder) for start in starts for folder in (start, *start.parents)}
    names = (*FILES, *MARKERS, IGNORE_FILE, EXCLUDE_FILE)
    found = [os.path.join(folder, name) for folder in sorted(folders) for name in names]  # noqa: PTH118
    return [*found, *settings.sources, str(settings.root / settings.baseline)]


def find_note(base: KnowledgeBase, settings: Settings, name: str) -> Note:
    """Return the note that a command line names: by a file, or as :func:`note_called` does. Raises
    NotFoundError for none and for several."""
    path = Path(name)
    if path.is_file() and _is_on_disk(base) and path.resolve().is_relative_to(settings.root):
        found = paths_below(base, settings, [path])
        if len(found) == 1 and (known := found.pop()) in base.notes:
            return base.notes[known]
    return note_called(base, name)


def note_called(base: KnowledgeBase, name: str) -> Note:
    """Return the note with an id, a path, a name, a title or a web address. Raises NotFoundError
    for none and for several."""
    from codex_tools.app.addresses import note_at
    from codex_tools.app.identity import find_by_id
    from codex_tools.base.urls import is_web_address

    if is_web_address(name):
        return note_at(base, name)
    return find_by_id(base, name) or base.notes[_called(base, name.removeprefix("./"))]


def _is_on_disk(base: KnowledgeBase) -> bool:
    """Tell a base that was listed on disk from one that git has."""
    return base.listing is None or bool(base.listing.walked)


def _called(base: KnowledgeBase, name: str) -> str:
    found = [path for path in base.resolver.called(name).paths if path in base.notes]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"several documents are called {name}: {', '.join(found)}")
    close = base.resolver.near(name)
    hint = f"; did you mean {close}?" if close else ""
    raise NotFoundError(f"no document is called {name}{hint}")
