"""A mention as it is put to the index: what it says, weighed by how rare that is in this base."""

from collections.abc import Iterable
from math import fsum

from codex_tools.linking.candidates import NameIndex
from codex_tools.linking.lazily import lazily
from codex_tools.linking.mentions import Mention


class Query:
    """A mention with what is worked out once for all documents that it is compared with."""

    def __init__(self, mention: Mention, names: NameIndex) -> None:
        self.mention = mention
        self.names = names

    @lazily
    def rarities(self) -> dict[str, float]:
        """How much each word says here; words in brackets count less."""
        mention, rarity = self.mention, self.names.rarities.get
        found = {word: weight * rarity(word, 1.0) for word, weight in mention.words.items()}
        for word in mention.lead:
            found.setdefault(word, rarity(word, 1.0))
        return found

    def rarity(self, found: Iterable[str]) -> float:
        """The summed rarity of words of the mention."""
        return fsum(map(self.rarities.__getitem__, found))

    @lazily
    def mass(self) -> float:
        """The summed rarity of all words."""
        return self.rarity(self.mention.words)

    @lazily
    def lead_mass(self) -> float:
        """The summed rarity of the words that the mention begins with."""
        return self.rarity(self.mention.lead)

    @lazily
    def quoted(self) -> frozenset[str]:
        """The words in which a quoted title may stand."""
        return frozenset(word for text in self.mention.title_texts for word in text.split())

    @lazily
    def years(self) -> frozenset[str]:
        """The years of the mention's dates, which are judged as dates and not as words."""
        return frozenset(str(when.year) for when in self.mention.dates)
