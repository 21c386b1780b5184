"""From the free text that says where a claim came from to the works that it mentions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from codex_tools.linking.reading.note_authors import strip_note_author
from codex_tools.linking.reading.people import NOBODY, Cast, cast_of
from codex_tools.linking.reading.references import FileReference, file_references, has_link
from codex_tools.linking.text.dates import (
    LETTERED_YEAR,
    When,
    find_dates,
    split_dates,
    with_years_apart,
)
from codex_tools.linking.text.identifiers import handles, identifiers
from codex_tools.linking.text.parts import part_marks
from codex_tools.linking.text.words import content_words, straighten, unaccented
from codex_tools.runtime import lazy_regex

_END = r";(?![^\[\]\n]{0,300}\]\])"
_NEW = r"\.\s+(?=(?:Enriched|Also|See)\b)"
_PASSAGES = lazy_regex.compile(
    rf"(?<!\s)\s++(?:{_END}|\|\s|{_NEW})\s*|(?:{_END}|{_NEW})\s*|(?<!\s)\s*\n\s*"
)
_DATED = r"(?:19|20)\d\d[^()]{0,12}\)"
_DATED_LATER = r"[^;]*\b(?:19|20)\d\d"
_NAME = r"[A-Z][\w.'-]*"
_WORKS = lazy_regex.compile(
    rf"({_DATED})(?:,?\s+and|,?\s*[+&]|,(?={_DATED_LATER}))\s+(?=[A-Z@])"  # (2026), Other (2025)
    rf"|({_DATED})\s+and\s+(?=['\"])"  # (2025) and 'Other title'
    r"|(\(@\w+\))\s+and\s+(?=[A-Z@])"  # (@one) and Two (@two)
    r"|(['\"])\s+and\s+(?=['\"])"  # 'One' and 'Two'
    rf"|\b((?:19|20)\d\d),(?={_DATED_LATER})\s+(?=[A-Z@])"  # One 1953, Two 1998
    rf"|(\))\s*[,+]\s+(?={_NAME}(?:[ /]{_NAME}){{0,4}}\s?\()"  # One (x), Two/Other Name (y)
    rf"|([\w)]),\s+(?={_NAME}(?: {_NAME}){{0,2}}/[A-Z])"  # One Name/Club, Other/Firm
    r"|([\w)'](?=\s+and\s))\s+and\s+(?=[A-Z@][\w'.-]*\s+[\w'\"(@])"  # One thing and Other thing
)
_SEVERAL = lazy_regex.compile(r"\sand\s|[\d)]\s*[,+&]")  # what every form of _WORKS has
_QUOTED = lazy_regex.compile(
    r"\"([^\"]{3,160})\"|(?:(?<=[\s(,:-])|^)'((?:[^']|'(?=\w)){3,160})'(?!\w)"
)
_YEAR_LIKE = lazy_regex.compile(r"\d{4}")  # a title without it takes no date away
_BRACKETED = lazy_regex.compile(r"\(([^()]*)\)")
_CLAUSE = lazy_regex.compile(
    r"\s(?:(?:who|which|that|whose|where|because|independently|arguing|argues|showing|suggesting|"
    r"demonstrating|mentioning|announcing|articulating|finding|reporting|confirming)\s"
    r"|(?<=\w )-\s+(?![\"'@])).*",
    re.S,
)
_NUMBERS = lazy_regex.compile(
    r"\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b10\.\d{4,9}/\S+|(?<=status/)\d+|(?i:isbn)[-:\dXx\s]{10,24}"
)
_ADDRESS = lazy_regex.compile(r"https?://[^\s<>\"'`\])}]+", re.I)
_NUMBER_LIKE = lazy_regex.compile(r"\d\.\d{4}")  # what all of them have but status ids
_LEAD_END = lazy_regex.compile(r"[,(\":]|(?:(?<=\s)|^)'|\b(?:19|20)\d\d\b|\s-\s")
_CAPITAL = r"[A-Z][a-z]+(?:\s+(?:of|for|the|and|on|&))*\s+"
_CAPITALISED = lazy_regex.compile(rf"{_CAPITAL}(?:{_CAPITAL}){{1,4}}[A-Z][a-z]+")
_ROLE_WORDS = """challenged challenge cited cites citing corroborated enriched extracted derived
based applied multiple various source see partial"""
_ROLES = frozenset(_ROLE_WORDS.split())
_ASIDE_WEIGHT = 0.4
_MAX_LENGTH = 600
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One work as a text names it.

    ``words`` weigh 1, or less when they stand in brackets; ``lead`` are the words that it begins
    with, mostly an author; ``titles`` stand in quotes; ``title_texts`` are where a title may stand,
    in words; ``references`` are what may name files. ``cast`` is whom it names at its head,
    ``parts`` what tells its title from others; ``is_short`` that it has few words besides names and
    years. Mentions of one ``passage`` are readings of it: the whole, or the pieces that it is cut
    into.
    """

    text: str
    words: dict[str, float] = field(default_factory=dict, compare=False)
    lead: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    title_texts: tuple[str, ...] = ()
    dates: tuple[When, ...] = ()
    identifiers: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    references: tuple[FileReference, ...] = ()
    cast: Cast = NOBODY
    parts: frozenset[str] = frozenset()
    is_short: bool = False
    from_body: bool = False
    passage: int = 0
    is_piece: bool = False

    @property
    def cast_people(self) -> bool:
        """Whether it names people at its head."""
        return bool(self.cast.people)


