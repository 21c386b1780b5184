"""Who wrote the notes: names that stand in front of a source and are never evidence for one."""

import re
from collections import Counter
from collections.abc import Iterable

from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.text.words import straighten
from codex_tools.runtime import lazy_regex

_VERB = (
    r"(?:(?:based|drawing|building|relying) (?:up)?on|synthesi[sz]ing|generali[sz]ing|connecting|"
    r"citing|(?:extracted|derived|synthesi[sz]ed|adapted|distilled|summari[sz]ed|compiled|taken|"
    r"generali[sz]ed)?\s?from)"
)
_KIND = (
    r"(?:(?:cross-domain|original|own|multi-source|cross-book)\s+)*"
    r"(?:synthesis|analysis|extraction|compilation)"
)
_NAME = r"[^\W\d_][\w.-]*(?:\s[\w.-]+)?"
_HOW = rf"(?:{_KIND}\s*+[,-]?+\s*+)?{_VERB}:?\s+"
_FORM = lazy_regex.compile(rf"^\s*({_NAME})(?:,| -+)\s+{_HOW}", re.I)
_KNOWN = lazy_regex.compile(rf"^\s*({_NAME})(?:,|:| -+)?\s+(?:{_HOW}|via\s+)", re.I)
_ALONE = lazy_regex.compile(rf"^\s*({_NAME})\s*(?:[,:]|\s-+\s)\s*", re.I)
_PLAIN = lazy_regex.compile(
    rf"^\s*(?:{_KIND}\s*(?:by\s+({_NAME}?)\s+)?(?:from|of|across)?:?|{_VERB}:?)\s+", re.I
)
_RECURS = 3
_MAX_LAYERS = 3


def find_note_authors(
    claims: Iterable[ClaimRecord], sources: Iterable[SourceRecord]
) -> frozenset[str]:
    """Return the names of note authors in a base, in lower case.

    They are the values of fields such as `processed_by` and `attribution.extractor`, and the single
    words that stand before "from" or "based on" at the start of several claims' source texts.
    """
    leading: Counter[str] = Counter()
    named: set[str] = set()
    for claim in claims:
        named.update(claim.note_authors)
        match = _FORM.match(straighten(claim.source_text))
        if match and " " not in match.group(1):
            leading[match.group(1).lower()] += 1
    for source in sources:
        named.update(source.note_authors)
    recurring = {name for name, count in leading.items() if count >= _RECURS}
    return frozenset(recurring | {name.strip().lower() for name in named if len(name.strip()) > 1})


def strip_note_author(text: str, note_authors: frozenset[str] = frozenset()) -> str:
    """Return a text without "Name, from", "synthesis of" and the like at its start.

    One word before such a phrase is taken for a name whatever it is, two if ``note_authors`` has
    them.
    """
    for _ in range(_MAX_LAYERS):
        shorter = _strip_once(text, note_authors)
        if shorter == text:
            break
        text = shorter
    return text


def _strip_once(text: str, note_authors: frozenset[str]) -> str:
    if note_authors:
        if text.strip().lower() in note_authors:
            return ""
        for pattern in (_KNOWN, _ALONE):
            match = pattern.match(text)
            if match and match.group(1).lower() in note_authors:
                return text[match.end() :]
    match = _FORM.match(text)
    if match and " " not in match.group(1):
        return text[match.end() :]
    match = _PLAIN.match(text)
    return text[match.end() :] if match else text
