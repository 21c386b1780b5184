"""DOT, read back by pydot and, where it is installed, drawn by Graphviz."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter

import networkx
import pydot
import pytest
from graph_samples import NASTY, Graph, graphs, written
from hypothesis import given, settings

from codex_tools.runtime.printable import UNSAFE

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydot at pyparsing's
UNESCAPED = {"n": "\n", "r": "\r"}
ADDED = ("label", "fillcolor")


def unquoted(text: str) -> str:
    """Return what a DOT string stands for; pydot gives it as it is in the file."""
    inner = text[1:-1] if text.startswith('"') else text
    return re.sub(r"\\(.)", lambda found: UNESCAPED.get(found[1], found[1]), inner, flags=re.S)


def shown(value: object) -> str:
    """Return what a value becomes in DOT."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    control = re.compile(f"(?![\t\n\r])[{UNSAFE}]")
    return control.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def attributes(record: dict[str, object]) -> dict[str, str]:
    return {name: shown(value) for name, value in record.items() if value is not None}


def read(record: dict[str, str]) -> dict[str, str]:
    pairs = {unquoted(name): unquoted(value) for name, value in record.items()}
    return {name: value for name, value in pairs.items() if name not in ADDED}


@settings(max_examples=50, deadline=None)
@given(graph=graphs())
def test_reads_back_equal(graph: Graph) -> None:
    (again,) = pydot.graph_from_dot_data(written("dot", graph))
    found = {
        unquoted(node.get_name()): read(node.get_attributes())
        for node in again.get_nodes()
        if node.get_name() not in ("node", "edge")
    }
    assert found == {shown(node): attributes(record) for node, record in graph.nodes(data=True)}
    links = Counter(
        (
            unquoted(edge.get_source()),
            unquoted(edge.get_destination()),
            str(read(edge.get_attributes())),
        )
        for edge in again.get_edges()
    )
    assert links == Counter(
        (shown(source), shown(target), str(dict(sorted(attributes(record).items()))))
        for source, target, record in graph.edges(data=True)
    )


def test_networkx_reads_it(small: Graph, tmp_path) -> None:
    path = tmp_path / "graph.dot"
    path.write_text(written("dot", small), encoding="utf-8")
    again = networkx.nx_pydot.read_dot(path)
    assert set(again) == set(small)
    assert set(again.edges(keys=True)) == set(small.edges(keys=True))


def test_what_is_drawn(small: Graph) -> None:
    text = written("dot", small)
    assert r'label="Models \"fail\" &amp; worsen"' in text
    assert 'label="challenges"' in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_accepts_it(small: Graph) -> None:
    for number, text in enumerate(NASTY):
        small.add_node(f"{text}{number}", title=text, kind=text)
        small.add_edge(f"{text}{number}", "domains/a.md", relation=text)
    command = ["dot", "-Tjson0"]
    done = subprocess.run(command, input=written("dot", small).encode(), capture_output=True)
    assert done.returncode == 0
    assert done.stderr == b""
    data = json.loads(done.stdout, strict=False)
    assert len(data["objects"]) == small.number_of_nodes()
    assert len(data["edges"]) == small.number_of_edges()
