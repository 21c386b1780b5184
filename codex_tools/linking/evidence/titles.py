"""How well the titles of a document fit a mention."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.index.query import Query
from codex_tools.linking.reading.description import AUTHOR

_SHORT_TITLE = 10
_LONG_TITLE_IDF = 3.0
_LONG_HEAD_IDF = 1.0
_FIT_FOR_ORDER = 0.3
_MIN_RATIO = 60.0


class TitleFit(NamedTuple):
    """How well titles, or main parts of them, fit a mention: the best of each kind."""

    by_words: EvidenceValue
    in_order: EvidenceValue
    whole: EvidenceValue
    head: EvidenceValue


NO_TITLE = TitleFit(NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE)


def title_fit(
    titles: Iterable[Sequence[str]], query: Query, words: frozenset[str], spots: Mapping[str, int]
) -> TitleFit:
    """Return how well ``titles`` fit a mention in which these of their ``words`` stand.

    ``spots`` says where else each word stands: what an author is called makes no title.
    """
    fits = []
    for title in titles if words else ():
        shared = [word for word in title if word in words]
        idf = query.names.squared_idf_sum(title) if shared else 0.0
        if idf:
            fits.append(_fit(title, shared, idf, query, spots))
    if len(fits) < 2:
        return fits[0] if fits else NO_TITLE
    return TitleFit(*map(max, zip(*fits, strict=True)))


def _fit(
    words: Sequence[str],
    shared: Sequence[str],
    idf: float,
    query: Query,
    spots: Mapping[str, int],
) -> TitleFit:
    weight = min(1.0, idf)
    share = min(1.0, query.names.squared_idf_sum(shared) / idf)
    title, texts = " ".join(words), query.mention.title_texts
    order, whole = 0.0, 0.0
    if share >= _FIT_FOR_ORDER:
        order = _in_order(title, texts) * weight
    if len(shared) == len(words) and any(f" {title} " in f" {text} " for text in texts):
        whole = min(1.0, idf / _LONG_TITLE_IDF)
    head = _head(words, texts)
    telling = [word for word in head if not spots[word] & AUTHOR]
    said = min(1.0, query.names.squared_idf_sum(telling) / _LONG_HEAD_IDF) if telling else 0.0
    return TitleFit(
        (share * weight, " ".join(shared)), (order, title), (whole, title), (said, " ".join(head))
    )


def _head(words: Sequence[str], texts: Iterable[str]) -> Sequence[str]:
    """Return the words that a title begins with and that stand in a text in a row, at least two."""
    best = 1
    for text in texts:
        padded, start = f" {text} ", f" {words[0]} "
        count = 1 if start in padded else 0
        while count and count < len(words) and f"{start}{words[count]} " in padded:
            start += f"{words[count]} "
            count += 1
        best = max(best, count)
    return words[:best] if best > 1 else ()


def _in_order(title: str, texts: Iterable[str]) -> float:
    """Return how alike a title and the most similar text are letter by letter, from 0 to 1."""
    if len(title) < _SHORT_TITLE:
        return 0.0
    best = _MIN_RATIO
    for text in texts:
        best = max(best, fuzz.ratio(title, text, score_cutoff=best))
        if len(title) <= len(text):
            best = max(best, fuzz.partial_ratio(title, text, score_cutoff=best))
    return (best - _MIN_RATIO) / (100 - _MIN_RATIO)
