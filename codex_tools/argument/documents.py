"""Which sources are copies of one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def group_by_document(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the document of each source: the first id of those that share a key.

    ``keys`` has for each source whatever tells that two sources are one document: identifiers, the
    archive, the ids of the sources that it is derived from. Sharing is transitive: where A shares
    a key with B and B another one with C, all three are one document. The id of a source is one of
    its keys. Union-find (Galler & Fischer 1964), with paths halved.
    """
    parents: dict[tuple[str, bool], tuple[str, bool]] = {}
    for source in keys:
        for key in (source, *keys[source]):
            _unite(parents, (source, True), (key, False))
    documents: dict[tuple[str, bool], str] = {}
    for source in sorted(keys):
        documents.setdefault(_root(parents, (source, True)), source)
    return {source: documents[_root(parents, (source, True))] for source in keys}


Item = tuple[str, bool]
"""A source, or a key."""


def _unite(parents: dict[Item, Item], one: Item, other: Item) -> None:
    parents[_root(parents, one)] = _root(parents, other)


def _root(parents: dict[Item, Item], item: Item) -> Item:
    parent = parents.setdefault(item, item)
    while parent != item:
        parents[item] = grandparent = parents[parent]
        item, parent = grandparent, parents[grandparent]
    return item
