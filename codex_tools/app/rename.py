"""A document and its new name → the files that change, and the records that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from codex_tools.app.baseline import read_known, write_known
from codex_tools.app.engine import run_rules
from codex_tools.app.fix import check_files
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import Document
from codex_tools.refactoring import rename as renaming
from codex_tools.refactoring.rename import Renaming
from codex_tools.settings import Settings
from codex_tools.storage.files import is_listed, list_files, write_together


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
    """Move the file of a rename and write all others that change, or leave everything as it is.

    Raises CodexError when a file changed in the meantime or cannot be written.
    """
    files = plan.outcome.files
    check_files(plan.outcome, settings)
    contents = {plan.place(path): (file.before, file.after) for path, file in files.items()}
    rename_in_records = _renaming_of_records(plan, base, settings)
    write_together(settings.root, contents, (plan.old, plan.new))
    rename_in_records()


def _renaming_of_records(
    plan: Renaming, base: KnowledgeBase, settings: Settings
) -> Callable[[], None]:
    """Return what lets the records about a document follow its rename, once it is renamed.

    Raises CodexError for a record that cannot be read.
    """
    from codex_tools.linking.stored.rejections import read_rejected, rename_rejected

    old, new = plan.old, plan.new
    read_rejected(settings.root)
    known = read_known(settings)
    before = run_rules(base, settings) if known else []

    def rename() -> None:
        rename_rejected(settings.root, old, new)
        if known:
            from codex_tools.findings.baseline import moved

            after = run_rules(load(settings), settings)
            write_known(moved(known, before, after, old, new), settings)

    return rename
