"""Bundles of the Open Knowledge Format → the settings that say so."""

from __future__ import annotations

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.survey.own import MODEL
from codex_tools.survey.values import Evidence, Proposed, Survey


def survey_bundles(base: KnowledgeBase) -> Survey:
    """Return what a knowledge base is made of that is bundles: each type is a kind already."""
    concepts = [path for path in base.notes if base.kinds.is_concept(path)]
    evidence = Evidence.of(concepts, len(base.notes))
    words = "concepts of the Open Knowledge Format"
    model = Proposed(MODEL, Model.OKF.value, evidence, words)
    return Survey(settings=(model,), kinds={path: base.notes[path].kind for path in concepts})
