"""Who wrote the notes: names that stand in front of a source and are never evidence for one."""

import re
from collections import Counter
from collections.abc import Iterable

from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.text import words

_VERB = (
    r"(?:(?:based|drawing|building|relying) (?:up)?on|(?:extracted|derived|synthesi[sz]ed|adapted|distilled|"
    r"summari[sz]ed|compiled|taken|generali[sz]ed)?\s?from|synthesi[sz]ing|generali[sz]ing|connecting|citing)"
)
_KIND = r"(?:(?:cross-domain|original|own|multi-source|cross-book)\s+)*(?:synthesis|analysis|extraction|compilation)"
_NAME = r"[^\W\d_][\w.-]*(?:\s[\w.-]+)?"
_FORM = re.compile(rf"^\s*({_NAME})(?:,| [—–-]+)\s+(?:{_KIND}\s*[—–,-]?\s*)?{_VERB}:?\s+", re.I)
_KNOWN = re.compile(rf"^\s*({_NAME})(?:,|:| [—–-]+)?\s+(?:{_KIND}\s*[—–,-]?\s*)?(?:{_VERB}|via):?\s+", re.I)
_ALONE = re.compile(rf"^\s*({_NAME})\s*(?:[,:]|\s[—–-]+\s)\s*", re.I)
_PLAIN = re.compile(rf"^\s*(?:{_KIND}\s*(?:by\s+({_NAME}?)\s+)?(?:from|of|across)?:?|{_VERB}:?)\s+", re.I)
_RECURS = 3
NONE: frozenset[str] = frozenset()


def note_writers(claims: Iterable[ClaimRecord], sources: Iterable[SourceRecord]) -> frozenset[str]:
    """Names of note writers in a base, in lower case.

    They are the values of fields such as `processed_by` and `attribution.extractor`, and the single words
    that stand before "from" or "based on" at the start of the source texts of several claims.
    """
    leading: Counter[str] = Counter()
    named: set[str] = set()
    for claim in claims:
        named.update(claim.writers)
        match = _FORM.match(claim.source_text)
        if match and " " not in match.group(1):
            leading[match.group(1).lower()] += 1
    for source in sources:
        named.update(source.writers)
    recurring = {name for name, count in leading.items() if count >= _RECURS}
    return frozenset(recurring | {name.strip().lower() for name in named if 2 <= len(name.strip()) <= 30})


def strip_writer(text: str, writers: frozenset[str] = NONE) -> str:
    """The text without "Name, from", "Name, based on", "synthesis of" and the like at its start."""
    for _ in range(3):
        shorter = _strip_once(text, writers)
        if shorter == text:
            break
        text = shorter
    return text


def _strip_once(text: str, writers: frozenset[str]) -> str:
    for pattern in (_KNOWN, _ALONE):
        match = pattern.match(text)
        if match and match.group(1).lower() in writers:
            return text[match.end() :]
    match = _FORM.match(text)
    if match and " " not in match.group(1):
        return text[match.end() :]
    match = _PLAIN.match(text)
    if match:
        return text[match.end() :]
    return "" if text.strip().lower() in writers else text
