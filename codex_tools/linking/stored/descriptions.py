"""What sources say of themselves, kept between runs: by digests of their records."""

from __future__ import annotations

import marshal
from itertools import chain, starmap
from typing import Any

from codex_tools.linking.reading.documents import Described, DescriptionStore
from codex_tools.linking.reading.people import Cast, Person
from codex_tools.linking.text.dates import When
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

_STALE = 100
"""The file is written again when more than one source in so many is new."""


def load_descriptions(root: str) -> DescriptionStore:
    """Return what an earlier run kept of the sources of the base at ``root``."""
    parts = map(marshal.loads, location.read(location.file_for(location.DESCRIPTIONS, root)))
    try:
        if next(parts) != (program_digest(), root):
            return DescriptionStore()
        return DescriptionStore(dict(starmap(_described, chain.from_iterable(parts))))
    except (ValueError, EOFError, TypeError, KeyError, StopIteration):
        return DescriptionStore()


def keep_descriptions(root: str, store: DescriptionStore) -> None:
    """Write what was used, unless the file has nearly all of it."""
    if store.fresh * _STALE <= len(store.used):
        return
    head = marshal.dumps((program_digest(), root))
    rows = starmap(_row, store.used.items())
    file = location.file_for(location.DESCRIPTIONS, root)
    location.write(file, chain([head], location.marshalled(rows)))
    location.evict(location.DESCRIPTIONS, location.MAX_BASES)


def _row(key: bytes, described: Described) -> tuple[Any, ...]:
    keys, said = described
    people, *rest = said["cast"]
    plain = {"dates": list(map(tuple, said["dates"])), "cast": (list(map(tuple, people)), *rest)}
    return key, keys, {**said, **plain}


def _described(key: bytes, keys: tuple[str, ...], said: dict[str, Any]) -> tuple[bytes, Described]:
    people, *rest = said["cast"]
    said["dates"] = tuple(starmap(When, said["dates"]))
    said["cast"] = Cast(tuple(starmap(Person, people)), *rest)
    return key, (keys, said)
