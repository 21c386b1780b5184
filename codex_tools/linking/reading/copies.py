"""Which archived sources are copies of one work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from codex_tools.linking.reading.records import SourceRecord
from codex_tools.linking.text.identifiers import comparable_url, file_key, numbers
from codex_tools.linking.text.words import content_words

_SAME_TITLE = 0.6
_LONG_TITLE = 4


def copy_keys(record: SourceRecord) -> tuple[str, ...]:
    """Return what copies of one document may have in common."""
    address, stem = comparable_url(record.url), file_key(record.id)
    title = content_words(record.title)
    keys = numbers(record.url)
    if "/" in address:
        keys.add("url:" + address)
    if len(stem) >= 12:
        keys.add("file:" + stem)
    if len(title) >= _LONG_TITLE:
        keys.add("title:" + " ".join(title))
    return tuple(keys)


def same_work(one: SourceRecord, other: SourceRecord) -> bool:
    """Tell whether two sources are copies of one work: nothing contradicts, and titles agree.

    With two addresses they need to have the same text.
    """
    addresses = {comparable_url(record.url) for record in (one, other) if record.url}
    if len(addresses) > 1:
        return bool(one.text().strip()) and one.text().split() == other.text().split()
    first, second = set(content_words(one.title)), set(content_words(other.title))
    if not first or not second:
        return bool(addresses) or file_key(one.id) == file_key(other.id)
    return len(first & second) >= _SAME_TITLE * min(len(first), len(second))


def groups_of_copies(
    records: Sequence[SourceRecord], keys: Iterable[Iterable[str]]
) -> list[list[int]]:
    """Return the numbers of the records that are copies of each other, the first ones first.

    Only records that have one of their ``keys`` in common are compared.
    """
    parents = list(range(len(records)))
    for one, other in _with_same_keys(keys):
        if same_work(records[one], records[other]):
            low, high = sorted((_root(parents, one), _root(parents, other)))
            parents[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(records)):
        groups[_root(parents, number)].append(number)
    return [members for _, members in sorted(groups.items())]


def _with_same_keys(keys: Iterable[Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Yield for each key the first record that has it, with each later one."""
    first: dict[str, int] = {}
    for number, own in enumerate(keys):
        for key in own:
            known = first.setdefault(key, number)
            if known != number:
                yield known, number


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
