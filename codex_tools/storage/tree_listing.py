"""Files that git has → the listing that a walk over them would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from codex_tools.storage import marks
from codex_tools.storage.files import Listing
from codex_tools.storage.ignore import Rules
from codex_tools.storage.repository import IGNORE_FILE
from codex_tools.storage.trees import Tree
from codex_tools.storage.walking import MARKDOWN, is_hidden, is_included, is_looked_into


def list_tree(
    tree: Tree,
    disk: Listing,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    ignored: Mapping[str, str],
    outer: Iterable[Rules] = (),
) -> Listing:
    """List the files of a tree as :func:`~codex_tools.storage.files.list_files` lists a folder.

    ``ignored`` are the texts of its ``.gitignore`` files by path, none where they do not count, and
    ``outer`` what is said of its paths elsewhere.
    The folders that mark a vault, which are seldom in git, and what is said of symbolic links and
    of files that cannot be read are those of ``disk``.
    """
    by_depth = sorted(ignored, key=lambda path: -path.count("/"))
    own = (Rules(path.removesuffix(IGNORE_FILE), ignored[path]) for path in by_depth)
    rules = [*own, *outer]
    listed = [path for path in tree if _is_listed(path, include, exclude, rules)]
    hidden = frozenset(filter(is_hidden, listed))
    paths = [path for path in listed if path not in hidden]
    problems = tuple(each for each in disk.problems if _is_still(each[0], tree))
    regular = (path for path in paths if tree[path].is_regular)
    markdown = {path for path in regular if path.endswith(MARKDOWN)}
    marked = {path for path in disk.others if path.rpartition("/")[2] in marks.FOLDERS}
    others = (set(paths) | marked) - markdown - {path for path, _ in problems}
    linked = tuple(each for each in disk.linked if each[0] in tree)
    found = tuple(sorted(markdown)), frozenset(others)
    return Listing(*found, problems, linked=linked, hidden=hidden)


def _is_still(path: str, tree: Tree) -> bool:
    """Tell whether what is said of a path on disk, a folder or a symbolic link, is so in a tree."""
    return path.endswith("/") or (path in tree and not tree[path].is_regular)


def _is_listed(
    path: str, include: tuple[str, ...], exclude: tuple[str, ...], rules: list[Rules]
) -> bool:
    *folders, name = path.split("/")
    above = ["/".join(folders[: depth + 1]) for depth in range(len(folders))]
    if not all(map(is_looked_into, above)):
        return False
    if include and not is_included(path, include) and name not in (IGNORE_FILE, *marks.FILES):
        return False
    if any(fnmatchcase(each, pattern) for each in (*above, path) for pattern in exclude):
        return False
    return not any(_is_ignored(each, each != path, rules) for each in (*above, path))


def _is_ignored(path: str, is_folder: bool, rules: list[Rules]) -> bool:
    """Tell whether a path is ignored; the rules of the deepest folder come first."""
    for each in rules:
        if path.startswith(each.folder) and (judged := each.judge(path, is_folder)) is not None:
            return judged
    return False
