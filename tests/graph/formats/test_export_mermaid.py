"""Mermaid: what is shown, and that its own parser takes it where ``CODEX_MERMAID`` names one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from graph_samples import NASTY, Graph, written

from codex_tools.base.relations import build_relations
from codex_tools.cli import codex
from codex_tools.graph.formats import mermaid

PARSER = Path(__file__).with_name("mermaid_parse.mjs")
FOLDER = os.environ.get("CODEX_MERMAID", "")


def chart(graph: Graph, own: Mapping[str, Mapping[str, object]] | None = None) -> str:
    return written("mermaid", mermaid.drawn(graph, build_relations(own or {})))


def graph_of(*edges: tuple[str, str, str]) -> Graph:
    graph = Graph()
    for source, relation, target in edges:
        graph.add_edge(source, target, relation=relation, origin="front matter")
    return graph


def test_whole_chart(small: Graph) -> None:
    for record in small.nodes.values():
        record["role"] = record["kind"]
    assert chart(small).splitlines() == [
        "flowchart LR",
        '  n1["Models #34;fail#34; #38; worsen"]:::kind_claim',
        '  n2["Models improve"]:::kind_claim',
        '  n3["A report"]:::kind_source',
        '  n1 -->|"challenges"| n2',
        '  n1 -->|"sourced_from"| n3',
        "  classDef kind_claim fill:#cfe2f3,stroke:#666666,color:#000000",
        "  classDef kind_source fill:#fde9c9,stroke:#666666,color:#000000",
    ]


def test_edge_whose_inverse_is_missing_is_shown() -> None:
    graph = Graph()
    graph.add_edge("s.md", "a.md", relation="claims_extracted", origin="front matter")
    assert '-->|"claims_extracted"|' in chart(graph)


OWN = {"follows": {"inverse": "leads_to"}, "leads_to": {}, "like": {"inverse": "like"}}


def test_the_inverse_of_an_own_relation_is_drawn_once() -> None:
    both = graph_of(("a.md", "follows", "b.md"), ("b.md", "leads_to", "a.md"))
    assert chart(both, OWN).count("-->") == 1
    assert 'n1 -->|"follows"| n2' in chart(both, OWN)
    assert chart(both).count("-->") == 2


def test_an_own_relation_that_leads_both_ways_is_drawn_once() -> None:
    both = graph_of(("a.md", "like", "b.md"), ("b.md", "like", "a.md"), ("c.md", "like", "c.md"))
    assert [line for line in chart(both, OWN).splitlines() if "-->" in line] == [
        '  n1 -->|"like"| n2',
        '  n3 -->|"like"| n3',
    ]


def test_what_is_counted_is_what_is_written(make_base: MakeBase) -> None:
    root = make_base(
        {
            "codex.toml": '[relations.follows]\ninverse = "leads_to"\n[relations.leads_to]\n',
            "a.md": "---\ntype: claim\nfollows: [b]\n---\nSee [[b]] and [[c]].\n",
            "b.md": "---\ntype: claim\nleads_to: [a]\n---\n",
            "c.md": "Nothing.\n",
        }
    )
    command = ["graph", "export", "--root", str(root), "--format"]
    drawing = CliRunner().invoke(codex, [*command, "mermaid", "-o", str(root / "g.mmd")])
    assert drawing.stderr.startswith("2 nodes and 1 edges written to"), drawing.output
    assert (root / "g.mmd").read_text().count("-->") == 1
    whole = CliRunner().invoke(codex, [*command, "json", "-o", str(root / "g.json")])
    assert whole.stderr.startswith("3 nodes and 4 edges written to")


@pytest.mark.parametrize(
    ("origin", "relation", "drawn"),
    [
        ("front matter", "supports", True),
        ("reweave", "supports", True),
        ("front matter", "my_own", True),
        ("front matter", "links_to", False),
        ("body", "links_to", False),
        ("body", "supports", True),
    ],
)
def test_only_typed_edges_are_drawn(origin: str, relation: str, drawn: bool) -> None:
    graph = Graph()
    graph.add_edge("a.md", "b.md", relation=relation, origin=origin)
    assert ("-->" in chart(graph)) == drawn


def test_nodes_without_a_typed_edge_are_left_out(small: Graph) -> None:
    small.add_node("domains/alone.md", kind="claim", title="Alone")
    assert "Alone" not in chart(small)


def test_long_titles_are_cut_between_words() -> None:
    graph = Graph()
    graph.add_node("a.md", title="many words " * 20)
    graph.add_node("b.md", title="x" * 100)
    graph.add_edge("a.md", "b.md", relation="supports")
    lines = chart(graph).splitlines()
    assert lines[1].endswith('words many…"]:::kind_other') or "words…" in lines[1]
    assert max(map(len, lines[:3])) < 90


def test_more_than_mermaid_draws_is_said() -> None:
    text = written("mermaid", many(mermaid.DRAWABLE + 1))
    assert "%% 501 edges" in text
    assert "%%" not in written("mermaid", many(mermaid.DRAWABLE))


def many(edges: int) -> Graph:
    graph = Graph()
    for number in range(edges):
        graph.add_edge("a.md", f"{number}.md", relation="supports")
    return graph


def nasty() -> Graph:
    graph = Graph()
    for number, text in enumerate(NASTY):
        graph.add_node(f"{text}{number}", title=text, kind=text)
        graph.add_edge(f"{text}{number}", "a.md", relation=text)
    return graph


@pytest.mark.skipif(not FOLDER, reason="CODEX_MERMAID names no folder with the npm package")
@pytest.mark.parametrize("graph", [Graph(), nasty(), many(600)], ids=["empty", "nasty", "many"])
def test_mermaid_accepts_it(graph: Graph) -> None:
    command = ["node", str(PARSER), FOLDER]
    text = written("mermaid", graph).encode()
    done = subprocess.run(command, input=text, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    drawn = len(graph)
    assert done.stdout.decode().split() == ["flowchart-v2", str(drawn), str(len(graph.edges))]
