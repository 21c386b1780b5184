"""The documents of a knowledge base, with all that tells how rare a word, figure or date is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from codex_tools.linking.index.contents import ContentIndex, Like
from codex_tools.linking.index.exact_names import ExactNames
from codex_tools.linking.index.features import FeatureStore
from codex_tools.linking.index.figures import FigureIndex
from codex_tools.linking.index.names import NameIndex
from codex_tools.linking.index.query import Query
from codex_tools.linking.index.texts import Content, TextStatistics
from codex_tools.linking.reading.documents import (
    DescriptionStore,
    SourceDocument,
    read_documents,
)
from codex_tools.linking.reading.mentions import Mention, parse_mentions
from codex_tools.linking.reading.note_authors import find_note_authors
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.reading.references import FileReference
from codex_tools.linking.text.dates import When
from codex_tools.linking.text.identifiers import identifiers
from codex_tools.linking.text.words import content_words

_MAX_SOURCE_TEXTS = 32
_FEW = 8
"""Claims up to which an index on the words of each takes less time than one on all words."""

Asked = tuple[Query, list[SourceDocument]]
"""A mention with the documents that come into question for it."""


class DocumentIndex:
    """The documents behind a base's sources, and its note authors.

    ``commits`` says for a claim's id which sources the commit that added it touched; ``processes``
    is how many may work on getting it ready (no number is one a core); ``store`` may have features
    of the sources' texts from an earlier run, and ``descriptions`` what they say of themselves.
    """

    def __init__(
        self,
        claims: Sequence[ClaimRecord],
        sources: Sequence[SourceRecord],
        commits: Mapping[str, Collection[str]] | None = None,
        processes: int | None = 1,
        store: FeatureStore | None = None,
        descriptions: DescriptionStore | None = None,
    ) -> None:
        self.documents = read_documents(sources, processes, descriptions)
        self.note_authors = find_note_authors(claims, sources)
        self.names = NameIndex(self.documents)
        self.exact_names = ExactNames(self.documents)
        self.store = store or FeatureStore()
        self.texts = TextStatistics(self.documents, self.store)
        counts = Counter(date for document in self.documents for date in _date_keys(document))
        self.rarity: dict[tuple[str | int, ...], float] = {
            date: self.names.idf_of(count) for date, count in counts.items()
        }
        self.rarity |= first_authors_by_year(self.documents)
        self.commits = commits or {}
        self._is_for_few = False
        self.ask = lru_cache(maxsize=_MAX_SOURCE_TEXTS)(self._ask)
        self._by_id = {
            record.id: document for document in self.documents for record in document.records
        }

    def parts(self) -> tuple[list[SourceRecord], frozenset[str], Mapping[str, Collection[str]]]:
        """Return what another machine needs to have the same index: see `made_of`."""
        records = [record for document in self.documents for record in document.records]
        sources = [record._replace(body=record.text()) for record in records]
        return sources, self.note_authors, self.commits

    @classmethod
    def made_of(
        cls,
        sources: Sequence[SourceRecord],
        note_authors: frozenset[str],
        commits: Mapping[str, Collection[str]],
    ) -> "DocumentIndex":
        """Return the index that has these `parts`."""
        index = cls((), sources, commits)
        index.note_authors = note_authors
        return index

    def get_ready(self, claims: int) -> None:
        """Build what so many claims need, so that processes that begin after it share it."""
        self._is_for_few = claims <= _FEW
        if not self._is_for_few:
            _ = self.contents, self.figures

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        if self._is_for_few:
            return ContentIndex(self.documents, self.texts, content.words).most_like(content)
        return self.contents.most_like(content)

    @cached_property
    def figures(self) -> FigureIndex:
        """The index of rare figures, built when the first claim without a source text needs it."""
        return FigureIndex(self.documents, self.texts.features)

    @cached_property
    def contents(self) -> ContentIndex:
        """The index of contents, built when the first claim is not decided by references."""
        return ContentIndex(self.documents, self.texts)

    def document(self, source: str) -> SourceDocument:
        """Return the document that a source, given by its id, is a copy of."""
        return self._by_id[source]

    def has_work_of(self, mention: Mention) -> bool:
        """Tell whether a document has an identifier of a mention, or its first author and year, and
        no link in it says otherwise."""
        if any(one.is_certain for one in mention.references):
            return False
        families = [one.family for one in mention.cast.people[:1]]
        return not self._identifiers.isdisjoint(mention.identifiers) or any(
            (one, when.year) in self.rarity for one in families for when in mention.dates
        )

    def may_have(self, citation: str) -> bool:
        """Tell at a look whether a document may have a name, an identifier or an author of a
        citation."""
        if " " not in citation and self.exact_names.named((FileReference(citation, False),))[0]:
            return True
        if ":" in citation:
            return not self._identifiers.isdisjoint(identifiers(citation))
        return not self._families.isdisjoint(content_words(citation))

    @cached_property
    def _identifiers(self) -> frozenset[str]:
        return frozenset(each for one in self.documents for each in one.identifiers)

    @cached_property
    def _families(self) -> frozenset[str]:
        casts = (one.cast.people[:1] for one in self.documents)
        return frozenset(word for cast in casts for one in cast for word in one.family.split())

    def committed_with(self, claim: str) -> list[SourceDocument]:
        """Return the documents that the commit which added a claim touched."""
        sources = self.commits.get(claim, ())
        return [self._by_id[source] for source in sources if source in self._by_id]

    def ask_for(self, mention: Mention, folder: str = "") -> Asked:
        """Return a mention with its candidates: those that it names exactly, if there are any.

        ``folder`` is that in which its claim lies, where links may begin.
        """
        found, names_nothing = self.exact_names.named(mention.references, folder)
        if not found:
            query = Query(mention, self.names, names_nothing=names_nothing)
            return query, self.names.candidates(mention)
        named = {one.id: _sureness(len(several)) for several in found for one in several}
        documents = dict.fromkeys(one for several in found for one in several)
        return Query(mention, self.names, named), list(documents)

    def _ask(self, text: str, folder: str = "") -> list[Asked]:
        """Return the mentions in a source text, each with its candidates."""
        mentions = parse_mentions(text, self.note_authors)
        return [self.ask_for(mention, folder) for mention in mentions]


def _sureness(count: int) -> float:
    """Return how surely a reference means one of so many documents: alone surely, else less than
    it takes to write a link."""
    return 1.0 if count == 1 else 1 / (2 * count + 1)


def first_authors_by_year(
    documents: Iterable[SourceDocument],
) -> dict[tuple[str | int, ...], float]:
    """Return for each first author with a year what share of a document it stands for."""
    counts: Counter[tuple[str | int, ...]] = Counter(
        (document.cast.people[0].family, year)
        for document in documents
        if document.cast.people
        for year in {when.year for when in document.dates}
    )
    return {key: 1 / count for key, count in counts.items()}


def _date_keys(document: SourceDocument) -> set[When]:
    """Return the days, months and years of a document, and its days of work as `(0, 0, day)`."""
    work = {When(0, 0, day) for day in document.days}
    return work.union(*map(_precisions, document.dates))


@lru_cache(maxsize=8192)
def _precisions(when: When) -> tuple[When, ...]:
    return when, When(when.year, when.month), When(when.year)
