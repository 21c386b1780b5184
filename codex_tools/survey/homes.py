"""Files and their kinds → the folders that are of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

SHARE = 0.8
"""The part of the files in a folder that have to be of a kind for the folder to be that kind's."""


def top(path: str) -> str:
    """Return the folder at the top that a file is in; empty for the root."""
    return path.split("/")[0] if "/" in path else ""


def homes(named: Mapping[str, str], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the folders most of whose files are of one kind, with the kind.

    ``named`` maps paths to kinds, files of none to the empty text.
    """
    below: dict[str, dict[str, str]] = {}
    for path, kind in named.items():
        if "/" in path[len(above) :]:
            folder = path[len(above) :].split("/")[0]
            below.setdefault(f"{above}{folder}", {})[path] = kind
    for folder, inner in below.items():
        [(kind, count)] = Counter(inner.values()).most_common(1)
        if kind and count >= SHARE * len(inner) and not _is_shell(inner, folder):
            yield folder, kind
        else:
            yield from homes(inner, f"{folder}/")


def _is_shell(paths: Iterable[str], folder: str) -> bool:
    """Tell whether a folder holds nothing but one other folder."""
    inner = [path[len(folder) + 1 :].partition("/") for path in paths]
    return all(slash for _, slash, _ in inner) and len({name for name, _, _ in inner}) == 1


def by_kind(named: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the folders of each kind."""
    found: dict[str, list[str]] = {}
    for folder, kind in sorted(homes(named)):
        found.setdefault(kind, []).append(folder)
    return found
