"""What a person calls a file or a folder → its path, and the path that a new name means.

Nothing is guessed: a path has to be there as it is given, a name or a title has to be the whole
one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem, words
from codex_tools.errors import NotFoundError
from codex_tools.refactoring.move import Move
from codex_tools.runtime import lazy_regex

ENDINGS = (".md", ".markdown")
_ENDING = lazy_regex.compile(r"\.[A-Za-z]\w{0,9}\Z")
_TELLING = 3
"""A title of so many words tells which file is meant."""


def find_file(base: KnowledgeBase, name: str) -> str:
    """Return the path of the file that has this path, name or title.

    Raises NotFoundError where there is none, or several.
    """
    path = posixpath.normpath(name)
    if _is_file(base, path):
        return path
    if "/" in name:
        found = [path + end for end in ENDINGS if _is_file(base, path + end)]
    else:
        found = list(_named(base, name)) or list(_titled(base, name))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"several files are called {name}: {', '.join(found)}")
    close = base.resolver.near(name)
    hint = f"; did you mean {close}?" if close else ""
    raise NotFoundError(f"no file is called {name}{hint}")


def find_folder(base: KnowledgeBase, name: str) -> str:
    """Return the path of a folder that holds files. Raises NotFoundError where there is none."""
    path = posixpath.normpath(name)
    if path == "." or not any(each.startswith(f"{path}/") for each in _files(base)):
        raise NotFoundError(f"no folder is called {name}")
    return path


def _files(base: KnowledgeBase) -> Iterator[str]:
    yield from base.notes
    yield from base.others


def _is_file(base: KnowledgeBase, path: str) -> bool:
    return path in base.notes or path in base.others


def _named(base: KnowledgeBase, name: str) -> Iterator[str]:
    for path in _files(base):
        if name == posixpath.basename(path) or (path in base.notes and name == stem(path)):
            yield path


def _titled(base: KnowledgeBase, name: str) -> Iterator[str]:
    if len(words(name)) >= _TELLING:
        yield from (path for path, note in base.notes.items() if note.title == name)


def moved_file(base: KnowledgeBase, old: str, new: str) -> Move:
    """Return the move that ``new`` means for the file ``old``.

    A bare name leaves it in its folder, a folder takes it under its name, and the ending may be
    left out. Raises NotFoundError for what leads out of the knowledge base or is no name.
    """
    path = _path(old, new)
    is_folder = "/" in new and any(each.startswith(f"{path}/") for each in _files(base))
    if is_folder or new.endswith("/"):
        path = posixpath.normpath(posixpath.join(path, posixpath.basename(old)))
    elif not (path.endswith(ENDINGS) if old in base.notes else _ENDING.search(path)):
        path += posixpath.splitext(old)[1]
    if stem(path).strip() in ("", ".", ".."):
        raise NotFoundError(f"a file cannot be called {new}")
    return Move(old, _inside(path, new))


def moved_folder(old: str, new: str) -> Move:
    """Return the move that ``new`` means for the folder ``old``: a name beside it, or a path."""
    path = _inside(_path(old, new), new)
    if path.startswith(f"{old}/"):
        raise NotFoundError(f"the folder {old} cannot be moved into itself")
    return Move(old, path, is_folder=True)


def _path(old: str, new: str) -> str:
    if not new.strip("."):
        raise NotFoundError(f"`{new}` is no name; give a name, a path or a folder with a slash")
    path = posixpath.join(posixpath.dirname(old), new) if "/" not in new else new.lstrip("/")
    return posixpath.normpath(path)


def _inside(path: str, new: str) -> str:
    if path.startswith("../") or path in (".", "..") or not path.isprintable():
        raise NotFoundError(f"a file cannot be called {new}")
    return path
