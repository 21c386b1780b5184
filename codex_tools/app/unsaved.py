"""Texts that are not on disk → the knowledge base with them in it."""

from __future__ import annotations

from pathlib import Path

from codex_tools.app.contents import Changed
from codex_tools.app.left_out import why_left_out
from codex_tools.app.workspace import relisted
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import NotFoundError
from codex_tools.settings import Settings
from codex_tools.settings.config_files import place_of
from codex_tools.storage.files import is_listed


def with_texts(base: KnowledgeBase, settings: Settings, texts: Changed) -> KnowledgeBase:
    """Return ``base`` with these contents of notes, new ones among them, in the place of those on
    disk."""
    assert base.listing is not None
    markdown = tuple(sorted({*base.listing.markdown, *texts}))
    return relisted(base, settings, base.listing._replace(markdown=markdown), texts)


def path_of_text(settings: Settings, path: Path) -> str:
    """Return the path from the root of a note that need not be there.

    Raises NotFoundError for one that would not be read: outside the root, or left out.
    """
    place = place_of(path)
    if not place.is_relative_to(settings.root):
        raise NotFoundError(f"{path} is not in the knowledge base at {settings.root}")
    return checked_path(settings, place.relative_to(settings.root).as_posix())


def checked_path(settings: Settings, path: str) -> str:
    """Return a path from the root. Raises NotFoundError where a note there would not be read."""
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or not {"", ".", ".."}.isdisjoint(parts):
        raise NotFoundError(f"{path} is no path from the root of the knowledge base")
    if not is_listed(path, settings.include, settings.exclude):
        raise NotFoundError(f"{path} {why_left_out(settings, path, is_folder=False)}")
    return path
