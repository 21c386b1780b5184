"""Evidence from dates: of the mention, the document, the claim."""

from collections.abc import Iterable
from functools import lru_cache

from codex_tools.linking.evidence.comparison import Comparison, measured_once
from codex_tools.linking.evidence.names import author_named, first_named, title_beyond
from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.text.dates import When, day_number
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.text import pluralise

_FAR_MONTHS = 24
_FAR_DAYS = 62
_NEXT_DAY = 0.5
_YEAR = lazy_regex.compile(r"(?:19|20)\d\d")


@measured_once
def same_date(comparison: Comparison) -> EvidenceValue:
    """The dates agree to the day, month or year; the rarer that is here, the more it says."""
    best, agreed = 0.0, None
    for ours in comparison.mention.dates:
        for theirs in comparison.document.dates:
            if common := in_common(ours, theirs):
                value = comparison.rarity.get(common, 1.0)
                if value > best:
                    best, agreed = value, common
    return (best, "-".join([f"{part:02}" for part in agreed if part])) if agreed else NO_EVIDENCE


def in_common(one: When, other: When) -> When | None:
    """Return what two dates have in common; nothing where a month that both have differs, or a day
    by more than one."""
    if one.year != other.year:
        return None
    if not (one.month and other.month):
        return When(one.year)
    if one.month != other.month or (one.day and other.day and abs(one.day - other.day) > 1):
        return None
    return one if one.day and one.day == other.day else When(one.year, one.month)


def author_with_date(comparison: Comparison) -> EvidenceValue:
    """Who is named first and the date agree, as in "Author (year)" or "Project, date"."""
    value, shown = same_date(comparison)
    if not value:
        return NO_EVIDENCE
    first = first_named(comparison)[0]
    who = max(
        author_named(comparison)[0], min(first, comparison.query.idf_sum(comparison.lead_matched))
    )
    together = min(who, value) * (1 - title_beyond(comparison)[0])
    return (together, shown) if together else NO_EVIDENCE


def other_date(comparison: Comparison) -> EvidenceValue:
    """How far apart the dates are: full for two years and more."""
    gaps = [
        _gap(ours, theirs)
        for ours in comparison.mention.dates
        for theirs in comparison.document.dates
    ]
    if not gaps or not (gap := min(gaps)):
        return NO_EVIDENCE
    return min(1.0, gap / _FAR_MONTHS), pluralise(gap, "month")


def other_day(comparison: Comparison) -> EvidenceValue:
    """Both are dated to the day, and not to the same: half for the next day, full for others.

    There is none where another date of the document, without a day, is that of the mention, and
    less where the mention has a long title of the document word by word.
    """
    ours, theirs = comparison.mention.dates, comparison.document.dates
    gaps = [
        abs(one - other)
        for one in filter(None, map(day_number, ours))
        for other in filter(None, map(day_number, theirs))
    ]
    if not gaps or not (gap := min(gaps)) or _is_month_of(theirs, ours):
        return NO_EVIDENCE
    untitled = 1 - comparison.title.whole[0]
    return (_NEXT_DAY if gap == 1 else 1.0) * untitled, pluralise(gap, "day")


def other_year(comparison: Comparison) -> EvidenceValue:
    """The title has a year in it, as that of a report, and the mention names others; a year far
    from the document's own is what the work is about."""
    ours = {str(when.year) for when in comparison.mention.dates}
    title = max(comparison.document.titles, key=len, default=())
    theirs = [word for word in title if _YEAR.fullmatch(word)]
    if not theirs or not ours.isdisjoint(theirs) or not _is_dated(comparison, theirs):
        return NO_EVIDENCE
    return 1.0, " ".join(theirs)


def _is_dated(comparison: Comparison, years: Iterable[str]) -> bool:
    """Tell whether one of some years is that of the document, or the one before or after."""
    known = {when.year for when in comparison.document.dates}
    return not known or any(abs(int(one) - year) <= 1 for one in years for year in known)


def _is_month_of(vague: Iterable[When], exact: Iterable[When]) -> bool:
    """Tell whether one of some dates is the month of another one, without its day."""
    months = {When(when.year, when.month) for when in exact if when.month}
    return not months.isdisjoint(vague)


def _gap(one: When, other: When) -> int:
    if one.month and other.month:
        return abs((one.year - other.year) * 12 + one.month - other.month)
    return 12 * abs(one.year - other.year)


def same_day_work(comparison: Comparison) -> EvidenceValue:
    """The claim was created on the day of the source or of its processing; where there is a text,
    something in it names the source."""
    created = comparison.subject.day
    if created is None or (comparison.mention.text and not comparison.matched):
        return NO_EVIDENCE
    near = [day for day in comparison.document.days if abs(created - day) <= 1]
    if not near:
        return NO_EVIDENCE
    idfs = [comparison.rarity.get(When(0, 0, day), 1.0) for day in near]
    return max(idfs), comparison.subject.claim.created


def created_before(comparison: Comparison) -> EvidenceValue:
    """The claim is older than the document."""
    created, days = comparison.subject.day, comparison.document.days
    if created is None or not days or created >= days[0] - 1:
        return NO_EVIDENCE
    return min(1.0, (days[0] - created) / _FAR_DAYS), f"created {comparison.subject.claim.created}"


def other_domain(comparison: Comparison) -> EvidenceValue:
    """Claim and source are filed under different domains."""
    ours, theirs = _domains(comparison.subject.claim.domain), _domains_of(comparison)
    if not ours or not theirs or ours & theirs:
        return NO_EVIDENCE
    return 1.0, f"{min(ours)} is not {min(theirs)}"


def _domains_of(comparison: Comparison) -> frozenset[str]:
    return _domains("; ".join([one.domain for one in comparison.document.records]))


@lru_cache(maxsize=1024)
def _domains(text: str) -> frozenset[str]:
    return frozenset(name for part in text.split(";") if (name := part.strip(" []\"'#").lower()))
