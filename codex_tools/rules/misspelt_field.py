from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from codex_tools.base.kinds import Kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, FieldPath, Finding, Fix, Note, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source, valid_claim
from codex_tools.runtime import lazy_regex

_JOINTS = lazy_regex.compile(r"[-_ ]")
_LONG, _MIDDLING = 8, 7
"""Names of so many letters may have two mistakes, or a wrong letter."""


class MisspeltField(Rule):
    """A field has nearly the name of one that the schema knows.

    ## Why it matters
    A field that nobody knows is not read: `confidance: likely` leaves the claim without a
    confidence, and nothing says so.

    ## What to do
    Write the name that the message gives. Fields of your own may have any other name.
    """

    code = "SC010"
    needs_schemas = True
    severity = Severity.WARNING
    valid = (
        valid_claim(moon_phase="full"),
        valid_claim(secondary_domains="[moon]"),
        Case({"domains/a.md": claim(domains="[tides, moon]")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(sumary="Tides come twice a day.")},
            ("domains/a.md:8:1",),
            {"domains/a.md": claim(summary="Tides come twice a day.")},
        ),
        Case(
            {"inbox/archive/s.md": source(tag="[moon]")},
            ("inbox/archive/s.md:9:1",),
            {"inbox/archive/s.md": source(tags="[moon]")},
        ),
        Case(
            {"domains/a.md": claim(Summary="Tides come twice a day.")},
            ("domains/a.md:8:1",),
            {"domains/a.md": claim(summary="Tides come twice a day.")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each unknown field that lies near a known one which the note does not have."""
        nearest: dict[tuple[str, str], str] = {}
        base = scope.base
        read = (*base.relations.by_field, *base.fields.own)
        known = {kind.name: _known(kind, read) for kind in base.kinds.kinds}
        for note in scope.examined():
            fields = note.document.fields
            if note.kind not in known or fields.keys() <= known[note.kind]:
                continue
            kind = scope.base.kinds.by_name[note.kind]
            for name in fields:
                if name not in known[note.kind] and (name, kind.name) not in nearest:
                    nearest[name, kind.name] = _meant(name, kind)
                meant = nearest.get((name, kind.name), "")
                if meant and meant not in note.fields:
                    yield _finding(scope.base, note, name, meant)


def _finding(base: KnowledgeBase, note: Note, name: str, meant: str) -> Finding:
    place = FieldPath((name,), on_key=True)
    fix = None
    if base.violations.allows(note, meant, note.fields[name]):
        change = Replace(note.path, place, meant)
        fix = Fix(f"rename it to `{meant}`", (change,), Applicability.UNSAFE)
    message = f"no field is called `{name}`"
    return Finding(note.path, place, message, f"did you mean `{meant}`?", fix)


def _known(kind: Kind, read: Iterable[str]) -> frozenset[str]:
    """The fields that something reads: the schema, a rule, or the table of older names."""
    return frozenset(
        (*kind.schema.get("properties", ()), *read, *kind.legacy_fields, JOURNAL_FIELD)
    )


def _meant(name: str, kind: Kind) -> str:
    """The known field of nearly this name; nothing where there is none, or several are as near."""
    if any(re.search(form, name) for form in kind.schema.get("patternProperties", ())):
        return ""
    near: dict[int, list[str]] = {}
    for known in kind.schema.get("properties", ()):
        if (distance := _distance(_plain(name), _plain(known))) is not None:
            near.setdefault(distance, []).append(known)
    nearest = near[min(near)] if near else []
    return nearest[0] if len(nearest) == 1 else ""


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    """A name without what people take for no difference: capitals and what joins the words."""
    return _JOINTS.sub("", name.casefold())


def _distance(name: str, known: str) -> int | None:
    """How many letters are wrong, left out, too many or swapped; ``None`` for too many.

    In short names another letter makes another word: `date` and `data`.
    """
    most = 2 if min(len(name), len(known)) >= _LONG else 1
    if len({*name} ^ {*known}) > 2 * most:
        return None  # quickly: a mistake brings a letter in and takes one out at most
    from codex_tools.base.resolver.suggest.typos import osa  # of few runs

    distance = osa(name, known, most)
    replaced = len(name) == len(known) and sorted(name) != sorted(known)
    return None if distance > most or (replaced and len(known) < _MIDDLING) else distance
