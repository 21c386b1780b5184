"""The table of evidence: one row a kind. A new kind is one function and one row here.

Each kind looks at a mention beside a candidate and returns how much of it there is, from 0 to 1,
and in words what was seen. ``prior`` is the weight that one would guess before seeing any link of a
base: what bases of other makes speak for, in halves. A fit is pulled towards it and keeps its sign,
so that no agreement becomes a reason against a link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import fsum

from codex_tools.linking.evidence import dates, names, people, texts
from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.evidence.values import Evidence, EvidenceValue
from codex_tools.linking.reading.mentions import Mention


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence; one that ``reads_text`` is sought only where the others leave a chance.

    ``needs`` names what a mention has to have for there to be any. ``upper_bound`` says how much
    there can be at most, before the text is read. One that is not ``of_claim`` is the same for all
    claims with one mention. One that ``is_shape`` says of what make a mention is: it speaks neither
    for a link nor against it, and stands for a bias of its own.
    """

    measure: Callable[[Comparison], EvidenceValue]
    prior: float
    needs: str = ""
    reads_text: bool = False
    upper_bound: Callable[[Comparison], float] | None = None
    of_claim: bool = False
    is_shape: bool = False


EVIDENCE: dict[str, EvidenceKind] = {
    "named_file": EvidenceKind(names.named_file, 12.0, "references"),
    "absent_file": EvidenceKind(names.absent_file, -5.0, "references"),
    "same_identifier": EvidenceKind(names.same_identifier, 9.0, "identifiers"),
    "other_identifier": EvidenceKind(names.other_identifier, -4.0, "identifiers"),
    "other_handle": EvidenceKind(names.other_handle, -2.0, "handles"),
    "title_words": EvidenceKind(names.title_words, 1.5, "words"),
    "title_order": EvidenceKind(names.title_order, 0.5, "words"),
    "whole_title": EvidenceKind(names.whole_title, 1.5, "words"),
    "title_head": EvidenceKind(names.title_head, 2.0, "words"),
    "title_beyond": EvidenceKind(names.title_beyond, -1.5, "titles"),
    "other_part": EvidenceKind(names.other_part, -6.0),
    "unsaid_part": EvidenceKind(names.unsaid_part, -1.5),
    "author_with_date": EvidenceKind(dates.author_with_date, 2.5, "dates"),
    "first_author": EvidenceKind(people.first_author, 2.0, "lead"),
    "author_year": EvidenceKind(people.author_year, 2.5, "dates"),
    "other_people": EvidenceKind(people.other_people, -2.5, "cast_people"),
    "about_people": EvidenceKind(people.about_people, -1.5, "cast_people"),
    "unnamed_people": EvidenceKind(people.unnamed_people, -1.0, "cast_people"),
    "other_initial": EvidenceKind(people.other_initial, -4.0, "cast_people"),
    "other_date": EvidenceKind(dates.other_date, -3.0, "dates"),
    "other_day": EvidenceKind(dates.other_day, -1.5, "dates"),
    "other_year": EvidenceKind(dates.other_year, -1.5, "dates"),
    "same_day_work": EvidenceKind(dates.same_day_work, 1.0, of_claim=True),
    "created_before": EvidenceKind(dates.created_before, -0.5, of_claim=True),
    "other_domain": EvidenceKind(dates.other_domain, -1.0, of_claim=True),
    "same_commit": EvidenceKind(names.same_commit, 4.0, of_claim=True),
    "body_mention": EvidenceKind(names.body_mention, -1.0, "from_body"),
    "short_names": EvidenceKind(names.short_names, 1.0, "is_short", is_shape=True),
    "unnamed": EvidenceKind(names.unnamed, -1.0, is_shape=True),
    "unarchived": EvidenceKind(names.unarchived, -2.0),
    "first_in_text": EvidenceKind(
        texts.first_in_text, 0.5, "lead", True, texts.first_in_text_bound
    ),
    "other_title": EvidenceKind(texts.other_title, -2.0, "titles", reads_text=True),
    "unexplained": EvidenceKind(texts.unexplained, -4.0, reads_text=True),
    "like_text": EvidenceKind(texts.like_text, 2.0, reads_text=True),
    "unlike_text": EvidenceKind(texts.unlike_text, -1.0, reads_text=True),
    "leads": EvidenceKind(texts.leads, 1.0, of_claim=True),
    "shared_figures": EvidenceKind(texts.shared_figures, 2.0, "", True, texts.shared_figures_bound),
    "quoted_text": EvidenceKind(texts.quoted_text, 1.5, "", True, texts.quoted_text_bound),
}
OUTRANKED = "outranked"
RANK_SCALE = 2.0
TIED = "tied"
TIE_RANGE = 2.3
"""How far behind another one a candidate still makes a tie, in log-odds."""
SHAPES = frozenset(name for name, kind in EVIDENCE.items() if kind.is_shape)
PRIORS = {name: kind.prior for name, kind in EVIDENCE.items()} | {OUTRANKED: -4.0, TIED: -3.0}
PRIOR_BIAS = -6.0
_WORTH_READING = 0.0
_NEEDED = tuple(dict.fromkeys(kind.needs for kind in EVIDENCE.values() if kind.needs))

EvidenceKinds = tuple[tuple[str, EvidenceKind], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ApplicableKinds:
    """The kinds of evidence that there can be for a mention: from names, from texts, and those that
    need no text and depend on the claim."""

    from_names: EvidenceKinds
    from_texts: EvidenceKinds
    of_claim: EvidenceKinds = ()


def applicable_kinds(mention: Mention) -> ApplicableKinds:
    """Return the kinds that there can be for a mention, one object for all with the same parts."""
    return _applicable_kinds(tuple([part for part in _NEEDED if getattr(mention, part)]))


BY_REFERENCE = ApplicableKinds((("named_file", EVIDENCE["named_file"]),), ())
"""What counts where a mention names documents exactly."""


@cache
def _applicable_kinds(parts: tuple[str, ...]) -> ApplicableKinds:
    kinds = [one for one in EVIDENCE.items() if not one[1].needs or one[1].needs in parts]
    return ApplicableKinds(
        tuple([one for one in kinds if not one[1].reads_text and not one[1].of_claim]),
        tuple([one for one in kinds if one[1].reads_text]),
        tuple([one for one in kinds if one[1].of_claim]),
    )


def gather(comparison: Comparison, kinds: ApplicableKinds) -> Evidence:
    """Return all evidence there is; the text is read only where the names leave a chance."""
    evidence = from_names(comparison, kinds)
    if not is_worth_reading(comparison, evidence):
        return evidence
    return evidence | measure(comparison, kinds.from_texts)


def from_names(comparison: Comparison, kinds: ApplicableKinds) -> Evidence:
    """Return the evidence from names, of which the most part is measured once for all claims with
    one mention."""
    known, document = comparison.query.said, comparison.document
    said = known.get(document)
    if said is None:
        said = known[document] = measure(comparison, kinds.from_names)
    return said | measure(comparison, kinds.of_claim)


def is_worth_reading(comparison: Comparison, evidence: Evidence) -> bool:
    """Tell whether the names leave a chance for a link, going by priors, or there are none."""
    if not comparison.mention.text:
        return True
    return fsum([PRIORS[name] * value[0] for name, value in evidence.items()]) >= _WORTH_READING


def measure(comparison: Comparison, kinds: EvidenceKinds) -> Evidence:
    """Return the evidence of these kinds that there is for a comparison."""
    return {name: value for name, kind in kinds if (value := kind.measure(comparison))[0]}
