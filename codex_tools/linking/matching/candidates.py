"""The candidates of a claim: for each of its mentions the documents in question, with evidence."""

from collections.abc import Iterator
from posixpath import dirname

from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.evidence.subject import Subject
from codex_tools.linking.evidence.table import BY_REFERENCE, applicable_kinds, gather
from codex_tools.linking.evidence.values import Candidate
from codex_tools.linking.index.document_index import Asked, DocumentIndex
from codex_tools.linking.index.query import Query
from codex_tools.linking.matching.readings import best_readings
from codex_tools.linking.model.pruning import UpperBoundPruner
from codex_tools.linking.reading.bodies import cited_in, links_in, source_lines
from codex_tools.linking.reading.mentions import Mention, parse_mentions
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.linking.reading.references import has_link


def candidates_of(
    claim: ClaimRecord, index: DocumentIndex, pruner: UpperBoundPruner | None = None
) -> list[list[Candidate]]:
    """Return for each mention of a claim its candidates with their evidence.

    With a ``pruner``, candidates that cannot become a link may be missing.
    """
    subject = Subject(claim, claim.text(), index.texts, index.commits.get(claim.id, ()))
    asked = list(_asked(subject, index))
    if not asked or not all(query.named for query, _ in asked):
        asked = _with_most_like(asked, subject, index)
    compared_by_mention = [
        (query, [Comparison(subject, query, one, index.rarity) for one in documents])
        for query, documents in asked
    ]
    by_mention = []
    for query, compared in best_readings(compared_by_mention):
        kinds = BY_REFERENCE if query.named else applicable_kinds(query.mention)
        if pruner:
            gathered = pruner.gather(compared, kinds)
        else:
            gathered = [(comparison, gather(comparison, kinds)) for comparison in compared]
        by_mention.append([Candidate(one.document, query.mention, seen) for one, seen in gathered])
    return by_mention


def _asked(subject: Subject, index: DocumentIndex) -> Iterator[Asked]:
    """Yield the mentions in the fields, those in the body, and what no text names."""
    claim = subject.claim
    folder = dirname(claim.id)
    yield from index.ask(claim.source_text, folder if has_link(claim.source_text) else "")
    # Where a field says the source, what stands in the text is the source of a sentence.
    aside = bool(claim.source_text.strip())
    if lines := source_lines(subject.body, inline=not aside):
        for mention in parse_mentions(lines, index.note_authors, from_body=aside):
            yield index.ask_for(mention, folder)
    elif not aside:
        named = [*links_in(subject.body), *filter(index.may_have, cited_in(subject.body))]
        for mention in parse_mentions("\n".join(named), index.note_authors):
            query, documents = index.ask_for(mention, folder)
            if query.named or index.has_work_of(mention):
                yield query, documents
    unnamed = index.committed_with(claim.id)
    if not claim.source_text.strip():
        unnamed += index.figures.candidates(subject.content.figures)
    if unnamed:
        yield Query(Mention(""), index.names), list(dict.fromkeys(unnamed))


def _with_most_like(asked: list[Asked], subject: Subject, index: DocumentIndex) -> list[Asked]:
    """Return the mentions with the documents most like the claim among their candidates."""
    likes = index.most_like(subject.content)
    subject.leads = {like.document.id: like.lead for like in likes}
    documents = [like.document for like in likes]
    if not asked:
        asked = [(Query(Mention(""), index.names), [])]
    return [
        (query, found if query.named else list(dict.fromkeys([*found, *documents])))
        for query, found in asked
    ]
