"""Files → a folder that was not there, or was empty: all of them, or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.writing.signals import unwinding


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder`` with these files in it, by their paths with forward slashes.

    They are written beside it first, and then take its place in one step. Raises CodexError where
    something stands there, the folder around it is not there, or it cannot be written.
    """
    place = Path(os.path.abspath(folder))  # a link at the end is not followed
    _check_free(place)
    temporary = place.with_name(f".codex-{os.urandom(8).hex()}.tmp")
    try:
        with unwinding():
            try:
                temporary.mkdir()
                for name, data in files.items():
                    _write(temporary, name, data)
                if place.exists():
                    place.rmdir()
                temporary.rename(place)
            except BaseException:
                shutil.rmtree(temporary, ignore_errors=True)
                raise
    except OSError as error:
        raise CodexError(f"{folder} cannot be written: {error.strerror}") from error


def _check_free(place: Path) -> None:
    """Raise CodexError where something stands at a path, or nothing around it."""
    if place.is_symlink():
        raise CodexError(f"{place} is a symbolic link; name the folder itself")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise CodexError(f"{place} is there and not empty, so nothing is written")
    if not place.parent.is_dir():
        raise CodexError(f"{place.parent} is no folder, so nothing can be written in it")


def _write(root: Path, name: str, data: bytes) -> None:
    path = Path(os.path.normpath(root / name))
    if not path.is_relative_to(root) or path == root:
        raise CodexError(f"{name} leads out of the folder, so nothing is written")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)
