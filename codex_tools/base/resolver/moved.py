"""A path that is not there → the file of the same name that stands elsewhere."""

from __future__ import annotations

from codex_tools.base.names import stem
from codex_tools.base.resolver.index import Names
from codex_tools.base.resolver.places import Places
from codex_tools.base.resolver.titles import is_telling

_USUAL = (
    "readme index contributing security support governance changelog changes history license"
    " licence roadmap maintainers authors notice todo faq code_of_conduct agents claude"
)
USUAL = frozenset(_USUAL.split())
"""Names that files have in many folders, and in other projects."""


def is_usual(name: str) -> bool:
    """Tell whether a file of this name says nothing of another one of the same name."""
    return stem(name).casefold().replace("-", "_") in USUAL


def find_moved(target: str, names: Names, places: Places) -> tuple[str, ...]:
    """Return the files with the name in which a path ends.

    A text with a slash is a path only where it begins with the name of a folder: `and/or` does not,
    and no part of a sentence is taken for a name.
    """
    first, slash, _ = target.lstrip("./").partition("/")
    if not slash or first not in places.folder_names:
        return ()
    return names.named(target.rpartition("/")[2])


def is_sure(target: str, path: str) -> bool:
    """Tell whether a path that is not there surely means the file of the same name at another:
    where the name tells which it is, or where one folder holds the other."""
    old, new = (f"/{each.strip('/').rpartition('/')[0]}/" for each in (target, path))
    return new.startswith(old) or old.startswith(new) or is_telling(stem(path))
