"""Evidence from dates: of the mention, the document, the claim."""

from codex_tools.linking.dates import When
from codex_tools.linking.naming import author_named, first_named
from codex_tools.linking.pair import NOTHING, Finding, Pair, once

_FAR_MONTHS = 24
_FAR_DAYS = 62


@once
def same_date(pair: Pair) -> Finding:
    """The dates agree to the day, month or year; the rarer that is here, the more it says."""
    best, found = 0.0, None
    for ours in pair.mention.dates:
        for theirs in pair.document.dates:
            if ours.year == theirs.year and (common := _common(ours, theirs)):
                value = pair.date_rarities.get(common, 1.0)
                if value > best:
                    best, found = value, common
    return (best, "-".join([f"{part:02}" for part in found if part])) if found else NOTHING


def _common(one: When, other: When) -> When | None:
    """What two dates of one year have in common."""
    if not (one.month and other.month):
        return When(one.year)
    if one.month != other.month:
        return None
    return one if one.day and one.day == other.day else When(one.year, one.month)


def author_with_date(pair: Pair) -> Finding:
    """Who is named first and the date agree, as in "Author (year)" or "Project, date"."""
    value, shown = same_date(pair)
    if not value:
        return NOTHING
    first = first_named(pair)[0]
    who = max(author_named(pair)[0], min(first, pair.query.rarity(pair.lead_found)))
    return (min(who, value), shown) if who and value else NOTHING


def other_date(pair: Pair) -> Finding:
    """How far apart the dates are: full for two years and more."""
    gaps = [_gap(ours, theirs) for ours in pair.mention.dates for theirs in pair.document.dates]
    if not gaps or not (gap := min(gaps)):
        return NOTHING
    return min(1.0, gap / _FAR_MONTHS), f"{gap} months"


def _gap(one: When, other: When) -> int:
    if one.month and other.month:
        return abs((one.year - other.year) * 12 + one.month - other.month)
    return 12 * abs(one.year - other.year)


def same_day_work(pair: Pair) -> Finding:
    """The claim was created on the day of the source or of its processing."""
    created = pair.subject.day
    if created is None:
        return NOTHING
    days = [day for day in pair.document.days if abs(created - day) <= 1]
    if not days:
        return NOTHING
    values = [pair.date_rarities.get(When(0, 0, day), 1.0) for day in days]
    return max(values), pair.subject.claim.created


def created_before(pair: Pair) -> Finding:
    """The claim is older than the document."""
    created, days = pair.subject.day, pair.document.days
    if created is None or not days or created >= days[0] - 1:
        return NOTHING
    return min(1.0, (days[0] - created) / _FAR_DAYS), f"created {pair.subject.claim.created}"


def same_domain(pair: Pair) -> Finding:
    """Claim and source are filed under one domain."""
    domain = pair.subject.claim.domain
    shared = domain and domain in [one.domain for one in pair.document.records]
    return (1.0, domain) if shared else NOTHING
