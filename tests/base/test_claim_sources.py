"""Which claims in a body come from which sources: footnotes, and the citations of version 0.1."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from okf import BUNDLE, write

from codex_tools.app.workspace import load
from codex_tools.base.claim_sources import attributions, claim_edges, claim_links
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.cli import codex
from codex_tools.model import Edge
from codex_tools.settings import load_settings


def base_of(root: Path, **changes: str | None) -> KnowledgeBase:
    return load(load_settings(write(root, BUNDLE, **changes), cache=False))


def test_a_footnote_is_an_edge_to_the_source_of_its_label(tmp_path: Path) -> None:
    base = base_of(tmp_path)
    income = "policies/income.md"
    assert set(claim_edges(base)) == {
        Edge("tables/orders.md", income, "sources", "footnote"),
        Edge("computations/net-income.md", income, "sources", "footnote"),
    }
    places = {link.source: link.link.place for link in claim_links(base)}
    text = BUNDLE["tables/orders.md"].encode()
    start = text.index(b"[^income-policy]")
    assert places["tables/orders.md"] == (start, start + len(b"[^income-policy]"))


def test_a_footnote_in_code_is_none(tmp_path: Path) -> None:
    text = BUNDLE["tables/orders.md"].replace("net.[^income-policy]", "net.`[^income-policy]`")
    base = base_of(tmp_path, **{"tables/orders.md": text})
    found = attributions(base, base.notes["tables/orders.md"])
    assert [each.label for each in found.references] == ["schema"]
    assert found.labels == {"schema", "income-policy"}


def test_a_list_of_citations_names_sources(tmp_path: Path) -> None:
    body = "See [orders](/tables/orders.md).\n\n# Citations\n\n- [P](/policies/income.md)\n\n"
    text = f"---\ntype: Metric\ntimestamp: 2026-01-01\n---\n{body}# More\n\n[S](/skills/run.md)\n"
    base = base_of(tmp_path, **{"metrics/old.md": text})
    found = [each for each in claim_edges(base) if each.source == "metrics/old.md"]
    assert found == [Edge("metrics/old.md", "policies/income.md", "sources", "citation")]


def test_the_tier_of_trust_is_asked_and_exported(tmp_path: Path) -> None:
    root = ["--root", str(write(tmp_path, BUNDLE)), "--no-cache"]
    done = CliRunner().invoke(codex, ["graph", "export", *root])
    nodes = {node["id"]: node for node in json.loads(done.output)["nodes"]}
    assert nodes["tables/orders.md"]["trust"] == "human-reviewed"
    assert nodes["tables/orders.md"]["stale_after"] == "2030-01-01T00:00:00Z"
    assert nodes["metrics/net-income.md"]["trust"] == "machine-confirmed"
    assert nodes["skills/run.md"]["trust"] == "unverified"
    assert "trust" not in nodes["index.md"]
    sql = "SELECT path, trust, stale_after FROM notes WHERE trust <> 'unverified' ORDER BY path"
    done = CliRunner().invoke(codex, ["query", sql, *root])
    assert [line.split() for line in done.output.splitlines()[2:4]] == [
        ["metrics/net-income.md", "machine-confirmed"],
        ["tables/orders.md", "human-reviewed", "2030-01-01T00:00:00Z"],
    ]
    done = CliRunner().invoke(codex, ["why", "tables/orders.md", *root])
    assert "human-reviewed, stale from 2030-01-01T00:00:00Z" in done.output
    done = CliRunner().invoke(codex, ["why", "tables/orders.md", "--format", "json", *root])
    assert '"trust": "human-reviewed"' in done.output


def test_a_source_of_all_that_is_asked_why_is_told_to_be_one(tmp_path: Path) -> None:
    root = ["--root", str(write(tmp_path, BUNDLE)), "--no-cache"]
    done = CliRunner().invoke(codex, ["why", "policies/income.md", *root])
    assert "is a source" in str(done.exception)


def test_there_are_none_in_another_base(tmp_path: Path) -> None:
    base = base_of(tmp_path, **{"codex.toml": 'model = "none"\n'})
    assert not list(claim_edges(base))


def test_what_is_elsewhere_holds_a_concept_up(tmp_path: Path) -> None:
    """Two concepts that derive from each other stand, since one has a source besides."""
    front = "---\ntype: Metric\nsources:\n  - resource: /{}.md\n{}---\n"
    more = "  - resource: https://example.org/a\n  - resource: gone/b.md\n"
    files = {"a.md": front.format("b", more), "b.md": front.format("a", "")}
    root = ["--root", str(write(tmp_path, {"index.md": BUNDLE["index.md"], **files}))]
    done = CliRunner().invoke(codex, ["why", "b.md", *root])
    assert "stands; backed by 1 note, 1 independent origin" in done.output
    assert "a.md ← https://example.org/a" in done.output
    (tmp_path / "a.md").write_text(front.format("b", ""))
    done = CliRunner().invoke(codex, ["check", "--select", "ED007", *root])
    assert "warning ED007" in done.output


def test_a_list_of_citations_holds_a_concept_up(tmp_path: Path) -> None:
    body = "# Citations\n\n- <https://example.org/a>\n- [P](/policies/income.md).\n\n# See\n\n"
    text = f"---\ntype: Metric\ntimestamp: 2026-01-01\n---\n{body}https://example.org/b\n"
    root = ["--root", str(write(tmp_path, BUNDLE, **{"metrics/old.md": text}))]
    done = CliRunner().invoke(codex, ["why", "metrics/old.md", *root])
    assert "stands; backed by 2 notes, 2 independent origins" in done.output
    assert "  https://example.org/a\n  policies/income.md\n" in done.output
