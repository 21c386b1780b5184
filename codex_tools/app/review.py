"""What somebody decides about a suspect edge → the file that has it, written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.app.fix import rewrite, write
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.references import parse_journal_entry
from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.errors import EditRefusedError
from codex_tools.history.suspects import Suspect
from codex_tools.model import Append, Change, FieldPath, Fix, Remove, Replace, ResolvedLink, Style
from codex_tools.refactoring.writing_style import write_reference
from codex_tools.settings import Settings
from codex_tools.storage.trees import read_blobs

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome


def text_then(settings: Settings, suspect: Suspect) -> bytes:
    """Return the file of a suspect edge's target as it was when the edge was written."""
    content = suspect.then[1]
    return read_blobs(settings.root, [content]).get(content, b"")


def keep(settings: Settings, suspect: Suspect, day: str) -> Outcome:
    """Confirm an edge: its entry in the journal gets the date of a day, or there is a new one.

    Raises EditRefusedError where that cannot be written, and CodexError where the file cannot.
    """
    base = load(settings)
    return _written(settings, _confirmation(base, _references(base, suspect), day))


def drop(settings: Settings, suspect: Suspect) -> Outcome:
    """Take an edge out of the fields that say it, the journal among them; raises as above."""
    base = load(settings)
    return _written(settings, *_removals(base, _references(base, suspect)))


def _written(settings: Settings, *changes: Change) -> Outcome:
    outcome = rewrite([Fix("as it was decided", changes)], settings)
    write(outcome, settings)
    return outcome


def _references(base: KnowledgeBase, suspect: Suspect) -> list[ResolvedLink]:
    """Return the references that say an edge by now."""
    edge = _edge(suspect.link)
    found = [each for each in base.edges.stated() if _edge(each) == edge]
    if not found:
        raise EditRefusedError("the edge is not there any more")
    return found


def _edge(found: ResolvedLink) -> tuple[str, str, str]:
    return found.source, found.link.relation, found.target


def _confirmation(base: KnowledgeBase, found: list[ResolvedLink], day: str) -> Change:
    source, relation, target = _edge(found[0])
    name = write_reference(base, target, Style.NAME, source, relation)
    entry = f"{name}|{relation}|{day}"
    if parse_journal_entry(entry, base.relations) != (name, relation, day):
        raise EditRefusedError(f"`{JOURNAL_FIELD}` cannot name this edge")
    dated = [each for each in found if each.link.journal]
    if not dated:
        return Append(source, JOURNAL_FIELD, entry)
    return Replace(source, max(dated, key=lambda each: each.link.date).link.place, entry)


def _removals(base: KnowledgeBase, found: list[ResolvedLink]) -> Iterator[Change]:
    """Yield the removals of entries, the last of a field first, so that numbers stay right."""
    places = {_entry(each) for each in found}
    for link in base.notes[found[0].source].field_links:
        is_other = not any(link is each.link for each in found)
        if is_other and isinstance(link.place, FieldPath) and link.place.keys[:2] in places:
            raise EditRefusedError(f"its entry in `{link.place.keys[0]}` says more than the edge")
    for field, number in sorted(places, reverse=True):
        yield Remove(found[0].source, field, number)


def _entry(found: ResolvedLink) -> tuple[str, int]:
    keys = found.link.place.keys if isinstance(found.link.place, FieldPath) else ()
    match keys[:2]:
        case (str(field), int(number)):
            return field, number
    raise EditRefusedError("the edge stands in running text; take it out by hand")
