"""A wish for a note → its file, the entries at the other ends of its edges, and what is like it."""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.app.authoring.drafting import Draft, Wish, draft
from codex_tools.app.authoring.proposal import Proposal, propose
from codex_tools.app.similar import Alike, Likeness, similar
from codex_tools.app.unsaved import with_texts
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_fields
from codex_tools.edits.entries import append_entry
from codex_tools.errors import NotFoundError
from codex_tools.model import Fix, Note, Role
from codex_tools.refactoring.other_ends import missing_ends
from codex_tools.refactoring.writing_style import append_reference
from codex_tools.settings import Settings


class NewNote(NamedTuple):
    """A note that is proposed, and the notes that say the same, the opposite or the like."""

    path: str
    proposal: Proposal
    alike: tuple[Alike, ...]

    @property
    def is_said_already(self) -> bool:
        """Whether a note says the same."""
        return any(each.likeness is Likeness.SAME for each in self.alike)


def new_note(base: KnowledgeBase, settings: Settings, wish: Wish) -> NewNote:
    """Work out a new note, both ends of its edges included; nothing is written.

    Raises CodexError for a wish that cannot be fulfilled, see :func:`draft`.
    """
    made = draft(base, settings, wish)
    if wish.source is not None:
        made = _from_source(base, settings, made, wish.source)
    texts = {made.path: made.data}
    after = with_texts(base, settings, texts)
    ends = list(missing_ends(after, made.path))
    fixes = [Fix(f"name {made.path} in {each.path}", (each,)) for each in ends]
    return NewNote(
        made.path,
        propose(base, settings, texts, fixes),
        tuple(similar(base, wish.title)),
    )


def _from_source(base: KnowledgeBase, settings: Settings, made: Draft, source: Note) -> Draft:
    """Name the source in the field of the draft that is for it."""
    forward = provenance_fields(base).forward
    if source.role is not Role.SOURCE:
        raise NotFoundError(f"{source.path} is no source: its kind, `{source.kind}`, is not one")
    if forward is None:
        raise NotFoundError("no relation of this base leads from a claim to its source")
    after = with_texts(base, settings, {made.path: made.data})
    change = append_reference(after, made.path, forward.name, source.path)
    return made._replace(data=append_entry(made.data, *change[1:]))
