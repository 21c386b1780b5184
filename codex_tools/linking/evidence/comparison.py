"""A claim's mention beside a candidate document: what evidence is made of."""

from collections.abc import Callable, Mapping
from functools import cached_property, wraps

from codex_tools.linking.evidence.subject import Subject
from codex_tools.linking.evidence.titles import TitleFit, title_fit
from codex_tools.linking.evidence.values import EvidenceValue
from codex_tools.linking.index.compounds import MIN_LENGTH
from codex_tools.linking.index.query import Query
from codex_tools.linking.index.texts import Content
from codex_tools.linking.reading.documents import SourceDocument


class Comparison:
    """One mention of one claim beside one candidate.

    ``rarity`` says how much a date says that documents have, or a first author with a year, from 0
    to 1; ``matched`` holds each
    word of the mention that the document's names have, with the form that it has there.
    """

    def __init__(
        self,
        subject: Subject,
        query: Query,
        document: SourceDocument,
        rarity: Mapping[tuple[str | int, ...], float],
    ) -> None:
        self.subject = subject
        self.query = query
        self.mention = query.mention
        self.document = document
        self.rarity = rarity
        self.measured: dict[str, EvidenceValue] = {}
        self.matched = self._matched()

    def _matched(self) -> dict[str, str]:
        """Return each word of the mention that the names have, with the form it has there."""
        names, mention = self.document.words, self.mention
        forms = {word: word for word in mention.words if word in names}
        for word in mention.lead:
            if word not in forms and len(word) >= MIN_LENGTH and (form := self._compound(word)):
                forms[word] = form
        return forms

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words that are matched, in the form that the document's names have them in."""
        return frozenset(self.matched.values())

    def _compound(self, word: str) -> str:
        names = self.document.compounds
        if word not in names:  # as most are
            return ""
        start = names.find(f" {word}")
        if start >= 0:
            return names[start + 1 : names.index(" ", start + 1)]
        end = names.find(f"{word} ")
        return names[names.rindex(" ", 0, end) + 1 : end + len(word)] if end >= 0 else ""

    @cached_property
    def lead_matched(self) -> list[str]:
        """The words that the mention begins with which the document's names have."""
        return [word for word in self.mention.lead if word in self.matched]

    @cached_property
    def title(self) -> TitleFit:
        """How the titles of the document, and the main parts of them, fit the mention."""
        quoted = self.mention.titles
        names = self.document.words
        words = self.query.quoted.intersection(names) if quoted else self.forms
        return title_fit(self.document.titles, self.query, words, names)

    @cached_property
    def cosine(self) -> float:
        """How like the text of the claim that of the document is in its rare words, from 0 to 1."""
        return self.subject.texts.cosine(self.subject.content, self.source_content)

    @cached_property
    def source_content(self) -> Content:
        """The comparable content of the document."""
        return self.subject.texts.content_of(self.document)


def measured_once(
    measure: Callable[[Comparison], EvidenceValue],
) -> Callable[[Comparison], EvidenceValue]:
    """Return a kind of evidence that others build on, measured once a comparison."""
    name = measure.__name__

    @wraps(measure)
    def remembered(comparison: Comparison) -> EvidenceValue:
        known = comparison.measured.get(name)
        if known is None:
            known = comparison.measured[name] = measure(comparison)
        return known

    return remembered
