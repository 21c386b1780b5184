"""A knowledge base → the ready model that says the same as its own settings, if one does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from codex_tools.model import Note
from codex_tools.settings import load_settings
from codex_tools.settings.config_files import ready_models
from codex_tools.survey.values import Evidence, Proposed

_SHARE = 0.8
"""The part of the notes of kinds, and of the relations, that a model has to know."""


def ready_model(
    notes: Mapping[str, Note], kinds: Mapping[str, str], relations: Collection[str]
) -> Iterator[Proposed]:
    """Propose to extend the ready model that tells most notes apart, where it knows most of the
    ``relations`` too. ``kinds`` are the kinds of notes as they were found."""
    known = {name: _told_by(name, notes, kinds, relations) for name in ready_models()}
    best = max(known, key=lambda name: known[name], default="")
    if kinds and known.get(best, 0) >= _SHARE * len(kinds):
        evidence = Evidence(known[best], len(kinds), "file")
        words = "a ready model that tells most notes apart"
        yield Proposed(("extends",), best, evidence, words, is_on=False)


def _told_by(
    name: str, notes: Mapping[str, Note], kinds: Mapping[str, str], relations: Collection[str]
) -> int:
    """The notes of a kind that a model knows to be of one; none where it lacks the relations."""
    settings = load_settings(Path(), [f'extends = "{name}"'], isolated=True)
    if sum(each in settings.relations.by_field for each in relations) < _SHARE * len(relations):
        return 0
    classify = settings.kinds.classify
    return sum(classify(path, notes[path].document.fields) is not None for path in kinds)
