"""Inverted indexes: for each word or exact key the numbers of the documents that have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.mentions import Mention

_MAX_KEY_POSTINGS = 30
"""Documents up to which an exact key tells them from others."""


def word_postings(documents: Sequence[SourceDocument]) -> dict[str, list[int]]:
    """Return for each word of the names of documents the numbers of those that have it."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for word in document.words:
            postings[word].append(number)
    return postings


def key_postings(documents: Sequence[SourceDocument]) -> dict[str, tuple[int, ...]]:
    """Return for each exact key the numbers of the documents that have it.

    Of a key that too many have not all are listed.
    """
    postings: dict[str, tuple[int, ...]] = {}
    for number, document in enumerate(documents):
        for key in _keys(document):
            known = postings.get(key, ())
            if len(known) <= _MAX_KEY_POSTINGS:
                postings[key] = (*known, number)
    return postings


def with_equal_key(postings: Mapping[str, tuple[int, ...]], mention: Mention) -> list[int]:
    """Return the numbers of the documents that share an exact key with a mention."""
    numbers: set[int] = set()
    for key in _keys(mention):
        having = postings.get(key, ())
        if len(having) <= _MAX_KEY_POSTINGS:
            numbers.update(having)
    return sorted(numbers)


def _keys(named: SourceDocument | Mention) -> Iterator[str]:
    yield from named.identifiers
    yield from _prefixed("handle:", named.handles)


def _prefixed(prefix: str, values: Iterable[str]) -> Iterator[str]:
    return (prefix + value for value in values)
