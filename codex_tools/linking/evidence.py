"""The table of evidence: one row a kind. A new kind is one function and one row here.

Each kind looks at one pair of a mention and a candidate and returns how much of it there is, from
0 to 1, and in words what was found. `prior` is the weight that one would guess before seeing any
pair; a fit starts from it and keeps its sign, so that no agreement becomes a reason against a link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import fsum

from codex_tools.linking import dating, naming, reading
from codex_tools.linking.mentions import Mention
from codex_tools.linking.pair import Finding, Pair


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence; one that `reads_text` is sought only where the others leave a chance.

    `needs` names what a mention has to have for there to be any. `most` says how much there can be
    at most, before the text is read.
    """

    look: Callable[[Pair], Finding]
    prior: float
    needs: str = ""
    reads_text: bool = False
    most: Callable[[Pair], float] | None = None


EVIDENCE: dict[str, Kind] = {
    "named_file": Kind(naming.named_file, 9.0, "files"),
    "same_identifier": Kind(naming.same_identifier, 9.0, "identifiers"),
    "other_identifier": Kind(naming.other_identifier, -4.0, "identifiers"),
    "title_words": Kind(naming.title_words, 2.0, "words"),
    "title_order": Kind(naming.title_order, 1.5, "words"),
    "whole_title": Kind(naming.whole_title, 2.0, "words"),
    "shared_names": Kind(naming.shared_names, 1.5, "words"),
    "author_named": Kind(naming.author_named, 1.0),
    "whole_author": Kind(naming.whole_author, 0.5),
    "author_with_title": Kind(naming.author_with_title, 2.0, "words"),
    "author_with_date": Kind(dating.author_with_date, 2.5, "dates"),
    "first_named": Kind(naming.first_named, 1.0, "lead"),
    "same_date": Kind(dating.same_date, 1.0, "dates"),
    "other_date": Kind(dating.other_date, -2.0, "dates"),
    "same_day_work": Kind(dating.same_day_work, 1.0),
    "created_before": Kind(dating.created_before, -0.5),
    "same_domain": Kind(dating.same_domain, 0.5),
    "same_commit": Kind(naming.same_commit, 4.0),
    "body_mention": Kind(naming.body_mention, -1.0, "from_body"),
    "own_notes": Kind(naming.own_notes, -2.5, "own_notes"),
    "unnamed": Kind(naming.unnamed, -1.0),
    "unarchived": Kind(naming.unarchived, -2.0),
    "first_in_text": Kind(reading.first_in_text, 0.5, "lead", True, reading.most_first_in_text),
    "other_title": Kind(reading.other_title, -2.0, "titles", reads_text=True),
    "unexplained": Kind(reading.unexplained, -2.0, reads_text=True),
    "like_text": Kind(reading.like_text, 2.0, reads_text=True),
    "shared_figures": Kind(reading.shared_figures, 1.0, "", True, reading.most_shared_figures),
    "quoted_text": Kind(reading.quoted_text, 1.0, "", True, reading.most_quoted_text),
}
OUTRANKED = "outranked"
RANK_SCALE = 2.0
PRIORS = {name: kind.prior for name, kind in EVIDENCE.items()} | {OUTRANKED: -3.0}
PRIOR_BIAS = -6.0
_WORTH_READING = 2.0
_NEEDED = tuple(dict.fromkeys(kind.needs for kind in EVIDENCE.values() if kind.needs))

Kinds = tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The kinds of evidence that there can be for a mention: from names, and from texts."""

    from_names: Kinds
    from_texts: Kinds


def sought(mention: Mention) -> Sought:
    """The kinds that there can be for a mention; one object for all that have the same parts."""
    return _sought(tuple([part for part in _NEEDED if getattr(mention, part)]))


@cache
def _sought(parts: tuple[str, ...]) -> Sought:
    found = [one for one in EVIDENCE.items() if not one[1].needs or one[1].needs in parts]
    return Sought(
        tuple([one for one in found if not one[1].reads_text]),
        tuple([one for one in found if one[1].reads_text]),
    )


def gather(pair: Pair, kinds: Sought) -> dict[str, Finding]:
    """All evidence there is for a pair; the texts are read only where names leave a chance."""
    found = look(pair, kinds.from_names)
    so_far = fsum([PRIORS[name] * finding[0] for name, finding in found.items()])
    return found | look(pair, kinds.from_texts) if is_worth_reading(pair, so_far) else found


def is_worth_reading(pair: Pair, so_far: float) -> bool:
    """Whether what the names say, in priors, leaves a chance for a link, or there are no names."""
    return so_far >= _WORTH_READING or not pair.mention.text


def look(pair: Pair, kinds: Kinds) -> dict[str, Finding]:
    """The evidence of these kinds that there is for a pair."""
    return {name: finding for name, kind in kinds if (finding := kind.look(pair))[0]}
