"""Fit the weights of the linker to labelled links and write them where the package reads them.

    python benchmarks/fit_linker.py LABELS BASE [--write codex_tools/linking/weights.json]

LABELS is a file of JSON lines, each with `claim`, `required` and `optional` (paths relative to
BASE, a knowledge base of Markdown files with front matter). Link fields are dropped first.
Prints the quality of the fit as such, cross-validated by source and leaving out one domain after
the other, and a reliability table. The threshold written is `--threshold`; read it off the
cross-validated table.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from codex_tools.linking.evaluation.cross_validation import (
    cross_validate,
    evaluate,
    evaluation,
    label_claims,
)
from codex_tools.linking.evaluation.quality import Evaluation
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.model.fitting import fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.ranking import rank
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.records import (
    ClaimRecord,
    SourceRecord,
    claim_record,
    source_record,
)

LINK_FIELDS = ("claims_extracted", "sourced_from", "enrichments", "enrichments_applied")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class TextDates(yaml.SafeLoader):
    """YAML with dates left as text."""


TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> tuple[dict[str, object], str]:
    """The front matter without link fields, and the body of a file."""
    text = path.read_text("utf-8", errors="replace")
    parts = text.split("\n---", 1)
    if not text.startswith("---") or len(parts) < 2:
        return {}, text
    try:
        fields = yaml.load(parts[0][3:], TextDates)
    except yaml.YAMLError:
        fields = None
    body = parts[1].partition("\n")[2]
    known = fields if isinstance(fields, dict) else {}
    return {name: value for name, value in known.items() if name not in LINK_FIELDS}, body


def load(base: Path) -> tuple[list[ClaimRecord], list[SourceRecord]]:
    """The claims (files outside `inbox`) and sources (files inside it) of a knowledge base."""
    claims, sources = [], []
    for path in sorted(base.rglob("*.md")):
        name = path.relative_to(base).as_posix()
        fields, body = read(path)
        if name.startswith("inbox/"):
            sources.append(source_record(name, fields, body))
        else:
            claims.append(claim_record(name, fields, body))
    return claims, sources


def domain(claim: str) -> str:
    """The folder that a claim is left out with: its domain, or its top folder."""
    top, second, *_ = claim.split("/")
    return f"{top}/{second}" if top == "domains" else top


def leave_one_domain_out(found: Sequence[LabelledClaim], strength: float) -> Evaluation:
    """The quality of weights fitted without the claims of one domain after the other."""
    domains = sorted({domain(one.claim) for one in found})
    fitted = {
        name: fit([one for one in found if domain(one.claim) != name], strength) for name in domains
    }
    return evaluation(found, lambda one: rank(one.candidates, fitted[domain(one.claim)]))


def as_json(weights: Weights) -> str:
    """Weights as readable JSON, the form that the package reads."""
    data = {
        "bias": round(weights.bias, 3),
        "weights": {name: round(weight, 3) for name, weight in weights.weights.items()},
        "thresholds": {"write": weights.write, "review": weights.review},
    }
    return json.dumps(data, indent=2) + "\n"


def show(name: str, found: Evaluation, hidden: frozenset[tuple[str, str]]) -> None:
    """Print the quality at several thresholds; links in `hidden` are not named by the text."""
    print(f"\n{name}\n threshold precision recall  named     f1")
    for threshold in THRESHOLDS:
        quality = found.at(threshold)
        right = (one for one in found.predictions if one.right and one.probability >= threshold)
        hit = {(one.claim, one.source) for one in right}
        named = found.known - hidden
        print(
            f"      {threshold:.2f}    {quality.precision:.4f} {quality.recall:.4f} "
            f"{len(hit & named) / max(1, len(named)):.4f} {quality.f1:.4f}"
        )


def main() -> None:
    """Fit, print what came out, and write the weights if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--target-precision", type=float, default=0.97)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.labels.read_text("utf-8").splitlines() if line]
    claims, sources = load(options.base)
    known = {row["claim"]: row["required"] for row in rows}
    spared = {row["claim"]: row.get("optional", ()) for row in rows}
    hidden = frozenset((row["claim"], one) for row in rows for one in row.get("content_only", ()))
    found = label_claims(claims, DocumentIndex(claims, sources), known, spared)
    fitted = fit(found, options.strength)
    by_source = cross_validate(found, strength=options.strength)
    by_domain = leave_one_domain_out(found, options.strength)
    show("fitted", evaluate(found, fitted), hidden)
    show("cross-validated, grouped by source", by_source, hidden)
    show(f"leaving out one of {len(Counter(map(domain, known)))} domains", by_domain, hidden)
    print("\nreliability (cross-validated by source)\n       bin       count predicted observed")
    for row in by_source.reliability():
        bounds = f"{row.low:.2f} - {row.high:.2f}"
        print(f" {bounds}  {row.count:8}  {row.predicted:.3f}     {row.observed:.3f}")
    for name, one in (("source", by_source), ("domain", by_domain)):
        lowest = one.threshold_for(options.target_precision)
        print(f"threshold for precision {options.target_precision} by {name}: {lowest}")
    print(
        json.dumps({name: round(value, 2) for name, value in fitted.weights.items()}),
        round(fitted.bias, 2),
    )
    if options.write:
        options.write.write_text(as_json(replace(fitted, write=options.threshold)), "utf-8")


if __name__ == "__main__":
    main()
