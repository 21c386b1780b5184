"""A knowledge base and its settings → the rules that are none of its own, since most files break
them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from codex_tools.app.engine import run_rules
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.findings.once import told_once
from codex_tools.model import Diagnostic, Severity
from codex_tools.rules import Rule, listed_rules
from codex_tools.settings import Settings
from codex_tools.survey.unwritten import unwritten
from codex_tools.survey.values import Evidence, Proposed

_MOST = 0.5
_LEAST = 5
"""Files of a kind, and the part of them, that break a rule where it is none of this base."""

_REFERENCES = "RF"
"""References that name nothing are faults, however many there are."""

_WIKILINKS, _EDGES = "RF001", "RF007"


def habits(base: KnowledgeBase, settings: Settings) -> Iterator[Proposed]:
    """Propose to leave out rules that half of the files of a kind break, and to take links to notes
    that nobody has written yet for less than errors."""
    kinds = Counter(note.kind for note in base.notes.values())
    found = dict(_broken_by(base, told_once(run_rules(base, settings)), kinds))
    for rule, evidence in found.items():
        yield Proposed(("ignore",), None, evidence, f"`{rule}`")
    if found:
        yield Proposed(("ignore",), list(found), words="rules that most files of a kind break")
    yield from unwritten(base, _WIKILINKS, _EDGES)


def _broken_by(
    base: KnowledgeBase, found: Iterable[Diagnostic], kinds: Mapping[str, int]
) -> Iterator[tuple[str, Evidence]]:
    """Yield the names of such rules, with the files of the kind that breaks each most."""
    by_rule: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in found:
        if each.path in base.notes:
            by_rule[each.rule][base.notes[each.path].kind].add(each.path)
    for rule in filter(_may_be_left, listed_rules()):
        for kind, paths in by_rule.get(rule.name, {}).items():
            if kind and len(paths) >= max(_LEAST, _MOST * kinds[kind]):
                yield rule.name, Evidence.of(sorted(paths), kinds[kind])
                break


def _may_be_left(rule: Rule) -> bool:
    is_damage = rule.subject == "problems" and rule.severity is Severity.ERROR
    return not is_damage and not rule.code.startswith(_REFERENCES)
