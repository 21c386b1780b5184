"""Documents instead of files: archived copies of one document are one candidate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from codex_tools.linking.reading.copies import copy_keys, groups_of_copies
from codex_tools.linking.reading.description import Description, describe, in_archive
from codex_tools.linking.reading.people import Cast
from codex_tools.linking.reading.records import SourceRecord
from codex_tools.linking.text.dates import When
from codex_tools.runtime.parallel import Codec, imap_forked

_WORTH_A_PROCESS = 2000


@dataclass(frozen=True, slots=True, eq=False)
class SourceDocument:
    """One document with all its archived copies.

    ``words`` maps each word of its names to where it stands: a sum of AUTHOR, TITLE and NAME, the
    last one for file name and host. ``titles`` holds each title in words, whole and in its parts;
    ``compounds`` the words of author, file name and host, such as `annsmith`, in one text with a
    space around each. ``cast`` are its authors in order, ``subject`` the family of whom its title
    names where it has none, ``parts`` what tells it from another one of the same title, ``names``
    what references call it, by kind. ``archived`` says whether a copy lies in an `archive` folder,
    as all do where a base has none. What others would hold as sets are tuples here, which are a
    quarter as large.
    """

    records: tuple[SourceRecord, ...]
    words: dict[str, int]
    titles: tuple[tuple[str, ...], ...]
    dates: tuple[When, ...]
    days: tuple[int, ...]
    identifiers: tuple[str, ...]
    handles: tuple[str, ...]
    compounds: str
    cast: Cast
    subject: str
    parts: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    archived: bool

    def linked(self) -> tuple[str, ...]:
        """Return the ids of the copies to link: all, or those in the archive if there are any."""
        copies = tuple(record.id for record in self.records)
        return tuple(filter(in_archive, copies)) or copies

    @property
    def id(self) -> str:
        """The id of the first copy, which stands for the document."""
        return self.records[0].id


Described = tuple[tuple[str, ...], Description]
"""The keys of a record, and what a document says of which it is the only copy."""


class DescriptionStore:
    """What records say, by their keys, which tell what the records are.

    ``kept`` is that of an earlier run, ``used`` all that was asked for by a key; ``fresh`` counts
    what had to be worked out.
    """

    def __init__(self, kept: Mapping[str, Described] | None = None) -> None:
        self._kept = kept or {}
        self.used: dict[str, Described] = {}
        self.fresh = 0

    def described(self, records: Sequence[SourceRecord], processes: int | None) -> list[Described]:
        """Return what each record says, worked out by so many processes where it is not known."""
        new = [record for record in records if record.key not in self._kept]
        self.fresh += len(new)
        fresh = imap_forked(
            _read, new, codec=_CODEC, min_items=_WORTH_A_PROCESS, max_processes=processes
        )
        found = [self._kept.get(record.key) or next(fresh) for record in records]
        keyed = zip(records, found, strict=True)
        self.used |= {record.key: each for record, each in keyed if record.key}
        return found

    def described_together(self, copies: Sequence[SourceRecord]) -> Description:
        """Return what a document says that has several copies."""
        keys = [record.key for record in copies]
        key = "\0".join(keys) if all(keys) else ""
        found = self._kept.get(key)
        if found is None:
            found, self.fresh = ((), describe(copies)), self.fresh + 1
        if key:
            self.used[key] = found
        return found[1]


def read_documents(
    sources: Iterable[SourceRecord],
    processes: int | None = 1,
    store: DescriptionStore | None = None,
) -> list[SourceDocument]:
    """Return the documents behind archived sources, by id of their first copy.

    ``processes`` is how many may work (no number is one a core); ``store`` may have what an earlier
    run read.
    """
    records = sorted(sources, key=lambda source: source.id)
    known = store or DescriptionStore()
    read = known.described(records, processes)
    documents = []
    for members in groups_of_copies(records, [keys for keys, _ in read]):
        copies = [records[number] for number in members]
        alone = len(copies) == 1
        described = read[members[0]][1] if alone else known.described_together(copies)
        documents.append(SourceDocument(tuple(copies), **described))
    if any(one.archived for one in documents):
        return documents
    return [replace(one, archived=True) for one in documents]


def _read(record: SourceRecord) -> Described:
    return copy_keys(record), describe([record])


def _held_once(read: Described) -> Described:
    """Return what another process sent, its words shared with those of all other documents."""
    keys, described = read
    described["words"] = {intern(word): spot for word, spot in described["words"].items()}
    described["titles"] = tuple([tuple(map(intern, title)) for title in described["titles"]])
    return keys, described


_CODEC = Codec(decode=_held_once)


class Copies:
    """Which sources are copies of one document: ``groups`` are those that have several."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self.groups = list(groups)
        self._by_id = {copy: group for group in self.groups for copy in group}

    def linked(self, source: str) -> tuple[str, ...]:
        """Return the copies to link of the document of a source: all, or those in the archive if
        there are any."""
        copies = self._by_id.get(source, (source,))
        return tuple(filter(in_archive, copies)) or copies


def copies_of(documents: Iterable[SourceDocument]) -> Copies:
    """Return which sources are copies of these documents."""
    groups = (tuple(record.id for record in one.records) for one in documents)
    return Copies(group for group in groups if len(group) > 1)
