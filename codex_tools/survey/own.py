"""A knowledge base with a model of its own → the settings that describe it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import count
from typing import Any

from codex_tools.base.fields import USUAL_FIELDS, FieldTable, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Polarity
from codex_tools.model import Note, Role
from codex_tools.survey.citing import folders_by_citing, read_citations
from codex_tools.survey.fields import find_fields
from codex_tools.survey.groups import Group, at_the_root, find_groups, indexes
from codex_tools.survey.ready import ready_model
from codex_tools.survey.references import Reference, named_files, read_bodies, read_fields
from codex_tools.survey.relations import find_relations, place_for_links
from codex_tools.survey.roles import Roles, find_roles
from codex_tools.survey.scale import find_scale
from codex_tools.survey.schemas import derive_schema, with_property
from codex_tools.survey.values import EXAMPLES, Answers, Evidence, Proposed, Survey
from codex_tools.survey.words import SUBJECT_FIELDS, polarity_of_name

MODEL = ("model",)
_PLAIN_TEXT = tuple(meaning for meaning in Meaning if meaning is not Meaning.SOURCE_TEXT)
SCHEMAS = "schemas"


def survey_own(base: KnowledgeBase, answers: Answers) -> Survey:
    """Return what a knowledge base is made of that does not use the shipped model."""
    notes = list(base.notes.values())
    references = read_fields(base, notes, {*USUAL_FIELDS.keys(*_PLAIN_TEXT), *SUBJECT_FIELDS})
    cited = read_citations(base, references)
    by_citing = folders_by_citing(base.notes, cited)
    groups, kind_field = find_groups(notes, by_citing)
    groups += at_the_root(notes, groups, {each.source for each in cited.references})
    inline = read_bodies(base, {each.field for each in references})
    every = [*references, *inline]
    taken = {kind_field, *(each.field for each in every)}
    fields, named_fields = find_fields(notes, taken)
    roles, questions = find_roles(
        groups, base.notes, fields, [*every, *cited.references], answers, by_citing
    )
    files = named_files(every, base.notes)
    groups = list(_worth_it(groups, roles, {Role.SOURCE} if files else set()))
    groups += indexes(notes, groups)
    scale, asked = find_scale(notes, fields, answers)
    kind_of = {path: (each.name, _role(each, roles)) for each in groups for path in each.paths}
    kinds = {path: kind for path, (kind, _) in kind_of.items()}
    paths = _schema_paths(groups, base.others)
    relations = find_relations(every, kind_of | dict.fromkeys(files, ("", Role.SOURCE)))
    place = place_for_links(base, relations, kind_of)
    schemas = _schemas(groups, base.notes, fields, every, paths)
    for group in groups if place else ():
        if _role(group, roles) is Role.CLAIM and (path := paths[group.name]) in schemas:
            schemas[path] = with_property(schemas[path], place[0].keys[-1])
    settings = [*_inline(inline), *scale, *named_fields]
    written = {name: path for name, path in paths.items() if path in schemas}
    settings += _kinds(groups, roles, written, len(notes))
    settings += [*relations, *place]
    if settings:
        settings.insert(0, Proposed(MODEL, "none", words="all kinds and relations are below"))
    settings = [*ready_model(base.notes, kinds, {each.field for each in every}), *settings]
    return Survey((), (), tuple(settings), schemas, (*questions, *asked), kinds)


def _worth_it(groups: Iterable[Group], roles: Roles, others: Set[Role]) -> Iterator[Group]:
    """Yield the groups that are more than folders. The name of a folder alone says little: it makes
    claims or sources of the notes in it only where the base has both; ``others`` are the roles that
    files have which are no notes."""
    has_both = {Role.CLAIM, Role.SOURCE} <= {*roles.values(), *others}
    for group in groups:
        if group.table.keys() != {"folders"} or (roles[group.name] and has_both):
            yield group


def _role(group: Group, roles: Roles) -> Role:
    return roles.get(group.name, Role.NONE)


def _inline(references: Sequence[Reference]) -> Iterator[Proposed]:
    """Propose to read fields in the text, where there are any."""
    if references:
        shown = tuple(f"{each.field}:: {each.text} in {each.source}" for each in references)
        evidence = Evidence(len(references), noun="reference", examples=shown[:EXAMPLES])
        words = "relations stand in the text too"
        yield Proposed(("inline-fields",), True, evidence, words)


def _kinds(
    groups: Sequence[Group], roles: Roles, schemas: Mapping[str, str], total: int
) -> Iterator[Proposed]:
    for group in groups:
        keys = ("kinds", group.name)
        yield Proposed(keys, None, Evidence.of(group.paths, total))
        table = {
            key: each for key, each in group.table.items() if each != [group.name] or key != "types"
        }
        if role := _role(group, roles):
            table = {"role": role.value, **table}
        if group.name in schemas:
            table["schema"] = schemas[group.name]
        yield from (Proposed((*keys, key), value) for key, value in table.items())
        if not table:
            yield Proposed(keys, {})


def _schema_paths(groups: Iterable[Group], others: Collection[str]) -> dict[str, str]:
    """Where the schema of each group is written: at paths where nothing is."""
    taken, found = set(others), {}
    for group in groups:
        safe = "".join(letter if letter.isalnum() else "-" for letter in group.name)
        names = (f"{SCHEMAS}/{safe}{f'-{n}' if n else ''}.json" for n in count())
        found[group.name] = next(name for name in names if name not in taken)
        taken.add(found[group.name])
    return found


def _schemas(
    groups: Sequence[Group],
    notes: Mapping[str, Note],
    fields: FieldTable,
    references: Sequence[Reference],
    paths: Mapping[str, str],
) -> dict[str, Mapping[str, Any]]:
    """The schemas by their paths. What is only associated with others need not be there."""
    found: dict[str, Mapping[str, Any]] = {}
    names = {each.field for each in references}
    optional = {name for name in names if polarity_of_name(name) is Polarity.ASSOCIATES}
    for group in groups:
        members = frozenset(group.paths)
        in_text = sorted(
            {each.field for each in references if each.in_body and each.source in members}
        )
        given = [notes[path].document.fields for path in group.paths]
        schema = derive_schema(group.name, given, fields, names, optional, in_text)
        if schema and schema["properties"]:
            found[paths[group.name]] = schema
    return found
