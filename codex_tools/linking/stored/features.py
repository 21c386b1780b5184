"""The compared features of texts, kept between runs: by file and its checksum, words as numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from codex_tools.linking.index.features import Features, FeatureStore
from codex_tools.storage.cache.location import FEATURES
from codex_tools.storage.cache.table import OTHER_FORM, Table, is_stale


def load_features(root: str) -> FeatureStore:
    """Return what an earlier run kept of the sources of the base at ``root``."""
    try:
        (words, counts), rows = Table(FEATURES, root).read()
        kept = dict(_features(rows, len(words)))
        return FeatureStore(words, kept, array("I", counts))
    except OTHER_FORM:
        return FeatureStore()


def keep_features(root: str, store: FeatureStore) -> None:
    """Write the features that were used, unless the file has nearly all of them."""
    if not is_stale(store.fresh, len(store.used)):
        return
    words = list(store.vocabulary)
    counts = sorted(store.counts(store.used.values()).items())
    new = {number: place for place, (number, _) in enumerate(counts)}
    known = [words[number] for number, _ in counts], bytes(array("I", [each for _, each in counts]))
    rows = (
        (key, *(bytes(array("I", [new[number] for number in each])) for each in found))
        for key, found in store.used.items()
    )
    Table(FEATURES, root).write(rows, known)


def _features(
    rows: Iterable[tuple[str, bytes, bytes]], size: int
) -> Iterator[tuple[str, Features]]:
    """Yield the features by key. Raises ValueError for a number beyond the vocabulary."""
    for key, *both in rows:
        words, figures = (array("I", each) for each in both)
        if max(max(words, default=0), max(figures, default=0)) >= size:
            raise ValueError(key)
        yield key, Features(words, figures)
