"""What a field means → the names that it has in a front matter, and its value in a note."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from codex_tools.model import FieldPath, Note


class Meaning(StrEnum):
    """What a program reads from a front matter, whatever the field is called there."""

    TITLE = "title"
    DESCRIPTION = "description"
    ALIASES = "aliases"
    TAGS = "tags"
    DOMAIN = "domain"
    STATUS = "status"
    CONFIDENCE = "confidence"
    SOURCE_TEXT = "source-text"
    """Where a claim came from, in words."""

    CREATED = "created"
    """When the note was made, unlike ``DATE``, which is that of the work it is about."""

    UPDATED = "updated"
    EVALUATED = "evaluated"
    PROCESSED = "processed"
    ACCESSED = "accessed"
    ATTEMPTED = "attempted"
    AUTHOR = "author"
    NOTE_AUTHOR = "note-author"
    """Who made the note, unlike ``AUTHOR``, who made the work that it is about."""

    DATE = "date"
    YEAR = "year"
    URL = "url"
    DOI = "doi"
    IDENTIFIER = "identifier"
    CITEKEY = "citekey"
    CONTAINER = "container"
    """The journal, book or site that a work stands in, or who published it."""

    ID = "id"
    """What a note is called for good, whatever becomes of its path; ``IDENTIFIER`` is that of the
    work it is about."""


_IN_ENGLISH: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.TITLE: ("title", "name"),
    Meaning.DESCRIPTION: ("description", "summary", "abstract"),
    Meaning.ALIASES: ("aliases", "alias"),
    Meaning.TAGS: ("tags", "tag"),
    Meaning.DOMAIN: ("domain", "domains", "field", "topic"),
    Meaning.STATUS: ("status", "state"),
    Meaning.CONFIDENCE: ("confidence", "certainty", "credence"),
    Meaning.SOURCE_TEXT: (
        "source",
        "source_text",
        "sources",
        "source_id",
        "source_ids",
        "source_ref",
        "source_refs",
        "source_note",
        "source_notes",
        "source_paper",
        "source_papers",
        "source_file",
        "source_files",
        "source_path",
        "raw_file",
        "raw_path",
        "source_document",
        "source_documents",
        "references",
        "citation",
        "citations",
    ),
    Meaning.CREATED: ("created", "date_created", "created_at"),
    Meaning.UPDATED: (
        "updated",
        "last_updated",
        "modified",
        "revised",
        "generated.at",
        "timestamp",
    ),
    Meaning.EVALUATED: ("last_evaluated", "last_reviewed", "reviewed"),
    Meaning.PROCESSED: ("processed_date", "processed", "date_processed", "date_archived"),
    Meaning.ACCESSED: ("date_accessed", "accessed", "retrieved"),
    Meaning.ATTEMPTED: ("last_attempted",),
    Meaning.AUTHOR: ("author", "authors", "by", "creator", "creators"),
    Meaning.NOTE_AUTHOR: ("processed_by", "archived_by", "ingested_by", "extracted_by", "agent"),
    Meaning.DATE: ("date", "published", "date_published", "issued", "source_date"),
    Meaning.YEAR: ("year",),
    Meaning.URL: ("url", "source_url", "link", "uri"),
    Meaning.DOI: ("doi", "DOI"),
    Meaning.IDENTIFIER: ("id", "identifier", "arxiv", "pmid", "pmcid", "isbn"),
    Meaning.CITEKEY: ("citekey", "citation_key", "key"),
    Meaning.CONTAINER: (
        "container",
        "container-title",
        "journal",
        "venue",
        "booktitle",
        "publication",
        "publisher",
    ),
    Meaning.ID: ("id",),
}
_IN_OTHER_LANGUAGES: Mapping[Meaning, str] = {
    Meaning.TITLE: "titel titre título titulo titolo tittel tytuł название 标题 標題 タイトル 제목",
    Meaning.SOURCE_TEXT: "quelle quellen fuente fuentes fonte fontes fonti bron bronnen källa "
    "källor kilde kilder źródło źródła источник источники 出典 来源 來源 参考文献 參考文獻 출처",
    Meaning.AUTHOR: "autor autoren autorin autores autora auteur auteurs autrice autore autori "
    "författare forfatter автор авторы 作者 著者 저자",
    Meaning.DATE: "datum fecha erscheinungsdatum veröffentlicht publicado publié pubblicato "
    "дата 日付 日期 날짜",
    Meaning.YEAR: "jahr erscheinungsjahr année annee año anio ano anno jaar år rok год 年 年份",
    Meaning.CONTAINER: "zeitschrift verlag éditeur revista rivista tijdschrift журнал 期刊 出版社",
}
"""Words that mean this and nothing else in the languages that have them, and nothing in English."""

USUAL_NAMES: Mapping[Meaning, tuple[str, ...]] = {
    meaning: (*names, *_IN_OTHER_LANGUAGES.get(meaning, "").split())
    for meaning, names in _IN_ENGLISH.items()
}
"""The names known without any configuration, the one that is preferred first."""

WITH_SOURCES = ("evidence", "backed_by", "supported_by", "provenance", "quotes")
"""Fields whose entries may name a source, each under one of ``SOURCE_KEYS``."""

SOURCE_KEYS = ("source", "sources", "source_id", "source_ids", "ref", "reference", "citation")
FILE_KEYS = ("citekey", "key", "file", "path", "note", "resource")
"""What names a file in an entry that stands for a source."""

Keys = tuple[str, ...]


class FieldValue(NamedTuple):
    """A field of a note: the keys that lead to it in the file, and what it says."""

    keys: Keys
    value: object

    @property
    def name(self) -> str:
        """The field as it stands in the file; the keys of a nested one with dots between."""
        return ".".join(self.keys)

    @property
    def place(self) -> FieldPath:
        """Where the value stands."""
        return FieldPath(self.keys)

    @property
    def text(self) -> str:
        """The value as text."""
        return str(self.value)


class FieldTable:
    """The names of the fields of a knowledge base by their meanings.

    A name may be a path with dots, such as ``generated.at``, to a value in a mapping.
    """

    def __init__(self, names: Mapping[Meaning, tuple[str, ...]]) -> None:
        self.names = names
        self._keys = {
            meaning: [tuple(name.split(".")) for name in given] for meaning, given in names.items()
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FieldTable) and self.names == other.names

    def __hash__(self) -> int:
        return hash(tuple(self.names.items()))

    def find(self, fields: Mapping[str, object], meaning: Meaning) -> FieldValue | None:
        """Return the first field of this meaning in a front matter that says something."""
        return next(self.every(fields, meaning), None)

    def every(self, fields: Mapping[str, object], meaning: Meaning) -> Iterator[FieldValue]:
        """Yield the fields of this meaning in a front matter that say something."""
        for keys in self._keys[meaning]:
            value = fields.get(keys[0])
            if value is None:
                continue
            if len(keys) > 1:
                value = nested(value, keys[1:])
            if value is not None and value != "" and value != []:
                yield FieldValue(keys, value)

    def get(self, note: Note, meaning: Meaning) -> FieldValue | None:
        """Return the first field of this meaning that says something in ``note``, if one does."""
        found = self.find(note.fields, meaning)
        if found is None or found.keys[0] not in note.renamed:
            return found
        return FieldValue((note.renamed[found.keys[0]], *found.keys[1:]), found.value)

    def text(self, note: Note, meaning: Meaning) -> str:
        """Return the text of the field of this meaning; the empty one where it holds no text."""
        found = self.get(note, meaning)
        return found.value if found and isinstance(found.value, str) else ""

    @property
    def own(self) -> set[str]:
        """The keys of a front matter that a configuration gives a meaning."""
        usual = {name for names in USUAL_NAMES.values() for name in names}
        return {key for key in self.keys(*Meaning) if key not in usual}

    def usual(self, note: Note) -> dict[str, object]:
        """Return what the fields of a note say that a configuration gives a meaning, by the names
        that are usual for these."""
        changed = (each for each in Meaning if self.names[each] != USUAL_NAMES[each])
        found = ((USUAL_NAMES[each], self.get(note, each)) for each in changed)
        return {
            usual[0]: field.value for usual, field in found if field and field.name not in usual
        }

    def keys(self, *meanings: Meaning) -> list[str]:
        """Return the keys of a front matter below which there may be fields of these meanings."""
        return [keys[0] for meaning in meanings for keys in self._keys[meaning]]


def nested(value: object, keys: Iterable[str]) -> object:
    """Return what stands at some keys of nested mappings; ``None`` where there is nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


USUAL_FIELDS = FieldTable(USUAL_NAMES)


def build_fields(own: Mapping[str, Iterable[str]]) -> FieldTable:
    """Put the names that a configuration gives to a meaning before the usual ones."""
    names = dict(USUAL_NAMES)
    for meaning, given in own.items():
        usual = names[Meaning(meaning)]
        names[Meaning(meaning)] = tuple(dict.fromkeys((*given, *usual)))
    return FieldTable(names)
