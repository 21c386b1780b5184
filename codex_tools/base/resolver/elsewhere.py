"""References that name no file, and are meant to name none.

Such are ``[[toc]]`` and ``[[_TOC_]]``, for which a generator or a wiki puts a table of contents,
and ``[[...]]``, which is to be filled in; a path such as ``../../issues``, which on the page of a
hosted repository leads to another of its pages; and the path of a file in a hidden folder, which is
no part of the base.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from codex_tools.base.resolver.layout import Layout
from codex_tools.model import Link, Syntax
from codex_tools.runtime import lazy_regex

_FILLED_IN = frozenset({"toc", "_toc_", "_tosp_", "...", "…"})
_HOSTED = lazy_regex.compile(
    r"(?:\.\./){1,2}(?:(?:issues|pulls|wiki|releases|discussions|actions|stargazers|commits|tags"
    r"|branches|milestones|labels|compare|contributors)(?:/(?!.*\.(?:md|markdown)\Z).*)?"
    r"|pull/\d+(?:/.*)?|commit/[0-9a-f]{7,40}|(?:blob|tree|raw|blame|edit)/.+|-/.+)"
)
"""Pages beside the files of a repository on GitHub and its like, from a branch or a wiki."""


def is_elsewhere(link: Link, source: str, layout: Layout) -> bool:
    """Tell whether a link in ``source`` that names no file is meant to name none."""
    target = link.target
    if link.syntax is Syntax.WIKILINK and target.casefold() in _FILLED_IN:
        return True
    if "." not in target or not (link.syntax.is_address or "/" in target):
        return False
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), target.lstrip("/")))
    if target.startswith(".") and _HOSTED.fullmatch(beside):
        return True
    return any(_is_hidden(place, layout.hidden) for place in (beside, target.strip("/")))


def _is_hidden(place: str, hidden: frozenset[str]) -> bool:
    """Tell whether a path is that of a hidden file, or of a folder that has some."""
    return bool(hidden) and (
        place in hidden or f"{place}.md" in hidden or place in _folders(hidden)
    )


@lru_cache(maxsize=4)
def _folders(hidden: frozenset[str]) -> frozenset[str]:
    """The hidden folders of hidden files."""
    found: set[str] = set()
    for path in hidden:
        folder = posixpath.dirname(path)
        while folder not in found and ("/." in folder or folder.startswith(".")):
            found.add(folder)
            folder = posixpath.dirname(folder)
    return frozenset(found)
