"""Evidence from the people that a mention names at its head, in their order."""

from collections.abc import Sequence

from codex_tools.linking.evidence.comparison import Comparison, measured_once
from codex_tools.linking.evidence.dates import in_common
from codex_tools.linking.evidence.names import title_beyond
from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.reading.description import AUTHOR
from codex_tools.linking.reading.people import Person, agrees, contradicts


@measured_once
def first_person(comparison: Comparison) -> EvidenceValue:
    """Who is named first is the first author; rare families say more."""
    ours, theirs = comparison.mention.cast.people, comparison.document.cast.people
    if not ours or not theirs or not agrees(ours[0], theirs[0]):
        return NO_EVIDENCE
    return comparison.query.names.idf_sum([ours[0].family.split()[-1]]), ours[0].family


def first_author(comparison: Comparison) -> EvidenceValue:
    """The mention begins with the family of the first author, whatever else it says there, or with
    that of the person whom a work without authors is about; or it calls the first author by another
    word of the name alone, as organisations are."""
    named = _named_first(comparison)
    if not named:
        return NO_EVIDENCE
    return min(1.0, comparison.query.idf_sum(named)), " ".join(named)


def _named_first(comparison: Comparison) -> Sequence[str]:
    lead, people = comparison.mention.lead, comparison.document.cast.people
    if not people:
        return lead[:1] if lead[0] == comparison.document.subject else ()
    family = people[0].family.split()
    if all(word in lead for word in family):
        return family
    alone = {one.family for one in comparison.mention.cast.people if not one.given}
    return [word for word in people[0].given if word in alone and word in lead]


def author_year(comparison: Comparison) -> EvidenceValue:
    """First author and year are those of the document, and of few others here.

    There is less of it where the mention quotes another title, and none where months differ.
    """
    if not first_person(comparison)[0]:
        return NO_EVIDENCE
    family, theirs = comparison.document.cast.people[0].family, comparison.document.dates
    common = (in_common(one, other) for one in comparison.mention.dates for other in theirs)
    years = [when.year for when in common if when]
    if not years:
        return NO_EVIDENCE
    year = min(years)
    fits = 1 - title_beyond(comparison)[0]
    return fits * comparison.rarity.get((family, year), 1.0), f"{family} {year}"


def other_people(comparison: Comparison) -> EvidenceValue:
    """The share of the people named by the mention that are no authors of the document, and whose
    family stands nowhere else in its names."""
    ours, theirs = comparison.mention.cast, comparison.document.cast
    if not ours.is_all or not theirs.people or theirs.has_more:
        return NO_EVIDENCE
    strange = [
        one
        for one in ours.people
        if not any(agrees(one, each) for each in theirs.people)
        if one.family.split()[-1] not in comparison.matched
    ]
    return len(strange) / len(ours.people), " ".join(one.family for one in strange)


def about_people(comparison: Comparison) -> EvidenceValue:
    """The share of the people named by the mention who stand in the title of the document, as those
    do whom a work is about; none of them is an author."""
    ours, theirs = comparison.mention.cast, comparison.document.cast
    if not ours.is_all or not theirs.people or theirs.has_more:
        return NO_EVIDENCE
    if any(agrees(one, each) for one in ours.people for each in theirs.people):
        return NO_EVIDENCE
    subjects = [one.family for one in ours.people if _is_in_title(one, comparison)]
    return len(subjects) / len(ours.people), " ".join(subjects)


def _is_in_title(person: Person, comparison: Comparison) -> bool:
    """Tell whether a title has a family name; what a given name stands beside is rather words."""
    family = comparison.matched.get(person.family.split()[-1])
    if not family or comparison.document.words[family] & AUTHOR:
        return False
    return comparison.matched.keys().isdisjoint(person.given)


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
