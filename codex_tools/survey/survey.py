"""A knowledge base → all that was found in it, and the configuration that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.runtime.text import pluralise
from codex_tools.survey.bundles import survey_bundles
from codex_tools.survey.homes import top
from codex_tools.survey.own import survey_own
from codex_tools.survey.places import dialect_of, included, link_roots, link_style, naming
from codex_tools.survey.shipped import fitting, survey_shipped
from codex_tools.survey.values import Answers, Evidence, Proposed, Seen, Survey

_MOST_SHOWN = 15


def survey(base: KnowledgeBase, exclude: Mapping[str, Evidence], answers: Answers) -> Survey:
    """Look at a knowledge base that was read without configuration.

    ``exclude`` are folders that were not read, with the reason; ``answers`` are those to the
    questions of an earlier survey.
    """
    found = _by_model(base, answers)
    named = {path: found.kinds.get(path, "") for path in base.notes}
    inside = () if base.kinds.model is Model.OKF else included(base, named)
    addressed = (*naming(base), *link_roots(base), *link_style(base))
    settings = (*inside, *_excluded(exclude), *addressed, *found.settings)
    return found._replace(
        seen=tuple(_seen(named)), remarks=tuple(_remarks(base, named)), settings=settings
    )


def _by_model(base: KnowledgeBase, answers: Answers) -> Survey:
    """What there is besides the model that a knowledge base uses, or of its own."""
    if base.kinds.model is Model.OKF:
        return survey_bundles(base, answers)
    return survey_shipped(base) if base.kinds.model is Model.TELEO else survey_own(base, answers)


def _excluded(exclude: Mapping[str, Evidence]) -> Iterator[Proposed]:
    """Leave out what is no note of a person; one setting, with the evidence of each folder."""
    for folder, evidence in sorted(exclude.items()):
        yield Proposed(("exclude",), None, evidence, folder)
    if exclude:
        yield Proposed(("exclude",), sorted(exclude))


def _seen(named: Mapping[str, str]) -> Iterator[Seen]:
    tops = Counter(top(path) or "the root" for path in named)
    yield Seen("Files", tuple(sorted(tops.items())))
    kinds = Counter(name or "none" for name in named.values())
    if set(kinds) - {"none"}:
        yield Seen("Kinds", tuple(kinds.most_common(_MOST_SHOWN)))


def _remarks(base: KnowledgeBase, named: Mapping[str, str]) -> Iterator[str]:
    if dialect := dialect_of(base):
        yield f"It is {dialect}."
    fits = fitting(base.notes.values())
    if fits.total and base.kinds.model is not Model.OKF:
        counts = "counts" if base.kinds.model is Model.TELEO else "does not count"
        share = f"{fits.number:,} of {pluralise(fits.total, 'file')} whose type it knows"
        yield f"The shipped model {counts}: it fits {share}."
    if not any(named.values()):
        yield "No kinds of notes found: references and front matter are checked, and no fields."
