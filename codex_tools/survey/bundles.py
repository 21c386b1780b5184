"""A bundle of the Open Knowledge Format → the settings that say that it is one."""

from __future__ import annotations

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.survey.values import Evidence, Proposed, Survey

_WORDS = "a bundle of the Open Knowledge Format, in which each type is a kind"


def survey_bundles(base: KnowledgeBase) -> Survey:
    """Return what a bundle is made of."""
    kinds = {path: note.kind for path, note in base.notes.items()}
    concepts = [path for path, kind in kinds.items() if kind]
    model = Proposed(("model",), Model.OKF.value, Evidence.of(concepts, len(kinds)), _WORDS)
    return Survey(settings=(model,), kinds=kinds)
