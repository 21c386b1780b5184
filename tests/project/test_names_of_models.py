"""No name of a shipped kind, field or relation stands in the code outside the tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.kinds import shipped_kinds
from codex_tools.base.relations import RELATIONS

PACKAGE = Path(__file__).parents[2] / "codex_tools"
TABLES = frozenset(
    {
        "base/attribution.py",
        "base/fields.py",
        "base/kinds.py",
        "base/okf/keys.py",
        "base/relations.py",
        "base/statuses.py",
        "rules/_table.py",
        "survey/words.py",
    }
)
ROOMS = (
    "app",
    "argument",
    "base",
    "edits",
    "findings",
    "graph",
    "linking",
    "refactoring",
    "rules",
    "survey",
)
"""Where notes are read and judged. Doors and reporters name the fields of their own output."""


def _names() -> frozenset[str]:
    kinds = {kind.name for kind in shipped_kinds()}
    fields = {
        *(name for names in USUAL_NAMES.values() for name in names),
        *(name for kind in shipped_kinds() for name in kind.schema["properties"]),
    }
    relations = {name for relation in RELATIONS for name in relation.fields}
    return frozenset(kinds | fields | relations)


NAMES = _names()


GRAPH = frozenset({"role", "date", "title", "name", "source", "description", "key", "id"})
"""Attributes of the nodes and edges of a graph, and keys of the formats that it is written in."""

HOMONYMS: Mapping[str, frozenset[str]] = {
    "argument/from_graph.py": GRAPH | {"claim"},
    "graph/build.py": GRAPH,
    "graph/formats/_style.py": GRAPH,
    "graph/formats/_walk.py": GRAPH,
    "graph/formats/dot.py": GRAPH,
    "graph/formats/gexf.py": GRAPH,
    "graph/formats/json.py": GRAPH,
    "graph/statistics.py": GRAPH,
    "app/policies.py": frozenset({"field"}),  # an attribute of a value
    "app/tables.py": frozenset({"notes", "source", "sources"}),  # tables of a database
    "base/kind_table.py": frozenset({"role", "tags"}),  # keys of a configuration
    "base/references.py": frozenset({"date"}),  # a group of a pattern
    "base/resolver/sites.py": frozenset({"source"}),  # a folder of Jekyll
    "base/resolver/titles.py": frozenset({"alias"}),  # what the names of aliases have in common
    "base/citations.py": frozenset({"citations"}),  # a heading of the format
    "base/claim_sources.py": frozenset({"citation"}),  # where an edge comes from
    "linking/evidence/table.py": frozenset({"handles", "references"}),  # attributes of a mention
    "linking/reading/fields.py": frozenset({"name"}),  # a part of an entry for a person
    "linking/reading/properties.py": frozenset({"name", "id", "identifier", "key", "uri"}),
    "linking/evidence/names.py": frozenset({"doi", "arxiv", "status"}),  # kinds of identifiers
    "linking/reading/description.py": frozenset({"handles"}),  # an attribute of a document
    "linking/reading/mentions.py": frozenset({"isbn"}),
    "linking/stored/rejections.py": frozenset({"claim", "source"}),  # keys of a file of ours
    "linking/stored/weights_table.py": frozenset({"link"}),  # a table of the configuration
    "linking/text/identifiers.py": frozenset({"arxiv", "isbn", "status"}),
    "refactoring/reference_forms.py": frozenset({"name"}),  # a group of a pattern
    "rules/_samples.py": NAMES,  # the notes of the cases of rules
    "rules/dangling_claim.py": frozenset({"claim"}),  # a word of a message
    "rules/dangling_source.py": frozenset({"source"}),
    "rules/duplicate_archive.py": frozenset({"name", "title"}),  # what two pieces have in common
    "rules/impossible_date.py": frozenset(
        {"format", "year", "date", "created", "updated", "accessed"}
    ),  # how names end
    "rules/missing_heading.py": frozenset({"source"}),  # attributes of links
    "rules/repeated_edge.py": frozenset({"source"}),
    "rules/wrong_type.py": frozenset({"type"}),  # a keyword of JSON Schema
    # Keys of a configuration, and of JSON Schema.
    "survey/groups.py": frozenset({"tags"}),
    "survey/bundles.py": frozenset({"role"}),
    "survey/own.py": frozenset({"role"}),
    "survey/places.py": frozenset({"resolution"}),
    "survey/roles.py": frozenset({"role"}),
    "survey/scale.py": frozenset({"confidence"}),
    "survey/schemas.py": frozenset({"title", "description", "type", "format", "date"}),
    "survey/references.py": frozenset({"name"}),  # a group of a pattern
    "survey/shipped.py": frozenset({"type"}),  # a word of a sentence
    "survey/unwritten.py": frozenset({"link"}),
}
"""Strings of a module that only read like a name: each is used there."""


def _modules() -> list[str]:
    names = (path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py")))
    return [name for name in names if name.split("/")[0] in ROOMS and name not in TABLES]


def _exempt(tree: ast.AST) -> Iterator[ast.AST]:
    """What shows a rule at work, the property of a scope that it looks at, and the names that a
    class gives itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = {each.id for each in targets if isinstance(each, ast.Name)}
            if named & {"valid", "invalid", "subject", "__slots__"}:
                yield node


def literals(source: str) -> list[tuple[int, str]]:
    """Return the strings of a module that are names, with their lines."""
    tree = ast.parse(source)
    exempt = {id(inner) for node in _exempt(tree) for inner in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in exempt
        if isinstance(node.value, str) and node.value in NAMES
    ]


@pytest.mark.parametrize("module", _modules())
def test_a_module_names_no_kind_field_or_relation(module: str) -> None:
    found = literals((PACKAGE / module).read_text(encoding="utf-8"))
    allowed = HOMONYMS.get(module, frozenset())
    assert [each for each in found if each[1] not in allowed] == []
    assert not allowed or found, "nothing there reads like a name any more"


def test_a_name_is_found() -> None:
    assert literals("x = note.fields.get('confidence')\n") == [(1, "confidence")]
    assert literals("valid = ('confidence',)\n") == []
    assert literals('"""The confidence."""\n') == []


def test_every_meaning_has_usual_names() -> None:
    assert set(USUAL_NAMES) == set(Meaning)
