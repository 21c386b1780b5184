"""The compared features of texts, kept between runs: by file and its checksum, words as numbers."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain

from codex_tools.linking.index.features import Features, FeatureStore
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

_STALE = 100
"""The file is written again when more than one text in so many is new."""


def load_features(root: str) -> FeatureStore:
    """Return what an earlier run kept of the sources of the base at ``root``."""
    parts = map(marshal.loads, location.read(location.file_for(location.FEATURES, root)))
    try:
        program, base, words, counts = next(parts)
        if (program, base) != (program_digest(), root):
            return FeatureStore()
        kept = dict(_features(chain.from_iterable(parts), len(words)))
        return FeatureStore(words, kept, array("I", counts))
    except (ValueError, EOFError, TypeError, StopIteration):
        return FeatureStore()


def keep_features(root: str, store: FeatureStore) -> None:
    """Write the features that were used, unless the file has nearly all of them."""
    if store.fresh * _STALE <= len(store.used):
        return
    words = list(store.vocabulary)
    counts = sorted(store.counts(store.used.values()).items())
    new = {number: place for place, (number, _) in enumerate(counts)}
    known = [words[number] for number, _ in counts], bytes(array("I", [each for _, each in counts]))
    head = marshal.dumps((program_digest(), root, *known))
    rows = (
        (key, *(bytes(array("I", [new[number] for number in each])) for each in found))
        for key, found in store.used.items()
    )
    file = location.file_for(location.FEATURES, root)
    location.write(file, chain([head], location.marshalled(rows)))
    location.evict(location.FEATURES, location.MAX_BASES)


def _features(
    rows: Iterable[tuple[str, bytes, bytes]], size: int
) -> Iterator[tuple[str, Features]]:
    """Yield the features by key. Raises ValueError for a number beyond the vocabulary."""
    for key, *both in rows:
        words, figures = (array("I", each) for each in both)
        if max(max(words, default=0), max(figures, default=0)) >= size:
            raise ValueError(key)
        yield key, Features(words, figures)
