"""Fit the weights of the linker to several bases and write them where the package reads them.

    python benchmarks/fit_linker.py LABELS BASE --cache FOLDER [--quick] [--write FILE]

LABELS is a file of JSON lines, each with `claim`, `required` and `optional` (paths relative to
BASE, a knowledge base of Markdown files with front matter). Link fields are dropped first. The fit
learns from these links, from the same with half of their sources deleted, from the same without
domains and days, which count as much, and from bases of the `fit` part of the benchmark, which
count half as much each. Prints the quality on the links, cross-validated by source, with all
sources and with half of them in several ways, and leaving out one domain after the other; and how
often links are right that are said to be so probable.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import yaml
from source_links.bases import Base
from source_links.suite import bases

from codex_tools.linking.evaluation.cross_validation import (
    evaluate,
    evaluation,
    fit_folds,
    label_claims,
)
from codex_tools.linking.evaluation.deletion import KnownLinks, with_half_deleted
from codex_tools.linking.evaluation.quality import Evaluation
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.model.fitting import STRENGTH, fit
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
LAYOUTS = ("citations", "raw and wiki", "author and year", "plain notes", "look-alikes")
SALTS = ("", "a", "b", "c")
"""Ways to deal the sources into halves. Weights are fitted to the first."""

MOST_CLAIMS = 200
"""Claims of a base that a fit looks at: more of them make it slower and no better."""

Records = tuple[Sequence[ClaimRecord], Sequence[SourceRecord]]


class TextDates(yaml.SafeLoader):
    """YAML with dates left as text."""


TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> tuple[dict[str, object], str]:
    """The front matter without link fields, and the body of a file."""
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


def records(texts: Iterator[tuple[str, str]], sources_in: str) -> Records:
    """The claims and the sources of a knowledge base, whose sources are in one folder."""
    claims, sources = [], []
    for name, text in texts:
        if name.startswith(f"{sources_in}/"):
            sources.append(source_record(name, *read(text)))
        else:
            claims.append(claim_record(name, *read(text)))
    return claims, sources


def load(base: Path) -> Records:
    """The claims (files outside `inbox`) and sources (files inside it) of a knowledge base."""
    paths = sorted(base.rglob("*.md"))
    texts = (
        (p.relative_to(base).as_posix(), p.read_text("utf-8", errors="replace")) for p in paths
    )
    return records(texts, "inbox")


class Labels:
    """A base with labelled links."""

    def __init__(self, path: Path, base: Path) -> None:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        self.claims, self.sources = load(base)
        self.known = {row["claim"]: row["required"] for row in rows}
        self.spared = {row["claim"]: row.get("optional", ()) for row in rows}
        self.hidden = frozenset(
            (row["claim"], one) for row in rows for one in row.get("content_only", ())
        )

    def all(self) -> list[LabelledClaim]:
        """All of them."""
        return self._labelled(self.claims, self.sources)

    def halved(self, salt: str = "") -> list[LabelledClaim]:
        """All of them twice, with one half of the sources deleted, and with the other half."""
        links = KnownLinks(self.claims, self.sources, self.known, self.spared, {})
        return with_half_deleted(links, salt)

    def without_days(self) -> list[LabelledClaim]:
        """All of them, where no domain, no day of work and no archive is known."""
        claims = [one._replace(domain="", created="") for one in self.claims]
        return self._labelled(
            claims, [one._replace(domain="", processed="") for one in self.sources]
        )

    def _labelled(
        self, claims: Sequence[ClaimRecord], sources: Sequence[SourceRecord]
    ) -> list[LabelledClaim]:
        return label_claims(claims, DocumentIndex(claims, sources), self.known, self.spared)


def of_base(base: Base) -> list[LabelledClaim]:
    """Some claims of a base of the benchmark, in even parts of all its forms."""
    claims, sources = records(iter(sorted(base.files.items())), base.sources_in)
    some = sorted(base.claims, key=lambda one: crc32(one.path.encode()))[:MOST_CLAIMS]
    known = {one.path: one.sources for one in some}
    spared = {one.path: one.spared for one in some}
    return label_claims(claims, DocumentIndex(claims, sources), known, spared)


def weighted(claims: Sequence[LabelledClaim], total: float) -> list[LabelledClaim]:
    """The claims, which count as much as this many together."""
    return [replace(one, weight=total / len(claims)) for one in claims]


def domain(claim: str) -> str:
    """The folder that a claim is left out with: its domain, or its top folder."""
    top, second, *_ = claim.split("/")
    return f"{top}/{second}" if top == "domains" else top


def leave_one_domain_out(
    found: Sequence[LabelledClaim], others: Sequence[LabelledClaim], strength: float
) -> Evaluation:
    """The quality of weights fitted without the claims of one domain after the other."""
    domains = sorted({domain(one.claim) for one in found})
    fitted = {
        name: fit([*(one for one in found if domain(one.claim) != name), *others], strength)
        for name in domains
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


def show(name: str, found: Evaluation, hidden: frozenset[tuple[str, str]] = frozenset()) -> None:
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


def show_reliability(name: str, found: Evaluation) -> None:
    """Print how often links were right that were said to be so probable."""
    print(f"\nreliability ({name})\n       bin       count predicted observed")
    for row in found.reliability():
        bounds = f"{row.low:.2f} - {row.high:.2f}"
        print(f" {bounds}  {row.count:8}  {row.predicted:.3f}     {row.observed:.3f}")


def main() -> None:
    """Fit, print what came out, and write the weights if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--strength", type=float, default=STRENGTH)
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--quick", action="store_true", help="fit, and judge nothing but the fit")
    options = parser.parse_args()
    labels = Labels(options.labels, options.base)
    found, total = labels.all(), float(len(labels.known))
    halved = labels.halved()
    others = weighted(labels.without_days(), total)
    made = {base.name: of_base(base) for base in bases("fit", options.cache, LAYOUTS)}
    for claims in made.values():
        others += weighted(claims, total / 2)
    fitted = fit([*found, *halved, *others], options.strength)
    for name, claims in made.items():
        show(f"fitted, {name}", evaluate(claims, fitted))
    show("fitted, labels", evaluate(found, fitted), labels.hidden)
    show("fitted, one half of the sources deleted and the other", evaluate(halved, fitted))
    if options.write:
        options.write.write_text(as_json(replace(fitted, write=options.threshold)), "utf-8")
    if not options.quick:
        judge(labels, found, [*halved, *others], options.strength)


def judge(
    labels: Labels,
    found: Sequence[LabelledClaim],
    others: Sequence[LabelledClaim],
    strength: float,
) -> None:
    """Print how good weights are on links that they were not fitted to."""
    unseen = {salt: labels.halved(salt) for salt in SALTS}
    folds = fit_folds(found, others, strength=strength)
    by_source = folds.judge(found)
    show("cross-validated, grouped by source", by_source, labels.hidden)
    for salt, claims in unseen.items():
        name = f"cross-validated, halves of the sources deleted{salt and f', as in {salt}'}"
        show(name, folds.judge(claims), labels.hidden)
    by_domain = leave_one_domain_out(found, others, strength)
    domains = len(Counter(map(domain, labels.known)))
    show(f"leaving out one of {domains} domains", by_domain, labels.hidden)
    show_reliability("cross-validated by source", by_source)
    half = folds.judge([one for claims in unseen.values() for one in claims])
    show_reliability("the same, halves of the sources deleted", half)


if __name__ == "__main__":
    main()
