"""Evidence from reading the source's text, sought only where the names make a link thinkable."""

from collections.abc import Iterable
from math import fsum, log

from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.index.texts import Content
from codex_tools.linking.text.words import GENRES, content_words

_HIGH_COSINE = 0.4
_USUAL_COSINE = 0.4
_LOW_COSINE = 0.2
_MANY_FIGURES_IDF = 4.0
_WIDE_LEAD = log(3)


def first_in_text(comparison: Comparison) -> EvidenceValue:
    """The share of what the mention begins with that only the document's text has; words that many
    texts have say less."""
    text, names = comparison.source_content, comparison.matched
    in_text = [word for word in comparison.mention.lead if word not in names and word in text]
    total = comparison.query.lead_idf
    if not total or not in_text:
        return NO_EVIDENCE
    idfs, idf = comparison.query.idfs, comparison.subject.texts.idf
    return fsum([min(idfs[word], idf(word)) for word in in_text]) / total, " ".join(in_text)


def first_in_text_bound(comparison: Comparison) -> float:
    """Return the upper bound of `first_in_text`, known before the text is read."""
    total = comparison.query.lead_idf
    left = [word for word in comparison.mention.lead if word not in comparison.matched]
    return comparison.query.idf_sum(left) / total if total else 0.0


def unexplained(comparison: Comparison) -> EvidenceValue:
    """The share of the mention that stands neither in the document's names nor in its text."""
    text, names, years = comparison.source_content, comparison.matched, comparison.query.years
    missing = [
        word
        for word in comparison.mention.words
        if word not in names and word not in text and word not in years and word not in GENRES
    ]
    total = comparison.query.total_idf
    return (
        (comparison.query.idf_sum(missing) / total, " ".join(missing))
        if total and missing
        else NO_EVIDENCE
    )


def other_title(comparison: Comparison) -> EvidenceValue:
    """The mention quotes a title whose words stand neither in the names nor in the text."""
    text, names = comparison.source_content, comparison.document.words
    idf = comparison.query.names.idf
    missing = []
    for title in comparison.mention.titles:
        quoted = content_words(title)
        total = fsum([idf(word) for word in quoted])
        lost = fsum([idf(word) for word in quoted if word not in names and word not in text])
        missing.append((lost / total if total else 0.0, title))
    return min(missing, default=NO_EVIDENCE)


def like_text(comparison: Comparison) -> EvidenceValue:
    """The texts of the claim and of the source share rare words; a stub can say little."""
    value = comparison.cosine
    telling = comparison.subject.texts.telling(comparison.source_content)
    scaled = min(1.0, value / _HIGH_COSINE)
    return telling * scaled + (1 - telling) * _USUAL_COSINE, f"{value:.2f}"


def unlike_text(comparison: Comparison) -> EvidenceValue:
    """The texts have hardly a rare word in common, and no title says that the document is meant;
    a stub can say little."""
    title = comparison.title
    unsaid = 1 - max(title.by_words[0], title.head[0], title.whole[0])
    strangeness = max(0.0, 1 - comparison.cosine / _LOW_COSINE)
    if not strangeness or not unsaid:
        return NO_EVIDENCE
    telling = comparison.subject.texts.telling(comparison.source_content)
    return telling * strangeness * unsaid, f"{comparison.cosine:.2f}"


def leads(comparison: Comparison) -> EvidenceValue:
    """The text is the one most like the claim's, by a wide margin before the next."""
    lead = comparison.subject.leads.get(comparison.document.id, 0.0)
    if lead <= 1:
        return NO_EVIDENCE
    return min(1.0, log(lead) / _WIDE_LEAD), f"{lead:.1f} times the next"


def shared_figures(comparison: Comparison) -> EvidenceValue:
    """The texts of the claim and of the source share rare figures."""
    if not comparison.subject.content.figures:
        return NO_EVIDENCE
    texts = comparison.subject.texts
    shared = texts.shared_figures(comparison.subject.content, comparison.source_content)
    total = _share_of_many([texts.idf(figure) for figure in shared])
    return (total, " ".join(shared[:6])) if total else NO_EVIDENCE


def shared_figures_bound(comparison: Comparison) -> float:
    """Return the upper bound of `shared_figures`, known before the text is read."""
    texts = comparison.subject.texts
    return _share_of_many([texts.idf_of(each) for each in comparison.subject.content.figures])


def _share_of_many(idfs: Iterable[float]) -> float:
    return min(1.0, fsum(idfs) / _MANY_FIGURES_IDF)


def quoted_text(comparison: Comparison) -> EvidenceValue:
    """The claim quotes a passage of the source word for word."""
    content = comparison.source_content
    quotes = [quote for quote in comparison.subject.quotations if _may_stand(quote, content)]
    text = comparison.subject.texts.text_of(comparison.document) if quotes else ""
    shared = next((quote for quote in quotes if quote in text), "")
    return (1.0, shared[:60]) if shared else NO_EVIDENCE


def _may_stand(quote: str, content: Content) -> bool:
    """Tell whether a text has all words of a quotation but for its ends, which may be cut."""
    return all(word in content for word in quote.split()[1:-1])


def quoted_text_bound(comparison: Comparison) -> float:
    """Return the upper bound of `quoted_text`, known before the text is read."""
    return 1.0 if comparison.subject.quotations else 0.0
