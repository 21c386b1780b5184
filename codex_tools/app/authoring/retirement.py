"""A note that another one replaces, or that is taken back → its status, its date, both ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from codex_tools.app.authoring.habits import Habits
from codex_tools.app.authoring.proposal import Proposal, propose
from codex_tools.argument.impact import Impact, impact
from codex_tools.base.argumentation import REPLACED, WITHDRAWN
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import RelationType, Succession
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import NOTHING, Append, Assign, Change, FieldPath, Fix, Note, Replace
from codex_tools.refactoring.writing_style import append_reference, takes_entry
from codex_tools.schema.validators import compile_schema
from codex_tools.settings import Settings
from codex_tools.weighing.weighed import weighed


class Retirement(NamedTuple):
    """What becomes of files, and of other notes in the argument, if the note has a part in it."""

    proposal: Proposal
    impact: Impact | None


def supersede(
    base: KnowledgeBase, settings: Settings, old: Note, new: Note, day: str
) -> Retirement:
    """Let ``new`` take the place of ``old``: its status, the day, and the edges between the two.

    Raises NotFoundError where no relation or no status says that, EditRefusedError for files that
    cannot be edited.
    """
    if old.path == new.path:
        raise EditRefusedError(f"{old.path} cannot take the place of itself")
    ends = [
        *_ends(base, old, Succession.REPLACED_BY, new),
        *_ends(base, new, Succession.REPLACES, old),
    ]
    if not ends:
        words = "no relation of this base says which note takes the place of another"
        hint = "describe one in [relations], with `succession` and `inverse`"
        raise NotFoundError(f"{words}; {hint}")
    title = f"let {new.path} take the place of {old.path}"
    return _retired(base, settings, old, title, [*_marks(base, old, REPLACED, day), *ends])


def retract(base: KnowledgeBase, settings: Settings, note: Note, day: str) -> Retirement:
    """Take a note back: its status and the day. Raises CodexError as :func:`supersede` does."""
    changes = list(_marks(base, note, WITHDRAWN, day))
    return _retired(base, settings, note, f"take {note.path} back", changes)


def _retired(
    base: KnowledgeBase, settings: Settings, note: Note, title: str, changes: Sequence[Change]
) -> Retirement:
    proposal = propose(base, settings, {}, [Fix(title, tuple(changes))])
    if proposal.refused:
        raise EditRefusedError(proposal.refused[0][1])
    known = weighed(base)
    takes_part = note.path in known.argument.numbers
    return Retirement(
        proposal, impact(known.argument, [note.path], known.attack) if takes_part else None
    )


def _ends(base: KnowledgeBase, note: Note, succession: Succession, other: Note) -> Iterator[Append]:
    """Yield the entry by which a note names the one that it replaces, or that replaces it."""
    rows = base.relations.with_succession(succession)
    fitting = [row for row in rows if _fits(row, other)]
    if rows and not fitting:
        what = f"the kind `{other.kind}`" if other.kind else "a note of no kind"
        raise NotFoundError(f"`{rows[0].name}` does not lead to {what}")
    own = [row for row in fitting if row.name in base.relations.own]
    for row in (own or fitting)[:1]:
        if takes_entry(base, note.path, row.name):
            yield append_reference(base, note.path, row.name, other.path)


def _fits(row: RelationType, note: Note) -> bool:
    return not row.target_kinds or note.kind in row.target_kinds


def _marks(base: KnowledgeBase, note: Note, words: Sequence[str], day: str) -> Iterator[Change]:
    """Yield the changes that say that a note is retired, and since when."""
    kind = base.kinds.by_name.get(note.kind)
    habits = Habits(base, kind) if kind else None
    status = _field(base, habits, note, Meaning.STATUS)
    if not status:
        raise NotFoundError(f"the schema of `{note.kind}` has no field for a status")
    yield _assigned(note, status, _status(base, habits, status, words))
    if updated := _field(base, habits, note, Meaning.UPDATED):
        yield _assigned(note, updated, day)


def _field(
    base: KnowledgeBase, habits: Habits | None, note: Note, meaning: Meaning
) -> tuple[str, ...]:
    """Return the keys of a field of this meaning: the one that the note has, else the usual one."""
    if found := base.fields.get(note, meaning):
        return found.keys
    name = habits.field(meaning) if habits else base.fields.names[meaning][0]
    return (name,) if name else ()


def _assigned(note: Note, keys: tuple[str, ...], value: str) -> Change:
    if len(keys) == 1:
        return Assign(note.path, keys[0], value)
    return Replace(note.path, FieldPath(keys), value)


def _status(
    base: KnowledgeBase, habits: Habits | None, keys: tuple[str, ...], words: Sequence[str]
) -> str:
    """Return the word for a retired note: one that counts here and that the schema allows."""
    retired = base.argumentation.retired
    candidates = [*(word for word in words if word in retired), *sorted(retired)]
    about = habits.kind.schema if habits else NOTHING
    part = about.get("properties", NOTHING).get(keys[0])
    if part is None or len(keys) > 1:
        return candidates[0]
    allowed = compile_schema({**about, "required": [], "properties": {keys[0]: part}})
    for word in candidates:
        if allowed.is_valid({keys[0]: word}):
            return word
    named, where = ", ".join(sorted(retired)), f" of `{habits.kind.name}`" if habits else ""
    raise NotFoundError(
        f"the schema{where} allows no word for a retired note in `{keys[0]}`: {named}"
    )
