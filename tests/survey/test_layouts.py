"""`codex init --yes` on layouts that people use: what it proposes fits whatever is done next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bases import findings
from click.testing import CliRunner
from layouts import LAYOUTS, Layout

from codex_tools.base.kinds import shipped_kinds
from codex_tools.base.relations import RELATIONS
from codex_tools.cli import codex

SHIPPED = {
    *(kind.name for kind in shipped_kinds()),
    *(name for relation in RELATIONS for name in relation.fields),
}


Laid = tuple[str, Layout, Path]
"""The name of a layout, what is planted in it, and where it lies, configured by `codex init`."""


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(codex, [*words, "--root", str(root)])
    assert done.exit_code in (0, 1), done.output
    return done.output


@pytest.fixture(scope="module", params=list(LAYOUTS))
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    name = str(request.param)
    layout, root = LAYOUTS[name](), tmp_path_factory.mktemp(name)
    for path, text in layout.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    run(root, "init", "--yes")
    return name, layout, root


def test_every_planted_fault_is_found_and_hardly_anything_else(laid: Laid) -> None:
    _, layout, root = laid
    found = {(row["path"], row["code"]) for row in findings(root)}
    assert layout.faults - found == set()
    assert len(found - layout.faults) <= len(found) / 20


def _foreign(layout: Layout) -> Iterator[str]:
    """The names of shipped kinds and relations that the base does not have, as messages and tables
    show them."""
    every = "\n".join([*layout.files, *layout.files.values()])
    for name in SHIPPED:
        if not re.search(rf"\b{name}s?\b", every):
            yield name


def test_nothing_names_what_the_base_does_not_have(laid: Laid) -> None:
    name, layout, root = laid
    outputs = [
        (root / "codex.toml").read_text(encoding="utf-8"),
        run(root, "check"),
        run(root, "link"),
        run(root, "graph", "stats"),
        run(root, "why", _a_claim(layout)),
    ]
    for foreign in _foreign(layout):
        shown = (
            rf"\b{foreign}\b" if "_" in foreign else rf"`{foreign}`|\.{foreign}\]|\d  {foreign}\b"
        )
        assert [found[0] for output in outputs for found in re.finditer(shown, output)] == [], name


def _a_claim(layout: Layout) -> str:
    return next(
        path for path in layout.files if re.search(r"follow the moon|^wiki/|^metrics/", path)
    )


EDGES = {
    "claims": {"backed_by", "strengthens", "weakens"},
    "citekeys": {"source", "related"},
    "discourse": {"grounded_in", "supports", "opposes", "informs"},
    "wiki": {"sources"},
    "inline": {"from", "strengthens", "disputes"},
    "okf": {"sources"},
}


def test_the_graph_has_the_relations_of_the_base(laid: Laid) -> None:
    name, _, root = laid
    graph = json.loads(run(root, "graph", "export", "--format", "json"))
    assert {edge["relation"] for edge in graph["edges"]} - {"links_to"} == EDGES[name]
    claims, sources = re.findall(
        r"(\d+) claims and (\d+) sources connected", run(root, "graph", "stats")
    )[0]
    assert (int(claims) >= 15 and int(sources) >= 15) or name == "okf"


LINKED = {
    "claims": {("Claims/Swifts spread faster along old roads.md", "Sources/Model 2016.md")},
    "wiki": {
        ("wiki/honeybees-and-ice-cores.md", "raw/2009-what-bark-surveys-told-us-in-year-5.md"),
        ("wiki/honeybees-and-ice-cores.md", "raw/2022-what-ice-cores-told-us-in-year-18.md"),
    },
}


def test_links_are_found_where_a_text_names_a_source(laid: Laid) -> None:
    name, _, root = laid
    plan = json.loads(run(root, "link", "--format", "json"))
    found = {(each["claim"], each["source"]) for each in plan["items"]}
    assert found == LINKED.get(name, set())


def test_a_rename_changes_no_finding(laid: Laid) -> None:
    _, layout, root = laid
    before = sorted(row["code"] for row in findings(root))
    old = next(path for path in layout.files if re.search(r"2006|rule-3", path))
    new = re.sub(r"2006|rule-3", lambda name: f"{name[0][:-1]}99", old)
    assert "reference" in run(root, "rename", old, new)
    assert sorted(row["code"] for row in findings(root)) == before
    run(root, "rename", new, old)
    assert all((root / path).read_text("utf-8") == text for path, text in layout.files.items())
