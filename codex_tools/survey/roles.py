"""Groups of notes → the part that each has in an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from codex_tools.base.fields import FieldTable, Meaning
from codex_tools.base.names import stem
from codex_tools.base.relations import Polarity
from codex_tools.model import Note, Role
from codex_tools.runtime import lazy_regex
from codex_tools.survey.groups import Group
from codex_tools.survey.references import Reference, named_files
from codex_tools.survey.values import Answers, Question
from codex_tools.survey.words import polarity_of_name, role_of_name

_MOST = 0.6
"""The part of the notes of a kind that has to look like a claim, or like a source."""

_CODE = frozenset({"src"})
"""Names of folders that hold code, though they are words for something else too."""

_DAY = lazy_regex.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_. ][^\W\d_]{2,9})?")
"""A day as the name of a note: `2025-03-01`, `2025_03_01`, `2025-03-01 Sat`."""

CHOICES = (Role.CLAIM.value, Role.SOURCE.value, "neither")

_WORKS = (Meaning.DOI, Meaning.CITEKEY, Meaning.CONTAINER)
_DATED = (Meaning.URL, Meaning.DATE, Meaning.YEAR)
_ARGUING = (Polarity.BACKS, Polarity.BACKED_BY, Polarity.ATTACKS, Polarity.ATTACKED_BY)

Roles = Mapping[str, Role]
"""The roles of groups or folders, by their names."""

NO_ROLES: Roles = MappingProxyType({})


def find_roles(
    groups: Sequence[Group],
    notes: Mapping[str, Note],
    fields: FieldTable,
    references: Sequence[Reference],
    answers: Answers,
    by_citing: Roles = NO_ROLES,
) -> tuple[Roles, list[Question]]:
    """Return the role of each group, and what to ask where name and content disagree or only the
    content tells.

    Sources are known by their name, or by author, date and address. Claims are known by their name,
    by a confidence, by edges for or against others, or by edges to sources. Both are known by who
    cites whom: ``by_citing`` are the roles of folders that this tells.
    """
    named = {
        group.name: _role_of_name(group) or _role_of_folders(group, by_citing) for group in groups
    }
    shapes = _shapes(groups, named, notes, fields, references)
    roles, questions = {}, []
    for group in groups:
        shape = shapes[group.name]
        role = named[group.name] or shape
        if role is Role.CLAIM and not role_of_name(group.name) and _is_journal(group):
            role = Role.NONE
        keys = ("kinds", group.name, "role")
        if shape and shape is not named[group.name]:
            words = f"What are the {len(group.paths)} files of `{group.name}`?"
            questions.append(Question(keys, words, CHOICES, role.value))
        roles[group.name] = _answered(answers.get(keys), role)
    return roles, questions


def _shapes(
    groups: Sequence[Group],
    named: Roles,
    notes: Mapping[str, Note],
    fields: FieldTable,
    references: Sequence[Reference],
) -> Roles:
    """Return the role that most notes of each group look like."""

    def is_work(path: str) -> bool:
        return looks_like_source(notes[path].document.fields, fields)

    def is_stated(path: str) -> bool:
        given = notes[path].document.fields
        return path in arguing or fields.find(given, Meaning.CONFIDENCE) is not None

    is_source = _mostly(groups, is_work)
    sources = {
        path
        for group in groups
        if named[group.name] is Role.SOURCE or (is_source[group.name] and not named[group.name])
        for path in group.paths
    } | named_files(references, notes)
    arguing = {each.source for each in references if _argues(each, sources)}
    is_claim = _mostly(groups, is_stated)
    return {each.name: _shape(is_source[each.name], is_claim[each.name]) for each in groups}


def _role_of_name(group: Group) -> Role:
    """The role that a group is called after. A folder of code says nothing by its name."""
    is_code = group.table.keys() == {"folders"} and group.name in _CODE
    return Role.NONE if is_code else role_of_name(group.name)


def _is_journal(group: Group) -> bool:
    """Tell whether most notes of a group are called after a day, as those of a journal are."""
    days = sum(_DAY.fullmatch(stem(path)) is not None for path in group.paths)
    return days >= _MOST * len(group.paths)


def _role_of_folders(group: Group, by_citing: Roles) -> Role:
    """The role of all folders of a group, or of the nearest ones above them, if it is one."""
    roles = {_role_at(folder, by_citing) for folder in group.table.get("folders", ())}
    return roles.pop() if len(roles) == 1 else Role.NONE


def _role_at(folder: str, by_citing: Roles) -> Role:
    while folder and folder not in by_citing:
        folder = folder.rpartition("/")[0]
    return by_citing.get(folder, Role.NONE)


def _answered(answer: str | None, role: Role) -> Role:
    if answer is None:
        return role
    return Role(answer) if answer in (Role.CLAIM, Role.SOURCE) else Role.NONE


def _shape(is_source: bool, is_claim: bool) -> Role:
    if is_source:
        return Role.SOURCE
    return Role.CLAIM if is_claim else Role.NONE


def _mostly(groups: Iterable[Group], fits: Callable[[str], bool]) -> Mapping[str, bool]:
    """Tell of each group whether most of its notes fit."""
    return {group.name: sum(map(fits, group.paths)) >= _MOST * len(group.paths) for group in groups}


def looks_like_source(given: Mapping[str, object], fields: FieldTable) -> bool:
    """Tell whether a front matter is that of a work: it has an identifier or a place where it was
    published, or an author with an address or a date."""
    if any(fields.find(given, meaning) for meaning in _WORKS):
        return True
    has_date = any(fields.find(given, meaning) for meaning in _DATED)
    return has_date and fields.find(given, Meaning.AUTHOR) is not None


def _argues(reference: Reference, sources: set[str]) -> bool:
    """Tell whether a reference speaks for or against another note, or leads to a source."""
    if reference.target in sources:
        return reference.source not in sources
    return polarity_of_name(reference.field) in _ARGUING
