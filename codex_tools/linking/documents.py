"""Documents instead of files: archived copies of one document are one candidate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any

from codex_tools.linking.dates import When, day_number, parse_date
from codex_tools.linking.identifiers import file_key, handles, identifiers, normalise_url, numbers
from codex_tools.linking.mentions import initialisms
from codex_tools.linking.records import SourceRecord
from codex_tools.linking.text import fold, words
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.parallel import Codec, imap_forked

AUTHOR, TITLE, NAME = 1, 2, 4
_HEAD_MARK = lazy_regex.compile(r"[:?(-]")
_HEAD = lazy_regex.compile(r"\s*(?::|\s-+\s|\?|\()\s*")
_DATED_STEM = lazy_regex.compile(r"^(\d{4}(?:-\d\d){0,2})[-_ ]*")
_SAME_TITLE = 0.6
_LONG_TITLE = 4
_WORTH_A_PROCESS = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document with all its archived copies.

    `words` maps each word of its names to where it stands: a sum of AUTHOR, TITLE and NAME, the
    last one for file name and host. `titles` holds each title in words, whole and in its parts;
    `authors` the words of each author field; `compounds` the words of author, file name and host,
    such as `annsmith`, in one text with a space around each. `archived` says whether a copy lies in
    an `archive` folder. What others would hold as sets are tuples here, which are a quarter as
    large.
    """

    records: tuple[SourceRecord, ...]
    words: dict[str, int]
    titles: tuple[tuple[str, ...], ...]
    dates: tuple[When, ...]
    days: tuple[int, ...]
    identifiers: tuple[str, ...]
    handles: tuple[str, ...]
    files: tuple[str, ...]
    compounds: str
    authors: tuple[tuple[str, ...], ...]
    archived: bool

    def linked(self) -> tuple[str, ...]:
        """The ids of the copies to link: all, or the archived ones where others are drafts."""
        copies = [record.id for record in self.records]
        return tuple([copy for copy in copies if _in_archive(copy)] or copies)

    @property
    def id(self) -> str:
        """The id of the first copy, which stands for the document."""
        return self.records[0].id


_Description = dict[str, Any]
"""The attributes of a document by their names, without its records."""

_Read = tuple[tuple[str, ...], _Description]
"""The keys of a record, and what a document says of which it is the only copy."""


def documents(sources: Iterable[SourceRecord], processes: int | None = 1) -> list[Document]:
    """The documents behind archived sources, by id of their first copy.

    `processes` is how many may work (no number is one a core).
    """
    records = sorted(sources, key=lambda source: source.id)
    read = list(
        imap_forked(
            _read, records, codec=_CODEC, min_items=_WORTH_A_PROCESS, max_processes=processes
        )
    )
    parents = list(range(len(records)))
    for one, other in _with_same_keys([keys for keys, _ in read]):
        _join_if_same(records, parents, one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(records)):
        groups[_root(parents, index)].append(index)
    found = []
    for first, members in sorted(groups.items()):
        copies = [records[number] for number in members]
        described = read[first][1] if len(copies) == 1 else _described(copies)
        found.append(Document(tuple(copies), **described))
    return found


def _read(record: SourceRecord) -> _Read:
    return _keys(record), _described([record])


def duplicates(found: Iterable[Document]) -> list[tuple[str, ...]]:
    """The ids of the copies of each document that is archived more than once."""
    return [tuple(record.id for record in one.records) for one in found if len(one.records) > 1]


def _with_same_keys(keys: Iterable[Iterable[str]]) -> Iterator[tuple[int, int]]:
    """For each key the first record that has it, with each later one."""
    first: dict[str, int] = {}
    for index, own in enumerate(keys):
        for key in own:
            known = first.setdefault(key, index)
            if known != index:
                yield known, index


@lru_cache(maxsize=32)
def _words(text: str) -> tuple[str, ...]:
    """The words of a part of a record, which is needed several times in a row."""
    return tuple(words(text))


def _keys(record: SourceRecord) -> tuple[str, ...]:
    """What copies of one document may have in common."""
    address, stem, title = normalise_url(record.url), file_key(record.id), _words(record.title)
    found = numbers(record.url)
    if "/" in address:
        found.add("url:" + address)
    if len(stem) >= 12:
        found.add("file:" + stem)
    if len(title) >= _LONG_TITLE:
        found.add("title:" + " ".join(title))
    return tuple(found)


