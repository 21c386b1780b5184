"""A document and its new name → the files that change, and the records that follow."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools.app.baseline import read_record
from codex_tools.app.engine import run_rules
from codex_tools.app.workspace import update
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import Document
from codex_tools.refactoring import rename as renaming
from codex_tools.refactoring.rename import Renaming
from codex_tools.rules.unportable_name import name_trouble
from codex_tools.settings import Settings
from codex_tools.storage.files import is_listed, list_files


def plan_rename(
    base: KnowledgeBase, settings: Settings, old: str, new: str, title: str = ""
) -> Renaming:
    """Work out a rename, see :mod:`codex_tools.refactoring.rename`.

    ``old`` is a path, a name or a title, ``new`` a name, a folder or a path from the root. Raises
    NotFoundError for what is not there or cannot be a name, EditRefusedError for a rename that
    would lose a reference.
    """
    listing = list_files(settings.root, *settings.walked)
    path = renaming.find_document(base, old)
    place = renaming.new_path(base, path, new)
    if not is_listed(place, settings.include, settings.exclude):
        raise NotFoundError(f"{place} would not be read: the settings leave it out")
    if path == place and not title:
        raise NotFoundError(f"{path} is called so already")
    if path != place and (trouble := name_trouble(base, path, place)):
        raise EditRefusedError(f"nothing is renamed to {place}: {trouble}")
    if path != place and (place in base.notes or place in dict(base.unread)):
        raise EditRefusedError(f"{place} is there already, so nothing is renamed")

    def rebuild(documents: Iterable[Document]) -> KnowledgeBase:
        return KnowledgeBase.of(
            documents,
            settings.kinds,
            settings.relations,
            others=listing.others,
            unread=base.unread,
        )

    return renaming.plan_rename(base, path, place, rebuild, title)


def write_renaming(plan: Renaming, base: KnowledgeBase, settings: Settings) -> None:
    """Move the file of a rename and write all that changes, the records that tell of it included.

    All of that is done, or nothing. Raises CodexError when a file changed in the meantime, cannot
    be written, or is a record that cannot be read.
    """
    from codex_tools.linking.stored.rejections import FILE, renamed_rejections
    from codex_tools.storage.writing.together import write_together

    contents: dict[str, tuple[bytes | None, bytes]] = {
        path: (file.before, file.after) for path, file in plan.outcome.files.items()
    }
    if rejections := renamed_rejections(settings.root, plan.place):
        contents[FILE] = rejections
    if baseline := _renamed_baseline(plan, base, settings):
        contents[settings.baseline] = baseline
    write_together(settings.root, contents, (plan.old, plan.new))


def _renamed_baseline(
    plan: Renaming, base: KnowledgeBase, settings: Settings
) -> tuple[bytes, bytes] | None:
    """Return the baseline before and after; ``None`` where there is none, or nothing changes."""
    before, known = read_record(settings)
    if before is None or not known:
        return None
    from codex_tools.findings.baseline import moved, write_baseline

    moving = {path: base.text(path) for path in base.notes if plan.place(path) != path}
    texts = moving | {path: file.after for path, file in plan.outcome.files.items()}
    placed = {plan.place(path): data for path, data in texts.items()}
    renamed = update(base, settings, placed, plan.place)
    was, now = run_rules(base, settings), run_rules(renamed, settings)
    after = write_baseline(moved(known, was, now, plan.old, plan.new))
    return None if after == before else (before, after)
