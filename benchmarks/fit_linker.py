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
from dataclasses import replace
from pathlib import Path

import yaml

from codex_tools.linking.evaluation import (
    Evaluation,
    cases,
    cross_validate,
    cross_validate_groups,
    evaluate,
)
from codex_tools.linking.fitting import fit
from codex_tools.linking.records import ClaimRecord, SourceRecord, claim_record, source_record

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
    found = cases(claims, sources, known, spared)
    fitted = fit(found, options.strength)
    by_source = cross_validate(found, strength=options.strength)
    by_domain = cross_validate_groups(found, domain, options.strength)
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
        options.write.write_text(replace(fitted, write=options.threshold).to_json(), "utf-8")


if __name__ == "__main__":
    main()