def parse_mentions(
    text: str, note_authors: frozenset[str] = frozenset(), from_body: bool = False
) -> list[Mention]:
    """Return the works that a source text mentions, in order, without ``note_authors``.

    A passage that may hold several works gives one mention for each, and one for the whole passage.
    """
    mentions: dict[str, Mention] = {}
    lead: tuple[str, ...] = ()
    for number, passage in enumerate(_PASSAGES.split(straighten(text))):
        whole = strip_note_author(passage.strip()[:_MAX_LENGTH], note_authors)
        for piece in _pieces(whole):
            is_piece = piece != whole
            mention = parse_mention(piece, note_authors, lead, from_body, number, is_piece)
            if mention.words or mention.identifiers or mention.references:
                mentions.setdefault(piece, mention)
                lead = mention.lead or lead
    return list(mentions.values())


def _pieces(passage: str) -> Iterator[str]:
    may_be_several = _SEVERAL.search(passage) and not has_link(passage)
    breaks = list(_WORKS.finditer(passage)) if may_be_several else []
    if breaks:
        starts = [0, *(one.end() for one in breaks)]
        ends = [*(one.end(one.lastindex or 0) for one in breaks), len(passage)]
        for start, end in zip(starts, ends, strict=True):
            yield passage[start:end].strip()
    if passage:
        yield passage


def parse_mention(
    text: str,
    note_authors: frozenset[str],
    lead: tuple[str, ...] = (),
    from_body: bool = False,
    passage: int = 0,
    is_piece: bool = False,
) -> Mention:
    """Return the one mention in a straightened text.

    ``lead`` is who the text named before; it counts when this mention begins with a quoted title.
    """
    named, text = text, LETTERED_YEAR.sub(r"\1", text)
    references = file_references(text)
    text = LETTERED_YEAR.sub(r"\1", with_years_apart(text))
    has_quotes = "'" in text or '"' in text
    titles = tuple([one or other for one, other in _QUOTED.findall(text)]) if has_quotes else ()
    unquoted = _QUOTED.sub(" ", text) if titles else text
    dates, plain = split_dates(text)
    weights = _weighted_words(plain, note_authors)
    own_lead = tuple(word for word in content_words(text[: _lead_end(text)]) if word in weights)
    if not own_lead and lead:
        own_lead = lead
        weights = dict.fromkeys(lead, 1.0) | weights
    cast = cast_of(_CLAUSE.sub(" ", text))
    return Mention(
        text=named,
        words=weights,
        lead=own_lead,
        titles=titles,
        title_texts=tuple(" ".join(content_words(title)) for title in titles or (text,)),
        dates=tuple(find_dates(unquoted) if _YEAR_LIKE.search(" ".join(titles)) else dates),
        identifiers=identifiers(text),
        handles=handles(text) - note_authors,
        references=references,
        cast=cast,
        parts=part_marks(text),
        is_short=not titles and _is_short(cast, weights),
        from_body=from_body,
        passage=passage,
        is_piece=is_piece,
    )


def _is_short(cast: Cast, words: Iterable[str]) -> bool:
    """Tell whether a mention has a few words besides its people, too few for a title."""
    return 0 < len(_beyond_people(cast, words)) <= _FEW_WORDS or (not cast.people and not words)


def _beyond_people(cast: Cast, words: Iterable[str]) -> list[str]:
    named = {name for one in cast.people for name in (*one.family.split(), *one.given)}
    return [word for word in words if word not in named and not word.isdigit()]


def _weighted_words(plain: str, note_authors: frozenset[str]) -> dict[str, float]:
    """Return the words of a text; those in brackets weigh less, those of a clause nothing."""
    if "://" in plain:
        plain = _ADDRESS.sub(" ", plain)
    if "status/" in plain or "isbn" in plain.lower() or _NUMBER_LIKE.search(plain):
        plain = _NUMBERS.sub(" ", plain)
    named = _CLAUSE.sub(" ", plain)
    outside = _BRACKETED.sub(" ", named) if "(" in named else named
    dropped = note_authors | _ROLES
    main = [word for word in content_words(outside) if word not in dropped]
    if not main:
        return dict.fromkeys((word for word in content_words(plain) if word not in dropped), 1.0)
    weights = dict.fromkeys(main, 1.0)
    aside = (
        [word for word in content_words(named) if word not in dropped] if outside != named else []
    )
    for word in (*aside, *sorted(initialisms(outside))):
        weights.setdefault(word, _ASIDE_WEIGHT)
    return weights


def initialisms(text: str) -> set[str]:
    """Return the initials of three or more capitalised words: `Some Big Office` gives `sbo`."""
    runs = _CAPITALISED.findall(text)
    return {
        unaccented("".join(word[0] for word in run.split() if word[0].isupper())) for run in runs
    }


def _lead_end(text: str) -> int:
    ends = [match.start() for match in (_LEAD_END.search(text), _CLAUSE.search(text)) if match]
    return min(ends, default=len(text))
