"""`codex graph`: what becomes a node and an edge, and what the commands write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.graph.build import build_graph
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

A, B, S = "domains/tides-follow-the-moon.md", "domains/winds-move-water.md", "inbox/archive/s.md"
FILES = {
    A: claim(
        "See [[winds-move-water]] and [[winds-move-water]], [[gone]], [pic](moon.png).\n",
        challenges="[winds-move-water]",
        reweave_edges="['winds-move-water|challenges|2026-02-03']",
        sourced_from=S,
    ),
    B: claim(challenged_by="[tides-follow-the-moon, 'Too few gauges.']"),
    S: source(claims_extracted="[tides-follow-the-moon]"),
    "domains/moon.png": "",
}


def graph_of(root: Path) -> networkx.MultiDiGraph:
    return build_graph(load(load_settings(root)))


def test_nodes_and_typed_edges(make_base: MakeBase) -> None:
    graph = graph_of(make_base(FILES))
    assert isinstance(graph, networkx.MultiDiGraph)
    assert set(graph) == {A, B, S}
    assert graph.nodes[A]["kind"] == "claim"
    assert graph.nodes[S]["date"] == "2025-06-01"
    edges = {
        (source, target, data["relation"], data["origin"], data["date"])
        for source, target, data in graph.edges(data=True)
    }
    assert edges == {
        (A, B, "links_to", "body", ""),
        (A, B, "challenges", "front matter", ""),
        (A, B, "challenges", "reweave", "2026-02-03"),
        (B, A, "challenged_by", "front matter", ""),
        (A, S, "sourced_from", "front matter", ""),
        (S, A, "claims_extracted", "front matter", ""),
    }
    assert graph.number_of_edges() == len(edges)


@pytest.mark.parametrize("name", ["json", "graphml", "gexf", "dot", "mermaid"])
def test_every_format_is_written_to_a_file_or_to_standard_output(
    make_base: MakeBase, name: str
) -> None:
    root = make_base(FILES)
    command = ["graph", "export", "--root", str(root), "--format", name]
    printed = CliRunner().invoke(codex, command)
    assert printed.exit_code == 0
    written = CliRunner().invoke(codex, [*command, "-o", str(root / "out")])
    assert written.exit_code == 0
    assert (root / "out").read_text("utf-8") == printed.stdout
    edges = 2 if name == "mermaid" else 6
    assert f"3 nodes and {edges} edges written to" in written.stderr


def test_the_exported_json_is_the_graph(make_base: MakeBase) -> None:
    root = make_base(FILES)
    printed = CliRunner().invoke(codex, ["graph", "export", "--root", str(root)]).stdout
    read = networkx.node_link_graph(json.loads(printed), edges="edges")
    assert networkx.utils.graphs_equal(read, graph_of(root))


def test_statistics_are_printed(make_base: MakeBase) -> None:
    output = CliRunner().invoke(codex, ["graph", "stats", "--root", str(make_base(FILES))]).stdout
    assert "3 nodes, 6 edges" in output
    assert "1 claim and 1 source connected" in output


def test_a_database_was_written_to_a_terminal(make_base: MakeBase) -> None:
    pty = pytest.importorskip("pty")
    root = make_base({"domains/a.md": claim()})
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "codex_tools", "graph", "export", "--format", "sqlite"]
    try:
        done = subprocess.run(
            [*command, "--root", str(root)], stdout=theirs, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert b"--output FILE" in done.stderr