def _join_if_same(
    records: Sequence[SourceRecord], parents: list[int], one: int, other: int
) -> None:
    if same_document(records[one], records[other]):
        low, high = sorted((_root(parents, one), _root(parents, other)))
        parents[high] = low


def same_document(one: SourceRecord, other: SourceRecord) -> bool:
    """Whether two sources are copies of one document: nothing contradicts, and titles agree."""
    addresses = {normalise_url(record.url) for record in (one, other) if record.url}
    if len(addresses) > 1:
        return bool(one.text().strip()) and one.text().split() == other.text().split()
    first, second = set(words(one.title)), set(words(other.title))
    if not first or not second:
        return bool(addresses) or file_key(one.id) == file_key(other.id)
    return len(first & second) >= _SAME_TITLE * min(len(first), len(second))


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _described(copies: Sequence[SourceRecord]) -> _Description:
    spots: dict[str, int] = {}
    for record in copies:
        for text, spot in _names(record):
            for word in _words(text):
                spots[word] = spots.get(word, 0) | spot
        for name in initialisms(record.author):
            spots[name] = spots.get(name, 0) | AUTHOR
    dates = {when for record in copies for when in _dates(record)}
    days = {day_number(when) for when in dates} | {_processed(record) for record in copies}
    dates |= {When(when.year) for when in dates if (when.month, when.day) == (1, 1)}
    named = " ".join([f"{record.url} {record.author}" for record in copies])
    authors = {tuple(dict.fromkeys(_words(one.author))): None for one in copies if one.author}
    return {
        "words": spots,
        "titles": _titles(copies, spots),
        "dates": tuple(sorted(dates)),
        "days": tuple(sorted(day for day in days if day is not None)),
        "identifiers": tuple(sorted(identifiers(named + " " + copies[0].publisher))),
        "handles": tuple(sorted(handles(named))),
        "files": tuple(dict.fromkeys([file_key(record.id) for record in copies])),
        "compounds": " ".join(["", *[word for word in spots if spots[word] & (AUTHOR | NAME)], ""]),
        "authors": tuple(authors),
        "archived": any(_in_archive(record.id) for record in copies),
    }


def _held_once(read: _Read) -> _Read:
    """What another process sent, its words shared with those of all other documents."""
    keys, described = read
    described["words"] = {intern(word): spot for word, spot in described["words"].items()}
    for name in ("titles", "authors"):
        described[name] = tuple([tuple(map(intern, text)) for text in described[name]])
    return keys, described


_CODEC = Codec(decode=_held_once)


def _in_archive(path: str) -> bool:
    return "/archive/" in f"/{path}"


def _names(record: SourceRecord) -> list[tuple[str, int]]:
    host = normalise_url(record.url).partition("/")[0]
    stem = _DATED_STEM.sub("", record.id.rsplit("/", 1)[-1].removesuffix(".md"))
    return [
        (record.title, TITLE),
        (record.author, AUTHOR),
        (record.publisher, AUTHOR),
        (stem, NAME),
        (host.rsplit(".", 1)[0] if "." in host else host, NAME),
    ]


def _titles(copies: Sequence[SourceRecord], spots: dict[str, int]) -> tuple[tuple[str, ...], ...]:
    found = set()
    for record in copies:
        whole, *parts = title_parts(record) or [()]
        found.add(whole)
        found |= {
            part for part in parts if 2 * sum([spots[word] & AUTHOR for word in part]) < len(part)
        }
    return tuple(sorted(found - {()}))


def title_parts(record: SourceRecord) -> list[tuple[str, ...]]:
    """The words of a source's title: the whole, and the parts around a colon, dash or bracket."""
    title = record.title or _DATED_STEM.sub("", record.id.rsplit("/", 1)[-1].removesuffix(".md"))
    folded = fold(title)
    parts = _HEAD.split(folded) if _HEAD_MARK.search(folded) else []
    if len(parts) == 1:
        parts = []  # it is the whole title
    found = [_words(part) for part in (title, *parts)]
    return [part for number, part in enumerate(found) if part and (number == 0 or len(part) > 1)]


def _dates(record: SourceRecord) -> list[When]:
    match = _DATED_STEM.match(record.id.rsplit("/", 1)[-1])
    found = [parse_date(record.date), parse_date(match.group(1)) if match else None]
    return [when for when in found if when]


def _processed(record: SourceRecord) -> int | None:
    when = parse_date(record.processed)
    return day_number(when) if when else None
