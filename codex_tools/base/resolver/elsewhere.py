"""References that name no file, and are meant to name none.

Such are ``[[toc]]`` and ``[[_TOC_]]``, for which a generator or a wiki puts a table of contents;
``[[...]]``, ``{slug}.md`` and ``YYYY-MM-DD``, which are to be filled in, and ``[[wikilinks]]``,
which speaks of them; ``[[ -f x ]]`` and ``[[:alpha:]]``, which are code in the midst of words; an
id of Joplin, and a path from somebody's home or from another machine; a path such as
``../../issues``, which on the page of a hosted repository leads to another of its pages; and the
path of a file in a hidden folder, which is no part of the base.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from codex_tools.base.resolver.layout import Layout
from codex_tools.model import Link, Syntax
from codex_tools.runtime import lazy_regex

_FILLED_IN = frozenset({"toc", "_toc_", "_tosp_", "...", "…"})
_TO_FILL_IN = lazy_regex.compile(
    r"(?<![^\W_])(?:YYYY(?:MM(?:DD)?)?|yyyy(?=[-_/.]?(?:mm|MM))|X{3,}|N{3,})(?![^\W_])"
    r"|\{[^\W\d][\w .-]*\}"
)
"""A part of a name that stands for what is to come: a date, a number or a word."""

_WORDS = lazy_regex.compile(r"wiki[-_ ]?links?", re.I)
_CODE = lazy_regex.compile(
    r":[a-z]+:|(?:! *)?-[a-zA-Z] +\S.*|(?:! *)?[\"']?\$[\w{].*|[\"'][\w.-]+[\"']"
    r"|\S+ (?:==|!=|=~|-(?:eq|ne|lt|le|gt|ge)) .+"
    r"|-?[\d.]+(?:, *-?[\d.]+)+"
    r"|nodiscard|maybe_unused|noreturn|no_unique_address|carries_dependency"
)
"""Tests of a shell, classes of POSIX, subscripts of R, matrices, and attributes of C++."""

_AWAY = lazy_regex.compile(r":/[0-9a-f]{32}|~/.*|\\\\[^\\].*")
_HOSTED = lazy_regex.compile(
    r"(?:\.\./){1,2}(?:(?:issues|pulls|wiki|releases|discussions|actions|stargazers|commits|tags"
    r"|branches|milestones|labels|compare|contributors)(?:/(?!.*\.(?:md|markdown)\Z).*)?"
    r"|pull/\d+(?:/.*)?|commit/[0-9a-f]{7,40}|(?:blob|tree|raw|blame|edit)/.+|-/.+)"
)
"""Pages beside the files of a repository on GitHub and its like, from a branch or a wiki."""


def is_elsewhere(link: Link, source: str, layout: Layout) -> bool:
    """Tell whether a link in ``source`` that names no file is meant to name none."""
    target = link.target
    if link.syntax is Syntax.WIKILINK and _is_no_name(target):
        return True
    if link.syntax is not Syntax.VALUE and _TO_FILL_IN.search(target):
        return True
    if link.syntax.is_address and not layout.sites and _AWAY.match(link.raw.strip("<>")):
        return True
    if "." not in target or not (link.syntax.is_address or "/" in target):
        return False
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), target.lstrip("/")))
    if target.startswith(".") and _HOSTED.fullmatch(beside):
        return True
    return any(_is_hidden(place, layout.hidden) for place in (beside, target.strip("/")))


def _is_no_name(target: str) -> bool:
    """Tell whether what stands in double brackets is none of a note."""
    if target.casefold() in _FILLED_IN:
        return True
    return bool(_WORDS.fullmatch(target) or _CODE.fullmatch(target))


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
