"""Evidence from names: identifiers, titles, authors."""

from codex_tools.linking.evidence.comparison import Comparison, measured_once
from codex_tools.linking.evidence.values import NO_EVIDENCE, EvidenceValue
from codex_tools.linking.reading.description import AUTHOR, NAME, TITLE
from codex_tools.linking.text.identifiers import identifier_kind

_FULL_NAME_IDF = 1.25


def named_file(comparison: Comparison) -> EvidenceValue:
    """The mention names the file: by path, name, alias, key; less where it may mean others too."""
    share = comparison.query.named.get(comparison.document.id, 0.0)
    return (share, comparison.document.id) if share else NO_EVIDENCE


def absent_file(comparison: Comparison) -> EvidenceValue:
    """The mention has the form of a reference, and names no document."""
    if not comparison.query.names_nothing:
        return NO_EVIDENCE
    certain = [one.target for one in comparison.mention.references if one.is_certain]
    return 1.0, " ".join(certain)


def same_identifier(comparison: Comparison) -> EvidenceValue:
    """Both bear the same DOI, arXiv number, status id or address."""
    shared = comparison.mention.identifiers.intersection(comparison.document.identifiers)
    return (1.0, min(shared)) if shared else NO_EVIDENCE


def other_identifier(comparison: Comparison) -> EvidenceValue:
    """Both bear an identifier of one kind, and not the same."""
    if not comparison.mention.identifiers:
        return NO_EVIDENCE
    for name in ("doi", "arxiv", "status"):
        ours = {one for one in comparison.mention.identifiers if identifier_kind(one) == name}
        theirs = {one for one in comparison.document.identifiers if identifier_kind(one) == name}
        if ours and theirs and not ours & theirs:
            return 1.0, f"{min(ours)} is not {min(theirs)}"
    return NO_EVIDENCE


def other_handle(comparison: Comparison) -> EvidenceValue:
    """Both name accounts, and not the same."""
    ours, theirs = comparison.mention.handles, comparison.document.handles
    if not ours or not theirs or ours.intersection(theirs):
        return NO_EVIDENCE
    return 1.0, f"{min(ours)} is not {min(theirs)}"


def title_words(comparison: Comparison) -> EvidenceValue:
    """The share of the title, or of a main part of it, whose words the mention has.

    Where the mention quotes a title, only the quoted words count.
    """
    return comparison.title.by_words


def title_order(comparison: Comparison) -> EvidenceValue:
    """How well the title stands in the mention in order, letter by letter."""
    return comparison.title.in_order


def whole_title(comparison: Comparison) -> EvidenceValue:
    """The mention has the title, or a main part, word by word; long and rare ones say more."""
    return comparison.title.whole


def title_head(comparison: Comparison) -> EvidenceValue:
    """The mention has the words that the title, or a main part, begins with, as cut titles do."""
    return comparison.title.head


@measured_once
def title_beyond(comparison: Comparison) -> EvidenceValue:
    """The share of a quoted title that no title of the document has."""
    quoted = comparison.query.quoted if comparison.mention.titles else ()
    total = comparison.query.names.idf_sum(quoted)
    if not total:
        return NO_EVIDENCE
    spots = comparison.document.words
    missing = sorted(word for word in quoted if not spots.get(word, 0) & (TITLE | NAME))
    return comparison.query.names.idf_sum(missing) / total, " ".join(missing)


def other_part(comparison: Comparison) -> EvidenceValue:
    """The mention names a part, a sequel, a correction or a review, and the document is none."""
    said = comparison.mention.parts - comparison.document.parts
    return (1.0, " ".join(sorted(said))) if said else NO_EVIDENCE


def unsaid_part(comparison: Comparison) -> EvidenceValue:
    """The document is a part, a sequel, a correction or a review, and the mention does not say so,
    as much as it has of the title."""
    ours, theirs = comparison.mention.parts, comparison.document.parts
    if not ours < theirs:
        return NO_EVIDENCE
    return comparison.title.by_words[0], " ".join(sorted(theirs - ours))


@measured_once
def author_named(comparison: Comparison) -> EvidenceValue:
    """The mention names an author, publisher or handle of the document."""
    spots = comparison.document.words
    authors = [word for word, form in comparison.matched.items() if spots[form] & AUTHOR]
    handles = sorted(comparison.mention.handles.intersection(comparison.document.handles))
    if not authors and not handles:
        return NO_EVIDENCE
    total = comparison.query.idf_sum(authors) + len(handles)
    return min(1.0, total / _FULL_NAME_IDF), " ".join([*authors, *handles])


@measured_once
def first_named(comparison: Comparison) -> EvidenceValue:
    """The share of what the mention begins with, mostly an author, that the names have."""
    shared = comparison.lead_matched
    lead_idf = comparison.query.lead_idf if shared else 0.0
    shared_idf = comparison.query.idf_sum(shared) if lead_idf else 0.0
    return (shared_idf / lead_idf, " ".join(shared)) if shared_idf else NO_EVIDENCE


def body_mention(comparison: Comparison) -> EvidenceValue:
    """The work is named in the claim's text, beside what its `source` field says."""
    return (1.0, comparison.mention.text[:60]) if comparison.mention.from_body else NO_EVIDENCE


def short_names(comparison: Comparison) -> EvidenceValue:
    """The mention has few words besides names and dates, too few for a title."""
    return (1.0, "no title") if comparison.mention.is_short else NO_EVIDENCE


def unnamed(comparison: Comparison) -> EvidenceValue:
    """No text names the work; only its content speaks for it."""
    return NO_EVIDENCE if comparison.mention.text else (1.0, "no text")


def unarchived(comparison: Comparison) -> EvidenceValue:
    """The document lies outside the archive, as a draft does."""
    return NO_EVIDENCE if comparison.document.archived else (1.0, comparison.document.id)


def same_commit(comparison: Comparison) -> EvidenceValue:
    """The commit that added the claim touched this source and no other."""
    if not comparison.subject.commits:
        return NO_EVIDENCE
    touched = [
        one.id for one in comparison.document.records if one.id in comparison.subject.commits
    ]
    return (1.0, touched[0]) if touched else NO_EVIDENCE
