"""Evidence from reading the source's text, sought only where the names make a link thinkable."""

from math import fsum

from codex_tools.linking.pair import NOTHING, Finding, Pair
from codex_tools.linking.text import words

_HIGH_LIKENESS = 0.4
_USUAL_LIKENESS = 0.4
_MANY_FIGURES = 4.0


def first_in_text(pair: Pair) -> Finding:
    """The share of what the mention begins with that only the document's text has."""
    mass = pair.rarity(pair.mention.lead)
    found = [
        word
        for word in pair.mention.lead
        if word not in pair.matched and word in pair.source_content.words
    ]
    return (pair.rarity(found) / mass, " ".join(found)) if mass and found else NOTHING


def unexplained(pair: Pair) -> Finding:
    """The share of the mention that stands neither in the document's names nor in its text."""
    text, names, years = pair.source_content.words, pair.matched, pair.years
    missing = [
        word
        for word in pair.mention.words
        if word not in names and word not in text and word not in years
    ]
    total = pair.rarity(pair.mention.words)
    return (pair.rarity(missing) / total, " ".join(missing)) if total and missing else NOTHING


def other_title(pair: Pair) -> Finding:
    """The mention quotes a title whose words stand neither in the names nor in the text."""
    text, names = pair.source_content.words, pair.document.words
    missing = []
    for title in pair.mention.titles:
        quoted = words(title)
        mass = fsum(pair.names.rarity(word) for word in quoted)
        lost = fsum(
            pair.names.rarity(word) for word in quoted if word not in names and word not in text
        )
        missing.append((lost / mass if mass else 0.0, title))
    return min(missing, default=NOTHING)


def like_text(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare words; a stub can say little."""
    value = pair.stats.likeness(pair.subject.content, pair.source_content)
    telling = pair.stats.telling(pair.source_content)
    scaled = min(1.0, value / _HIGH_LIKENESS)
    return telling * scaled + (1 - telling) * _USUAL_LIKENESS, f"{value:.2f}"


def shared_figures(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare figures."""
    shared = pair.stats.shared_figures(pair.subject.content, pair.source_content)
    total = fsum(pair.stats.rarity(figure) for figure in shared)
    return (min(1.0, total / _MANY_FIGURES), " ".join(shared[:6])) if total else NOTHING


def quoted_text(pair: Pair) -> Finding:
    """The claim quotes a passage of the source word for word."""
    quotes = pair.subject.quotations
    text = pair.stats.text_of(pair.document) if quotes else ""
    found = next((quote for quote in quotes if quote in text), "")
    return (1.0, found[:60]) if found else NOTHING
