"""What `codex link --backfill` writes into a copy of a base, beside what is right."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from source_links.bases import Base, Claim

Links = Mapping[str, frozenset[str]]
"""The sources of each claim, by paths."""


@dataclass(slots=True)
class Score:
    """Pairs of a claim and a source that were written rightly or wrongly, or were missed.

    `errors` holds the last two, as the kind of error, the claim and the source.
    """

    claims: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[tuple[str, Claim, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was written that is right; 1 where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was written."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def count(self, claim: Claim, written: frozenset[str]) -> None:
        """Add one claim and what was written into it."""
        wrong = written - claim.sources - claim.spared
        missed = claim.sources - written
        self.claims += 1
        self.right += len(written & claim.sources)
        self.wrong += len(wrong)
        self.missed += len(missed)
        self.errors += [("wrong", claim, one) for one in sorted(wrong)]
        self.errors += [("missed", claim, one) for one in sorted(missed)]

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.claims + other.claims,
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.errors + other.errors,
        )


def scores(base: Base) -> dict[str, Score]:
    """For each form how its claims are linked by the command, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "base")
        base.write(root)
        backfill(root, Path(folder, "cache"))
        return scored(base, written(root, base.files))


def scored(base: Base, links: Links) -> dict[str, Score]:
    """For each form how its claims are linked."""
    found: dict[str, Score] = defaultdict(Score)
    for claim in base.claims:
        found[claim.form].count(claim, links.get(claim.path, frozenset()))
    return dict(found)


def backfill(root: Path, cache: Path) -> None:
    """Run the command in a folder. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "codex_tools", "link", "--backfill", "--no-git"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    subprocess.run(
        [*command, "--root", str(root)], capture_output=True, check=True, env=environment
    )


def written(root: Path, files: Iterable[str]) -> Links:
    """The links of a base by the entries at either end."""
    names = sorted(name for name in files if name.endswith(".md"))
    by_name = {key: name for name in names for key in _spellings(name)}
    links: dict[str, set[str]] = defaultdict(set)
    for name in names:
        fields = _front_matter((root / name).read_text("utf-8"))
        for entry in _listed(fields.get("sourced_from")):
            links[name].add(by_name.get(entry, entry))
        # A base whose notes list `sources` gets its links there, beside what the notes said before.
        links[name].update(by_name[one] for one in _listed(fields.get("sources")) if one in by_name)
        for entry in _listed(fields.get("claims_extracted")):
            links[by_name.get(entry, entry)].add(name)
    return {claim: frozenset(found) for claim, found in links.items()}


def _spellings(name: str) -> list[str]:
    bare = name.removesuffix(".md")
    return [name, bare, name.rpartition("/")[2], bare.rpartition("/")[2]]


def _listed(value: object) -> list[str]:
    entries = value if isinstance(value, list) else [value] if value else []
    return [str(one).strip("[]").partition("|")[0] for one in entries]


def _front_matter(text: str) -> Mapping[str, object]:
    head, mark, _ = text.removeprefix("---\n").partition("\n---\n")
    read = yaml.safe_load(head) if mark and text.startswith("---\n") else None
    return read if isinstance(read, dict) else {}
