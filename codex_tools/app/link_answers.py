"""What ``codex link`` printed → kept, to be printed again while nothing has changed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tools.app.paths import dependencies
from codex_tools.linking.linker import Linker
from codex_tools.linking.stored.git_history import head_files
from codex_tools.linking.stored.rejections import FILE

if TYPE_CHECKING:
    from codex_tools.storage.cache.results import Call


def remember_answer(call: Call | None, linker: Linker, paths: Collection[Path], text: str) -> None:
    """Keep ``text``, which was printed for a ``call``; ``paths`` are those of the command line.

    Besides the files of the knowledge base it depends on the rejected links, and on the commit that
    is checked out, where the history counts.
    """
    settings, listing = linker.settings, linker.base.listing
    if call is None or listing is None or not settings.cache:
        return
    from codex_tools.storage.cache.results import remember

    files = [*dependencies(settings, paths), str(settings.root / FILE)]
    if linker.has_history:
        files += head_files(settings.root)
    where = str(settings.root), *settings.walked
    remember(call, files, where, listing.walked, text, status=0)
