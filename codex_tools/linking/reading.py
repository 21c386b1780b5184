"""Evidence from reading the source's text, sought only where the names make a link thinkable."""

from collections.abc import Iterable
from math import fsum

from codex_tools.linking.pair import NOTHING, Finding, Pair
from codex_tools.linking.text import words

_HIGH_LIKENESS = 0.4
_USUAL_LIKENESS = 0.4
_MANY_FIGURES = 4.0


def first_in_text(pair: Pair) -> Finding:
    """The share of what the mention begins with that only the document's text has."""
    text, names = pair.source_content.words, pair.matched
    found = [word for word in pair.mention.lead if word not in names and word in text]
    mass = pair.query.lead_mass
    return (pair.query.rarity(found) / mass, " ".join(found)) if mass and found else NOTHING


def most_first_in_text(pair: Pair) -> float:
    """The most that there can be of `first_in_text`."""
    mass = pair.query.lead_mass
    left = [word for word in pair.mention.lead if word not in pair.matched]
    return pair.query.rarity(left) / mass if mass else 0.0


def unexplained(pair: Pair) -> Finding:
    """The share of the mention that stands neither in the document's names nor in its text."""
    text, names, years = pair.source_content.words, pair.matched, pair.query.years
    missing = [
        word
        for word in pair.mention.words
        if word not in names and word not in text and word not in years
    ]
    total = pair.query.mass
    return (pair.query.rarity(missing) / total, " ".join(missing)) if total and missing else NOTHING


def other_title(pair: Pair) -> Finding:
    """The mention quotes a title whose words stand neither in the names nor in the text."""
    text, names = pair.source_content.words, pair.document.words
    rarity = pair.query.names.rarity
    missing = []
    for title in pair.mention.titles:
        quoted = words(title)
        mass = fsum([rarity(word) for word in quoted])
        lost = fsum([rarity(word) for word in quoted if word not in names and word not in text])
        missing.append((lost / mass if mass else 0.0, title))
    return min(missing, default=NOTHING)


def like_text(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare words; a stub can say little."""
    value = pair.subject.stats.likeness(pair.subject.content, pair.source_content)
    telling = pair.subject.stats.telling(pair.source_content)
    scaled = min(1.0, value / _HIGH_LIKENESS)
    return telling * scaled + (1 - telling) * _USUAL_LIKENESS, f"{value:.2f}"


def shared_figures(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare figures."""
    if not pair.subject.content.figures:
        return NOTHING
    shared = pair.subject.stats.shared_figures(pair.subject.content, pair.source_content)
    total = _figure_mass(pair, shared)
    return (total, " ".join(shared[:6])) if total else NOTHING


def most_shared_figures(pair: Pair) -> float:
    """The most that there can be of `shared_figures`."""
    return _figure_mass(pair, pair.subject.content.figures)


def _figure_mass(pair: Pair, found: Iterable[str]) -> float:
    rarity = pair.subject.stats.rarity
    return min(1.0, fsum([rarity(figure) for figure in found]) / _MANY_FIGURES)


def quoted_text(pair: Pair) -> Finding:
    """The claim quotes a passage of the source word for word."""
    quotes = pair.subject.quotations
    text = pair.subject.stats.text_of(pair.document) if quotes else ""
    found = next((quote for quote in quotes if quote in text), "")
    return (1.0, found[:60]) if found else NOTHING


def most_quoted_text(pair: Pair) -> float:
    """The most that there can be of `quoted_text`."""
    return 1.0 if pair.subject.quotations else 0.0
