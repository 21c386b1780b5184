"""A kind, a title and some fields → the text of a new note and its place, as this base has them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from codex_tools.app.authoring.habits import Habits
from codex_tools.app.authoring.values import front_matter
from codex_tools.app.identity import id_field
from codex_tools.app.unsaved import checked_path
from codex_tools.base.fields import Meaning
from codex_tools.base.kinds import TYPE, Kind, no_such_kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NoteExistsError
from codex_tools.model import NOTHING, Note, Role
from codex_tools.rules.unportable_name import name_trouble
from codex_tools.settings import Settings


class Wish(NamedTuple):
    """A note that somebody wants: its kind, its title, what it says, and on what day.

    ``fields`` go before all that follows from the base; ``source`` is the note that it is from, and
    ``path`` its place, where the usual one is not meant. With ``usual_fields`` it gets all that
    such notes have, and not only what is required.
    """

    kind: str
    title: str
    day: str
    fields: Mapping[str, Any] = NOTHING
    body: str = ""
    source: Note | None = None
    path: str = ""
    usual_fields: bool = False


class Draft(NamedTuple):
    """A new note that is not written yet."""

    path: str
    data: bytes


def draft(base: KnowledgeBase, settings: Settings, wish: Wish) -> Draft:
    """Return the text and the place of a new note.

    A field that is wanted and not known gets the default of its schema, or is left empty, for the
    check to report. Raises NotFoundError for an unknown kind and a place that is not read,
    NoteExistsError for a place that is taken, EditRefusedError for values that cannot be written.
    """
    kind = kind_called(base, wish.kind)
    habits = Habits(base, kind)
    title = " ".join(wish.title.split())
    if not title:
        raise EditRefusedError("a note needs a title that says something")
    fields = _fields(base, habits, wish._replace(title=title))
    text = front_matter({name: fields[name] for name in habits.sorted_fields(fields)})
    body = _body(title, wish.body, habits.has_heading)
    try:
        data = text + body.encode()
    except UnicodeEncodeError as error:
        raise EditRefusedError("the text has characters that UTF-8 cannot hold") from error
    return Draft(_place(base, settings, habits, title, fields, wish), data)


def kind_called(base: KnowledgeBase, name: str) -> Kind:
    """Return a kind by its name, or by a value of ``type:`` that names it."""
    found = base.kinds.by_name.get(name) or base.kinds.by_type.get(name)
    if found is None:
        raise no_such_kind(name, base.kinds.by_name)
    return found


def _fields(base: KnowledgeBase, habits: Habits, wish: Wish) -> dict[str, Any]:
    """Return the fields of the note: what tells its kind, what follows, what is wanted."""
    wanted = [*habits.kind.required, *(habits.usual_fields if wish.usual_fields else ())]
    known = {**_telling(base, habits), **dict(_following(base, habits, wish, wanted))}
    unknown = {name: habits.default(name) for name in wanted if name not in known}
    return {**known, **unknown, **wish.fields}


def _telling(base: KnowledgeBase, habits: Habits) -> dict[str, Any]:
    """Return the fields that tell the kind of a note."""
    kind = habits.kind
    if kind.when:
        return {name: values[0] for name, values in kind.when.items() if values}
    is_placed = bool(kind.folders or kind.files or kind.tags)
    if kind.types and (TYPE in kind.required or habits.has(TYPE) or not is_placed):
        return {TYPE: kind.types[0]}
    name = habits.field(Meaning.TAGS)
    return {name: [kind.tags[0]]} if kind.tags and name else {}


def _following(
    base: KnowledgeBase, habits: Habits, wish: Wish, wanted: Collection[str]
) -> Iterator[tuple[str, Any]]:
    """Yield the values that follow from the wish, for fields that are wanted or that such notes
    have."""
    domain = domain_of(base, wish.source) if wish.source else _only_domain(base)
    words = source_words(base, wish.source) if wish.source else ""
    values = {
        Meaning.TITLE: wish.title,
        Meaning.DOMAIN: domain,
        Meaning.CREATED: wish.day,
        Meaning.SOURCE_TEXT: words,
    }
    for meaning, value in values.items():
        name = habits.field(meaning)
        if value and name and (name in wanted or habits.has(name)):
            yield name, value
    if name := id_field(base, habits.kind):
        yield name, str(uuid.uuid4())


def domain_of(base: KnowledgeBase, note: Note) -> str:
    """Return the domain that a note states; the empty text for none."""
    return base.fields.text(note, Meaning.DOMAIN)


def _only_domain(base: KnowledgeBase) -> str:
    domains = {domain_of(base, note) for note in base.of_role(Role.CLAIM)} - {""}
    return domains.pop() if len(domains) == 1 else ""


def source_words(base: KnowledgeBase, source: Note) -> str:
    """Return a source as people name one: author, title, date."""
    author = base.fields.get(source, Meaning.AUTHOR)
    said = author.value if author else ""
    names = ", ".join(map(str, said)) if isinstance(said, list) else str(said)
    day = base.fields.get(source, Meaning.DATE) or base.fields.get(source, Meaning.YEAR)
    return ", ".join(filter(None, (names, f"'{source.title}'", day.text if day else "")))


def _body(title: str, body: str, has_heading: bool) -> str:
    text = body.replace("\r\n", "\n").strip("\n")
    heading = f"# {title}" if has_heading and not text.startswith("# ") else ""
    return "".join(f"\n{part}\n" for part in (heading, text) if part)


def _usual_place(habits: Habits, title: str, fields: Mapping[str, Any], day: str) -> str:
    domain = fields.get(habits.field(Meaning.DOMAIN)) or ""
    folder = habits.folder(str(domain))
    name = f"{habits.name(title, str(fields.get(habits.field(Meaning.DATE)) or day))}.md"
    return f"{folder}/{name}" if folder else name


def _place(
    base: KnowledgeBase,
    settings: Settings,
    habits: Habits,
    title: str,
    fields: Mapping[str, Any],
    wish: Wish,
) -> str:
    """Return the path of the note. Raises CodexError where nothing new can be."""
    path = checked_path(settings, wish.path or _usual_place(habits, title, fields, wish.day))
    if path in base.notes or (settings.root / path).exists():
        raise NoteExistsError(f"{path} is there already; give another title, or another path")
    if trouble := name_trouble(base, path, path):
        raise EditRefusedError(f"{path}: {trouble}")
    return path
