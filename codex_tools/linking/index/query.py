"""A mention as it is put to the index: what it says, weighed by how rare that is in this base."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import fsum
from types import MappingProxyType
from typing import Any

from codex_tools.linking.index.names import NameIndex
from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.mentions import Mention

NOTHING: Mapping[str, float] = MappingProxyType({})


class Query:
    """A mention with what is worked out once for all documents that it is compared with.

    ``named`` says for each document that it names exactly, by id, how surely this one is meant;
    ``names_nothing`` is whether a reference in it names no document. ``said`` keeps what the names
    of documents say beside it, for all claims that say the same.
    """

    def __init__(
        self,
        mention: Mention,
        names: NameIndex,
        named: Mapping[str, float] = NOTHING,
        names_nothing: bool = False,
    ) -> None:
        self.mention = mention
        self.names = names
        self.named = named
        self.names_nothing = names_nothing
        self.said: dict[SourceDocument, Any] = {}

    @cached_property
    def idfs(self) -> dict[str, float]:
        """How much each word says here; words in brackets count less."""
        mention, idf = self.mention, self.names.idfs.get
        idfs = {word: weight * idf(word, 1.0) for word, weight in mention.words.items()}
        for word in mention.lead:
            idfs.setdefault(word, idf(word, 1.0))
        return idfs

    def idf_sum(self, words: Iterable[str]) -> float:
        """Return how much words of the mention say together."""
        return fsum(map(self.idfs.__getitem__, words))

    @cached_property
    def total_idf(self) -> float:
        """How much all words say together."""
        return self.idf_sum(self.mention.words)

    @cached_property
    def lead_idf(self) -> float:
        """How much the words say together that the mention begins with."""
        return self.idf_sum(self.mention.lead)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The words in which a quoted title may stand."""
        return frozenset(word for text in self.mention.title_texts for word in text.split())

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of the mention's dates, which are judged as dates and not as words."""
        return frozenset(str(when.year) for when in self.mention.dates)
