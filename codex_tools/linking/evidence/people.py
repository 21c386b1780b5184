"""Evidence from the people that a mention names at its head, in their order."""

from codex_tools.linking.evidence.comparison import Comparison, measured_once
from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.reading.people import agrees, contradicts


@measured_once
def first_person(comparison: Comparison) -> EvidenceValue:
    """Who is named first is the first author; rare families say more."""
    ours, theirs = comparison.mention.cast.people, comparison.document.cast.people
    if not ours or not theirs or not agrees(ours[0], theirs[0]):
        return NO_EVIDENCE
    return comparison.query.names.idf_sum([ours[0].family.split()[-1]]), ours[0].family


def author_year(comparison: Comparison) -> EvidenceValue:
    """First author and year are those of the document, and of few others here."""
    if not first_person(comparison)[0]:
        return NO_EVIDENCE
    family = comparison.document.cast.people[0].family
    years = {one.year for one in comparison.mention.dates}
    shared = sorted(years.intersection(one.year for one in comparison.document.dates))
    if not shared:
        return NO_EVIDENCE
    return comparison.rarity.get((family, shared[0]), 1.0), f"{family} {shared[0]}"


def other_people(comparison: Comparison) -> EvidenceValue:
    """The share of the people named by the mention that are no authors of the document."""
    ours, theirs = comparison.mention.cast, comparison.document.cast
    if not ours.is_all or not theirs.people or theirs.has_more:
        return NO_EVIDENCE
    strange = [one for one in ours.people if not any(agrees(one, each) for each in theirs.people)]
    return len(strange) / len(ours.people), " ".join(one.family for one in strange)


def unnamed_people(comparison: Comparison) -> EvidenceValue:
    """The mention names fewer authors than there are, without "et al.", or more than there are."""
    ours, theirs = comparison.mention.cast, comparison.document.cast
    if not ours.is_all or not theirs.people or theirs.has_more:
        return NO_EVIDENCE
    if ours.has_more:
        is_wrong = len(theirs.people) <= len(ours.people)
    else:
        is_wrong = len(theirs.people) > len(ours.people)
    return (1.0, f"{len(theirs.people)} authors") if is_wrong else NO_EVIDENCE


def other_initial(comparison: Comparison) -> EvidenceValue:
    """Somebody is named whose family an author has, with other given names."""
    for one in comparison.mention.cast.people:
        alike = [each for each in comparison.document.cast.people if each.family == one.family]
        if alike and all(contradicts(one, each) for each in alike):
            return 1.0, " ".join([*one.given, one.family])
    return NO_EVIDENCE
