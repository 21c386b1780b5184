"""Whatever stands in the keys of a bundle: rules, graph and export take it without a failure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.engine import run_rules
from codex_tools.base.claim_sources import claim_edges
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.exports.okf import export
from codex_tools.settings import Settings
from codex_tools.syntax.document import parse_document
from codex_tools.weighing.trust import trust_of
from codex_tools.weighing.weighed import weighed

PLAIN = st.one_of(
    st.sampled_from(["a.md", "/b/c.md", "../x.py", "2026-01-02", "2026-01-02T03:04:05", "human:a"]),
    st.text(max_size=6),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
KEYS = st.sampled_from(["by", "at", "id", "resource", "title", "from", "name", "type", "x"])
VALUES = st.recursive(
    PLAIN,
    lambda each: st.one_of(st.lists(each, max_size=3), st.dictionaries(KEYS, each, max_size=3)),
)
FAMILIES = st.dictionaries(
    st.sampled_from(
        [
            *("generated", "verified", "sources", "usage_window", "stale_after", "status", "title"),
            *("timestamp", "runtime", "parameters", "computation", "executor", "attester", "tags"),
            *("type", "resource", "okf_version", "supports", "reweave_edges"),
        ]
    ),
    VALUES,
    max_size=6,
)
BODIES = st.sampled_from(
    [
        "",
        "So.[^a][^a.md]\n\n[^a]: A\n",
        "# Computation\n\n```\nx\n```\n",
        "# Citations\n\n[a](a.md) [[b]]\n",
        "## 2026-01-02\n\n## 99.99.9999\n\n## 1 May 2026\n",
        "* [a](a.md)\n  text [b](b%20.md)\n[c]: a.md\n",
        "* []()\n* [x](.)\n* [y](/)\n* [z](..)\n",
    ]
)
PATHS = st.sampled_from(["a.md", "b/c.md", "b/index.md", "log.md", "b/log.md", "index.md"])


def base_of(files: Mapping[str, bytes]) -> KnowledgeBase:
    documents = [parse_document(path, data) for path, data in sorted(files.items())]
    return KnowledgeBase.of(documents, build_kinds({}, Path()), text=files.__getitem__)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(PATHS, st.tuples(FAMILIES, BODIES), max_size=5))
def test_any_value_is_taken(notes: dict[str, tuple[dict[str, object], str]]) -> None:
    files = {"index.md": b'---\nokf_version: "0.2"\n---\n'}
    for path, (fields, body) in notes.items():
        if path != "index.md":
            front = json.dumps({"type": "x", **fields}, ensure_ascii=True)
            files[path] = f"---\n{front}\n---\n{body}".encode()
        else:
            files[path] += body.encode()
    base = base_of(files)
    assert base.kinds.model is Model.OKF
    run_rules(base, Settings(select=("OK", "RF", "ED", "PV")))
    assert all(
        trust_of(base, note) for path, note in base.notes.items() if base.kinds.is_concept(path)
    )
    list(claim_edges(base))
    assert weighed(base).judgement
    made = {path: data for path, data in export(base).files.items() if path.endswith(".md")}
    again = base_of(made)
    assert again.kinds.model is Model.OKF
    assert not run_rules(again, Settings(select=("OK001", "OK002", "FM")))
