from __future__ import annotations

from collections.abc import Iterator, Mapping

from codex_tools.base.kinds import TYPE
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import COMPUTATION
from codex_tools.base.okf.families import text_of
from codex_tools.base.okf.keys import NAME, RESOURCE
from codex_tools.base.relations import RUNS
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Note, Severity, Span
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, concepts
from codex_tools.rules._samples import ROOT
from codex_tools.syntax.markdown.body import Body

RUNTIME, PARAMETERS = "runtime", "parameters"
_COMPUTATION, _EXECUTOR, _ATTESTER = (row.name for row in RUNS)
_PARAMETER = (NAME, TYPE)


def _case(front: str, body: str = "") -> Mapping[str, str]:
    return {"index.md": ROOT, "a.md": f"---\ntype: Attested Computation\n{front}---\n{body}"}


_RUN = "runtime: bigquery\nexecutor: {resource: run.md}\nattester: {resource: check.py}\n"
_CODE = "# Computation\n\n```sql\nSELECT 1\n```\n"


class IncompleteComputation(BundleRule):
    """The contract of an attested computation says too little, or two things.

    ## Why it matters
    A concept of the type `Attested Computation` says how a value is computed and how to check that
    it was. Without a `runtime`, a computation, an `executor` and an `attester` nobody can run it or
    confirm the result; with two computations nobody knows which one is meant.

    ## What to do
    Add what is missing. The computation is either one block of code below the heading
    `# Computation` or the path of a file in `computation`; a parameter has a `name` and a `type`.
    """

    code = "OK013"
    severity = Severity.WARNING
    valid = (
        Case(_case(f"{_RUN}parameters: [{{name: year, type: integer, required: true}}]\n", _CODE)),
        Case(_case(f"{_RUN}computation: lib/revenue.sql\n")),
        Case(_case(_RUN, f"{_CODE}\n# Example\n\n```sh\nrun\n```\n")),
    )
    invalid = (
        Case(_case("runtime: bigquery\n", _CODE), ("a.md:2:7",)),
        Case(_case(_RUN, "# Definition\n"), ("a.md:2:7",)),
        Case(_case(_RUN, f"{_CODE}\nOr:\n\n```sql\nSELECT 2\n```\n"), ("a.md:7:3",)),
        Case(_case(f"{_RUN}computation: lib/revenue.sql\n", _CODE), ("a.md:6:14",)),
        Case(
            _case(f"{_RUN}parameters: [{{name: year}}, day]\n", _CODE), ("a.md:6:14", "a.md:6:28")
        ),
        Case(
            _case("runtime: dbt\nexecutor: {receipt: [id]}\nattester: {resource: a.py}\n", _CODE),
            ("a.md:4:11",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield what is missing or said twice in each attested computation."""
        for note in concepts(scope):
            if note.given_type == COMPUTATION:
                yield from _missing(note)
                yield from _computed(scope.base, note)
                yield from _parameters(note)


def _missing(note: Note) -> Iterator[Finding]:
    fields = note.document.fields
    wanted = (RUNTIME, _EXECUTOR, _ATTESTER)
    if missing := [f"`{key}`" for key in wanted if not fields.get(key)]:
        message = f"the computation has no {', no '.join(missing)}"
        yield Finding(note.path, FieldPath((TYPE,)), message)
    for key in (_EXECUTOR, _ATTESTER):
        given = fields.get(key)
        if isinstance(given, Mapping) and given and not text_of(given.get(RESOURCE)):
            yield Finding(note.path, FieldPath((key,)), f"`{key}` has no `{RESOURCE}`")


def _computed(base: KnowledgeBase, note: Note) -> Iterator[Finding]:
    """Look for the one computation: in a file, or in one block of code."""
    body = Body(base.text(note.path), note.document.body_start)
    section = body.section(_COMPUTATION) or Span(0, 0)
    blocks = [each for each in body.code_blocks if section.start <= each.start < section.end]
    is_file = bool(note.document.fields.get(_COMPUTATION))
    if is_file and blocks:
        message = f"`{_COMPUTATION}` names a file, and the text has a computation too"
        yield Finding(note.path, FieldPath((_COMPUTATION,)), message)
    elif len(blocks) > 1:
        place = Span(section.start, section.start + len(_COMPUTATION))
        message = f"there are {len(blocks)} blocks of code below the heading of the computation"
        yield Finding(note.path, place, message, "one is the computation")
    elif not (is_file or blocks):
        hint = f"write it as code below `# Computation`, or name its file in `{_COMPUTATION}`"
        yield Finding(note.path, FieldPath((TYPE,)), "there is no computation", hint)


def _parameters(note: Note) -> Iterator[Finding]:
    given = note.document.fields.get(PARAMETERS)
    for number, each in enumerate(given if isinstance(given, list) else ()):
        known = each if isinstance(each, Mapping) else {}
        if missing := [f"`{key}`" for key in _PARAMETER if not text_of(known.get(key))]:
            message = f"the parameter has no {', no '.join(missing)}"
            yield Finding(note.path, FieldPath((PARAMETERS, number)), message)
