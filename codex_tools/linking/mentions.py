"""From the free text that says where a claim came from to the works that it mentions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from codex_tools.linking.identifiers import file_keys, handles, identifiers
from codex_tools.linking.text import When, find_dates, fold, without_dates, words
from codex_tools.linking.writers import strip_writer

_CLOSED = r"(?<=[\])])"
_AND = r"(?:,?\s+and|,?\s*[+&]|,)"
_SEPARATORS = re.compile(r"\s*(?:;|\n|\s\|\s|\.\s+(?=Enriched\b|Also\b|See\b))\s*")
_WORKS = re.compile(
    rf"((?:19|20)\d\d[^()]{{0,12}}\)){_AND}\s+(?=[A-Z@])"  # "(Feb 2026), Other"
    r"|((?:19|20)\d\d[^()]{0,12}\))\s+and\s+(?=['\"“‘])"  # "(2025) and 'Other title'"
    r"|(\(@\w+\))\s+and\s+(?=[A-Z@])"  # "(@one) and Two (@two)"
    r"|(['\"’”])\s+and\s+(?=['\"“‘])"  # "'One' and 'Two'"
    r"|\b((?:19|20)\d\d),\s+(?=[A-Z@])"  # "One 1953, Two 1998"
    r"|(\))\s*[,+]\s+(?=[A-Z][\w.'-]+\s?\()"  # "One (x), Two (y)"
    r"|([\w)'’](?=\s+and\s))\s+and\s+(?=[A-Z@][\w'’.-]*\s+[\w'’\"“‘(@])"  # "One thing and Other thing"
)
_QUOTED = re.compile(
    r"[\"“]([^\"”]{3,160})[\"”]|(?:(?<=[\s(,:—–-])|^)['‘]((?:[^'’]|['’](?=\w)){3,160})['’](?!\w)"
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_CLAUSE = re.compile(
    r"\s(?:who|which|that|whose|where|because|independently|arguing|argues|showing|suggesting|"
    r"demonstrating|mentioning|announcing|articulating|finding|reporting|confirming)\s.*"
    r"|(?<=\w\s)[—–]\s+(?![\"“‘'@]).*",
    re.S,
)
_OWN_NOTES = re.compile(
    r"\b(?:claims?|notes?|musings?|beliefs?|vault|knowledge base|PRs?\s*#?\d+|pull requests?)\b", re.I
)
_ROLES = frozenset(
    """challenged challenge cited cites citing corroborated enriched extracted derived based
    applied multiple various source see partial""".split()
)
_NUMBERS = re.compile(r"\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b10\.\d{4,9}/\S+|(?<=status/)\d+")
_LEAD_END = re.compile(r"[,(\"“‘:]|(?:(?<=\s)|^)'|\b(?:19|20)\d\d\b|\s[—–-]\s")
_ASIDE_WEIGHT = 0.4
_MAX_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Mention:
    """One work as a text names it: `words` weigh 1, or less when they stand in brackets."""

    text: str
    words: dict[str, float] = field(default_factory=dict, compare=False)
    lead: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[When, ...] = ()
    identifiers: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    from_body: bool = False
    own_notes: bool = False
    title_texts: tuple[str, ...] = ()


def parse_mentions(
    text: str, writers: frozenset[str] = frozenset(), from_body: bool = False
) -> list[Mention]:
    """The works that a source text mentions, in order, without the names of the note's `writers`.

    A passage that may hold several works gives one mention for each, and one for the passage as a whole.
    """
    found: list[Mention] = []
    seen: set[str] = set()
    lead: tuple[str, ...] = ()
    for passage in _SEPARATORS.split(text):
        stripped = strip_writer(passage.strip()[:_MAX_LENGTH], writers)
        for piece in _pieces(stripped):
            mention = parse_mention(piece, writers, lead, from_body)
            if piece not in seen and (mention.words or mention.identifiers or mention.files):
                seen.add(piece)
                found.append(mention)
                lead = mention.lead or lead
    return found


def _pieces(passage: str) -> Iterator[str]:
    starts = [0, *(match.end() for match in _WORKS.finditer(passage))]
    ends = [*(match.end(match.lastindex or 0) for match in _WORKS.finditer(passage)), len(passage)]
    if len(starts) > 1:
        for start, end in zip(starts, ends, strict=True):
            yield passage[start:end].strip()
    yield passage.strip()


def parse_mention(
    text: str, writers: frozenset[str], lead: tuple[str, ...] = (), from_body: bool = False
) -> Mention:
    """One mention; `lead` is who the text named before, used when this one begins with its title."""
    weights = _weighted_words(text, writers)
    own_lead = tuple(word for word in words(text[: _lead_end(text)]) if word in weights)
    if not own_lead and lead:
        own_lead = lead
        for word in lead:
            weights.setdefault(word, 1.0)
    titles = tuple(first or second for first, second in _QUOTED.findall(text))
    return Mention(
        text=text,
        words=weights,
        lead=own_lead,
        titles=titles,
        title_texts=tuple(" ".join(words(title)) for title in titles or (text,)),
        dates=tuple(find_dates(_QUOTED.sub(" ", text))),
        identifiers=identifiers(text),
        handles=handles(text) - writers,
        files=file_keys(text),
        from_body=from_body,
        own_notes=bool(_OWN_NOTES.search(_QUOTED.sub(" ", text))),
    )


def _weighted_words(text: str, writers: frozenset[str]) -> dict[str, float]:
    plain = without_dates(text)
    plain = _NUMBERS.sub(" ", plain)
    outside = _CLAUSE.sub(" ", _BRACKETED.sub(" ", plain))
    dropped = writers | _ROLES
    main = [word for word in words(outside) if word not in dropped]
    aside = [word for word in words(_CLAUSE.sub(" ", plain) if main else plain) if word not in dropped]
    weights = dict.fromkeys(aside, _ASIDE_WEIGHT if main else 1.0) | dict.fromkeys(main, 1.0)
    return weights | {name: _ASIDE_WEIGHT for name in initialisms(outside) if name not in weights}


def initialisms(text: str) -> set[str]:
    """The initials of runs of three or more capitalised words: `Some Big Office` gives `sbo`."""
    found = set()
    for run in re.findall(r"(?:[A-Z][a-z]+(?:\s+(?:of|for|the|and|on|&))*\s+){2,5}[A-Z][a-z]+", text):
        found.add(fold("".join(word[0] for word in run.split() if word[0].isupper())))
    return found


def _lead_end(text: str) -> int:
    found = [match.start() for match in (_LEAD_END.search(text), _CLAUSE.search(text)) if match]
    return min(found, default=len(text))
