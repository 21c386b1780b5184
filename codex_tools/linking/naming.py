"""Evidence from names: identifiers, titles, authors."""

from collections.abc import Sequence
from math import fsum

from rapidfuzz import fuzz

from codex_tools.linking.documents import AUTHOR
from codex_tools.linking.identifiers import kind
from codex_tools.linking.pair import Pair

Finding = tuple[float, str]
NOTHING: Finding = (0.0, "")
_SHORT_TITLE = 10
_LONG_TITLE_MASS = 3.0
_FULL_NAME_MASS = 1.25
_MUCH_SHARED = 4.0


def named_file(pair: Pair) -> Finding:
    """The mention names the file."""
    shared = pair.mention.files & pair.document.files
    return (1.0, min(shared)) if shared else NOTHING


def same_identifier(pair: Pair) -> Finding:
    """Both bear the same DOI, arXiv number, status id or address."""
    shared = pair.mention.identifiers & pair.document.identifiers
    return (1.0, min(shared)) if shared else NOTHING


def other_identifier(pair: Pair) -> Finding:
    """Both bear an identifier of one kind, and not the same."""
    for kind_ in ("doi", "arxiv", "status"):
        ours = {one for one in pair.mention.identifiers if kind(one) == kind_}
        theirs = {one for one in pair.document.identifiers if kind(one) == kind_}
        if ours and theirs and not ours & theirs:
            return 1.0, f"{min(ours)} is not {min(theirs)}"
    return NOTHING


def title_words(pair: Pair) -> Finding:
    """The share of the title, or of a main part of it, whose words the mention has.

    Where the mention quotes a title, only the quoted words count.
    """
    best, shown = NOTHING
    for part in pair.document.titles:
        hit = [word for word in part if word in pair.title_forms]
        mass = pair.names.title_mass(part)
        if hit and mass:
            share = pair.names.title_mass(tuple(hit)) / mass * min(1.0, mass)
            if share > best:
                best, shown = share, " ".join(hit)
    return best, shown


def title_order(pair: Pair) -> Finding:
    """How well the title stands in the mention in order, letter by letter."""
    best, shown = NOTHING
    for part in pair.document.titles:
        title = " ".join(part)
        order = _in_order(title, pair.mention.title_texts)
        value = order * min(1.0, pair.names.title_mass(part))
        if value > best:
            best, shown = value, title
    return best, shown


def _in_order(title: str, ours: Sequence[str]) -> float:
    if len(title) < _SHORT_TITLE:
        return 0.0
    best = 60.0
    for text in ours:
        best = max(best, fuzz.ratio(title, text, score_cutoff=best))
        if len(title) <= len(text):
            best = max(best, fuzz.partial_ratio(title, text, score_cutoff=best))
    return (best - 60) / 40


def whole_title(pair: Pair) -> Finding:
    """The mention has the title, or a main part, word by word; long and rare ones say more."""
    best, shown = NOTHING
    for part in pair.document.titles:
        title = f" {' '.join(part)} "
        if any(title in f" {text} " for text in pair.mention.title_texts):
            value = min(1.0, pair.names.title_mass(part) / _LONG_TITLE_MASS)
            if value > best:
                best, shown = value, title.strip()
    return best, shown


def shared_names(pair: Pair) -> Finding:
    """How much rarity the mention shares with the document's names in all."""
    return min(1.0, pair.rarity(pair.matched) / _MUCH_SHARED), " ".join(pair.matched)


def author_named(pair: Pair) -> Finding:
    """The mention names an author, publisher or handle of the document."""
    found = [word for word, form in pair.matched.items() if pair.is_author(form)]
    handles = sorted(pair.mention.handles & pair.document.handles)
    total = pair.rarity(found) + len(handles)
    return min(1.0, total / _FULL_NAME_MASS), " ".join([*found, *handles])


def whole_author(pair: Pair) -> Finding:
    """The share of what stands in the document's author field that the mention names."""
    theirs = [word for word, spot in pair.document.words.items() if spot & AUTHOR]
    found = sorted({form for form in pair.matched.values() if pair.is_author(form)})
    mass = fsum(pair.names.rarity(word) for word in theirs)
    if not found or not mass:
        return NOTHING
    return min(1.0, fsum(pair.names.rarity(word) for word in found) / mass), " ".join(found)


def first_named(pair: Pair) -> Finding:
    """The share of what the mention begins with, mostly an author, that the names have."""
    mass = pair.rarity(pair.mention.lead)
    found = pair.rarity(pair.lead_found)
    return (found / mass, " ".join(pair.lead_found)) if mass and found else NOTHING


def author_with_title(pair: Pair) -> Finding:
    """Author and title agree together, as in a full citation."""
    title = title_order(pair)[0] * title_words(pair)[0]
    value = min(title, max(author_named(pair)[0], first_named(pair)[0]))
    return (value, "author and title") if value else NOTHING


def body_mention(pair: Pair) -> Finding:
    """The work is named in the claim's text and not in its `source` field."""
    return (1.0, pair.mention.text[:60]) if pair.mention.from_body else NOTHING


def own_notes(pair: Pair) -> Finding:
    """The mention speaks of the base's own claims and notes."""
    return (1.0, "own notes") if pair.mention.own_notes else NOTHING


def unnamed(pair: Pair) -> Finding:
    """No text names the work; only its content speaks for it."""
    return NOTHING if pair.mention.text else (1.0, "no text")


def unarchived(pair: Pair) -> Finding:
    """The document lies outside the archive, as a draft does."""
    return NOTHING if pair.document.archived else (1.0, pair.document.id)


def same_commit(pair: Pair) -> Finding:
    """The commit that added the claim touched this source and no other."""
    touched = [one.id for one in pair.document.records if one.id in pair.subject.commits]
    return (1.0, touched[0]) if touched else NOTHING
