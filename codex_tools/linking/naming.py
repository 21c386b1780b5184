"""Evidence from names: identifiers, titles, authors."""

from codex_tools.linking.documents import AUTHOR
from codex_tools.linking.identifiers import kind
from codex_tools.linking.pair import NOTHING, Finding, Pair, once

_FULL_NAME_MASS = 1.25
_MUCH_SHARED = 4.0


def named_file(pair: Pair) -> Finding:
    """The mention names the file."""
    shared = pair.mention.files.intersection(pair.document.files)
    return (1.0, min(shared)) if shared else NOTHING


def same_identifier(pair: Pair) -> Finding:
    """Both bear the same DOI, arXiv number, status id or address."""
    shared = pair.mention.identifiers.intersection(pair.document.identifiers)
    return (1.0, min(shared)) if shared else NOTHING


def other_identifier(pair: Pair) -> Finding:
    """Both bear an identifier of one kind, and not the same."""
    if not pair.mention.identifiers:
        return NOTHING
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
    return pair.title.by_words


def title_order(pair: Pair) -> Finding:
    """How well the title stands in the mention in order, letter by letter."""
    return pair.title.in_order


def whole_title(pair: Pair) -> Finding:
    """The mention has the title, or a main part, word by word; long and rare ones say more."""
    return pair.title.whole


def shared_names(pair: Pair) -> Finding:
    """How much rarity the mention shares with the document's names in all."""
    shared = pair.matched
    return min(1.0, pair.query.rarity(shared) / _MUCH_SHARED), " ".join(shared)


@once
def author_named(pair: Pair) -> Finding:
    """The mention names an author, publisher or handle of the document."""
    spots = pair.document.words
    found = [word for word, form in pair.matched.items() if spots[form] & AUTHOR]
    handles = sorted(pair.mention.handles.intersection(pair.document.handles))
    if not found and not handles:
        return NOTHING
    total = pair.query.rarity(found) + len(handles)
    return min(1.0, total / _FULL_NAME_MASS), " ".join([*found, *handles])


def whole_author(pair: Pair) -> Finding:
    """The share of what stands in an author field of the document that the mention names."""
    best, shown = NOTHING
    for author in pair.document.authors:
        named = pair.forms.intersection(author)
        if named:
            mass = pair.query.names.mass(author)
            share = pair.query.names.mass(named) / mass if mass else 0.0
            if share > best:
                best, shown = min(1.0, share), " ".join(sorted(named))
    return best, shown


@once
def first_named(pair: Pair) -> Finding:
    """The share of what the mention begins with, mostly an author, that the names have."""
    shared = pair.lead_found
    mass = pair.query.lead_mass if shared else 0.0
    found = pair.query.rarity(shared) if mass else 0.0
    return (found / mass, " ".join(shared)) if found else NOTHING


def author_with_title(pair: Pair) -> Finding:
    """Author and title agree together, as in a full citation."""
    title = pair.title.in_order[0] * pair.title.by_words[0]
    if not title:
        return NOTHING
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
    if not pair.subject.commits:
        return NOTHING
    touched = [one.id for one in pair.document.records if one.id in pair.subject.commits]
    return (1.0, touched[0]) if touched else NOTHING
