"""The shipped weights on the real base beside the checkout, where that is at hand."""

import json
import sys
from pathlib import Path

import pytest
from bases import CORPUS, SHARED

from codex_tools.linking.evaluation.cross_validation import evaluate, label_claims
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.model.weights import shipped_weights

ROOT = Path(__file__).resolve().parents[2]
LABELS = SHARED / "gold" / "dev.jsonl"


@pytest.mark.skipif(
    not (CORPUS.exists() and LABELS.exists()), reason="the labelled base is not here"
)
def test_precision_and_recall_on_labelled_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from fit_linker import load

    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines() if line]
    claims, sources = load(CORPUS)
    known = {row["claim"]: row["required"] for row in rows}
    spared = {row["claim"]: row["optional"] for row in rows}
    checked = evaluate(label_claims(claims, DocumentIndex(claims, sources), known, spared))
    write = shipped_weights().write
    hits = {
        (one.claim, one.source)
        for one in checked.predictions
        if one.right and one.probability >= write
    }
    hidden = {(row["claim"], source) for row in rows for source in row["content_only"]}
    assert checked.at(write).precision >= 0.97
    assert len(hits - hidden) / len(checked.known - hidden) >= 0.9
    sys.modules.pop("fit_linker", None)
