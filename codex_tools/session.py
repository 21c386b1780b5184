"""The use cases as functions that return values: load, check, link, fix, graph."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tools.corpus import KnowledgeBase
from codex_tools.document import parse_document
from codex_tools.errors import CodexError, NotFoundError
from codex_tools.files import list_files, read_file, write_atomically
from codex_tools.fixing import Outcome, apply_fixes
from codex_tools.locate import locate
from codex_tools.model import Document, Fix, Problem, Report
from codex_tools.registry import chosen_rules
from codex_tools.settings import Settings

if TYPE_CHECKING:
    import networkx

    from codex_tools.linking.plan import LinkPlan


def load(settings: Settings) -> KnowledgeBase:
    """Read the knowledge base at ``settings.root``. Raises CodexError when it cannot be listed."""
    listing = list_files(settings.root, settings.include, settings.exclude)
    unread = list(listing.problems)
    documents: list[Document] = []
    with _no_garbage_collection():
        for path in listing.markdown:
            data = read_file(settings.root / path, settings.max_file_size)
            if isinstance(data, Problem):
                unread.append((path, data))
            else:
                documents.append(parse_document(path, data))
        read = reader(settings)
        return KnowledgeBase(documents, settings.kinds, listing.others, unread, read)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Hold the collector back while much is built that stays: it would walk it over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def check(base: KnowledgeBase, settings: Settings, only: Collection[str] | None = None) -> Report:
    """Run the chosen rules over the knowledge base.

    ``only`` limits the report, not the check, to these paths. Raises SettingsError for a selection
    that fits no rule.
    """
    found = [
        (rule, finding)
        for rule in chosen_rules(settings.select, settings.ignore)
        for finding in rule.check(base)
        if only is None or finding.path in only
    ]

    checked = len(base.notes) + len(base.unread) if only is None else len(only)
    return Report(tuple(locate(found, reader(settings))), checked, str(settings.root))


def reader(settings: Settings) -> Callable[[str], bytes]:
    """Return a function that gives the bytes of a file by its path; none for one that is gone."""

    def read(path: str) -> bytes:
        data = read_file(settings.root / path, settings.max_file_size)
        return b"" if isinstance(data, Problem) else data

    return read


def plan_links(base: KnowledgeBase, settings: Settings) -> LinkPlan:
    """Find the links between claims and sources, see :mod:`codex_tools.linking.plan`."""
    from codex_tools.linking.plan import make_plan

    return make_plan(base, reader(settings), settings.min_score, settings.link_style)


def rewrite(fixes: Iterable[Fix], settings: Settings) -> Outcome:
    """Work out what ``fixes`` make of the files, without writing."""
    return apply_fixes(fixes, reader(settings))


def write(outcome: Outcome, settings: Settings) -> None:
    """Write the files of an outcome, each in one step.

    A file that changed on disk in the meantime is left alone. Raises CodexError when a file cannot
    be written.
    """
    read = reader(settings)
    for path, file in outcome.files.items():
        if read(path) != file.before:
            raise CodexError(f"{path} changed while it was worked on; run the command again")
        write_atomically(settings.root / path, file.after)


def paths_below(base: KnowledgeBase, settings: Settings, given: Collection[Path]) -> set[str]:
    """Return the paths of the Markdown files that ``given`` files and folders name.

    Raises NotFoundError for one that does not exist or lies outside the root. A file that the
    settings leave out names nothing.
    """
    known = {*base.notes, *(path for path, _ in base.unread)}
    wanted: set[str] = set()
    for path in given:
        full = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
        if not (path.exists() or path.is_symlink()):
            raise NotFoundError(f"{path} does not exist")
        if not full.is_relative_to(settings.root):
            raise NotFoundError(f"{path} is not in the knowledge base at {settings.root}")
        name = full.relative_to(settings.root).as_posix()
        prefix = "" if name == "." else f"{name}/"
        wanted |= {each for each in known if each == name or each.startswith(prefix)}
    return wanted


def graph(base: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """Return the typed graph of the knowledge base, see :mod:`codex_tools.graph`."""
    from codex_tools.graph import build_graph

    return build_graph(base)
