"""Bundles of the Open Knowledge Format → the settings that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codex_tools.base.fields import USUAL_FIELDS, Meaning
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Role
from codex_tools.survey.citing import folders_by_citing, read_citations
from codex_tools.survey.groups import Group, find_groups
from codex_tools.survey.own import MODEL
from codex_tools.survey.references import read_fields
from codex_tools.survey.roles import Roles, find_roles
from codex_tools.survey.values import Answers, Evidence, Proposed, Survey


def survey_bundles(base: KnowledgeBase, answers: Answers) -> Survey:
    """Return what a knowledge base is made of that is bundles: each type is a kind already, and
    some of them may be those of claims and of sources."""
    concepts = [path for path in base.notes if base.kinds.is_concept(path)]
    evidence = Evidence.of(concepts, len(base.notes))
    words = "concepts of the Open Knowledge Format"
    model = Proposed(MODEL, Model.OKF.value, evidence, words)
    kinds = {path: base.notes[path].kind for path in concepts}
    notes = list(base.notes.values())
    references = read_fields(base, notes, USUAL_FIELDS.keys(*Meaning))
    cited = read_citations(base, references)._replace(stating=set())  # most concepts have sources
    by_citing = folders_by_citing(base.notes, cited)
    groups, _ = find_groups(notes, by_citing)
    roles, questions = find_roles(
        groups, base.notes, USUAL_FIELDS, [*references, *cited.references], answers, by_citing
    )
    if not {Role.CLAIM, Role.SOURCE} <= set(roles.values()):
        return Survey(settings=(model,), kinds=kinds)
    settings = (model, *_kinds(groups, roles, len(base.notes)))
    return Survey(settings=settings, questions=tuple(questions), kinds=kinds)


def _kinds(groups: Iterable[Group], roles: Roles, total: int) -> Iterator[Proposed]:
    """Propose the roles of types, and of folders beside the bundles."""
    for group in groups:
        if role := roles[group.name]:
            keys = ("kinds", group.name)
            yield Proposed(keys, None, Evidence.of(group.paths, total))
            yield Proposed((*keys, "role"), role.value)
            if group.table.keys() == {"folders"}:
                yield Proposed((*keys, "folders"), group.table["folders"])
