"""A document and its new name → the files that change, and the records that follow."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools.app.baseline import read_record
from codex_tools.app.contents import reader_for_edits
from codex_tools.app.engine import run_rules
from codex_tools.app.layout import layout_of
from codex_tools.app.workspace import moved_listing, update
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import Document
from codex_tools.refactoring import rename as renaming
from codex_tools.refactoring.meant import find_file, find_folder, moved_file, moved_folder
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.rename import Renaming
from codex_tools.refactoring.wishes import Wish
from codex_tools.rules.unportable_name import name_trouble
from codex_tools.settings import Settings
from codex_tools.storage.files import is_listed


def plan_rename(
    base: KnowledgeBase, settings: Settings, old: str, new: str, title: str = ""
) -> Renaming:
    """Work out a rename, see :mod:`codex_tools.refactoring.rename`.

    ``old`` is a path, a name or a title, a folder with a slash at its end, or a file with `#` and
    one of its headings. ``new`` is a name, a folder, a path from the root or a heading. Raises
    NotFoundError for what is not there or cannot be a name, EditRefusedError for a rename that
    would lose a reference.
    """
    assert base.listing is not None
    wish = _wish(base, old, new, title)
    _check_place(base, settings, wish.move)
    if wish.move.old == wish.move.new and not (title or wish.heading):
        raise NotFoundError(f"{wish.move.old} is called so already")
    if title and wish.move.old not in base.notes:
        raise NotFoundError(f"{wish.move.old} is no note, so it has no title")

    listing = moved_listing(base.listing, wish.move.place)
    old_paths = {wish.move.place(path): path for path in base.notes}

    def rebuild(documents: Iterable[Document], others: frozenset[str]) -> KnowledgeBase:
        return KnowledgeBase.of(
            documents,
            settings.kinds,
            settings.relations,
            settings.fields,
            others=others,
            unread=base.unread,
            text=lambda path: base.text(old_paths[path]),
            layout=layout_of(settings, listing),
        )

    return renaming.plan_rename(base, wish, rebuild, reader_for_edits(settings))


def _wish(base: KnowledgeBase, old: str, new: str, title: str) -> Wish:
    if old.endswith("/"):
        return Wish(moved_folder(find_folder(base, old), new))
    try:
        return Wish(moved_file(base, find_file(base, old), new), title)
    except NotFoundError:
        name, mark, heading = old.partition("#")
        if not mark:
            raise
    path = find_file(base, name)
    if path not in base.notes:
        raise NotFoundError(f"{path} is no note, so it has no headings")
    return Wish(Move(path, path), heading=(heading.strip(), new))


def _check_place(base: KnowledgeBase, settings: Settings, move: Move) -> None:
    """Raise CodexError where the new place is taken, or would not be read."""
    if move.old == move.new:
        return
    taken = [*base.notes, *dict(base.unread), *base.others]
    for path in sorted(taken):
        if path == move.new or path.startswith(f"{move.new}/"):
            raise EditRefusedError(f"{path} is there already, so nothing is renamed")
    for path in base.notes:
        place = move.place(path)
        if place != path and not is_listed(place, settings.include, settings.exclude):
            raise NotFoundError(f"{place} would not be read: the settings leave it out")
    if trouble := name_trouble(base, move.old, move.new):
        raise EditRefusedError(f"nothing is renamed to {move.new}: {trouble}")


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
    if rejections := renamed_rejections(settings.root, plan.move.place):
        contents[FILE] = rejections
    if baseline := _renamed_baseline(plan, base, settings):
        contents[settings.baseline] = baseline
    write_together(settings.root, contents, (plan.move.old, plan.move.new))


def _renamed_baseline(
    plan: Renaming, base: KnowledgeBase, settings: Settings
) -> tuple[bytes, bytes] | None:
    """Return the baseline before and after; ``None`` where there is none, or nothing changes."""
    before, known = read_record(settings)
    if before is None or not known:
        return None
    from codex_tools.findings.baseline import moved, write_baseline

    place = plan.move.place
    texts = {place(path): file.after for path, file in plan.outcome.files.items()}
    for path in plan.files:
        texts.setdefault(place(path), base.text(path))
    renamed = update(base, settings, texts, place)
    was, now = run_rules(base, settings), run_rules(renamed, settings)
    after = write_baseline(moved(known, was, now, place))
    return None if after == before else (before, after)
