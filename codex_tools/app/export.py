"""A knowledge base → a copy of it in another format, in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from codex_tools import exports
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import CodexError
from codex_tools.exports._export import Export
from codex_tools.runtime import discovery
from codex_tools.settings import Settings
from codex_tools.storage.guarded import GuardedError, read_inside
from codex_tools.storage.writing.folder import write_folder


class Exported(NamedTuple):
    """How many notes were written, in which files, and which files that are no notes were not: they
    are too large, or lead out of the knowledge base."""

    notes: int
    files: tuple[str, ...]
    left_out: tuple[str, ...]


def export(base: KnowledgeBase, settings: Settings, name: str, folder: Path) -> Exported:
    """Write the knowledge base in the format ``name`` into ``folder``, which is new or empty.

    A file that is no note is copied where something leads to it and it can be read. Raises
    CodexError where the folder is part of the knowledge base, is not empty or cannot be written;
    nothing is written then.
    """
    check_outside(settings.root, folder)
    made: Export = discovery.load(exports, name).export(base)
    read = {new: _read(settings, old) for new, old in made.copied.items()}
    copied = {new: data for new, data in read.items() if data is not None}
    files = {**made.files, **copied}
    write_folder(folder, files)
    left_out = tuple(old for new, old in made.copied.items() if new not in copied)
    return Exported(made.notes, tuple(sorted(files)), left_out)


def check_outside(root: Path, folder: Path) -> None:
    """Raise CodexError where a folder would be part of the knowledge base at ``root``."""
    real = Path(os.path.realpath(folder.parent)) / folder.name
    if real.is_relative_to(os.path.realpath(root)):
        raise CodexError(f"{folder} is in the knowledge base, which would have the copy in it")


def _read(settings: Settings, path: str) -> bytes | None:
    """Return the bytes of a file of the base; ``None`` where it may not be read."""
    try:
        return read_inside(settings.root, settings.root / path, settings.max_file_size)
    except GuardedError:
        return None
