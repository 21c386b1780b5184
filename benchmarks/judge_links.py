"""Hold the findings and repairs of codex against bases whose references are known.

    python benchmarks/judge_links.py [--files 1500] [--seed 0] [--json FILE]

For three bases in the habits of Obsidian, documentation sites and Dendron it says of each rule how
many default findings are right, how many faults no rule reports, and how many safe and unsafe
repairs let a reference name what it was meant to. Nothing else is wrong in these bases, so that
any other finding is false, and any other change is wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dendron_base import make_dendron
from known_links import KnownBase
from site_base import make_site
from vault_base import make_vaults

BASES: dict[str, Callable[[int, int], KnownBase]] = {
    "vaults": make_vaults,
    "site": make_site,
    "dendron": make_dendron,
}
REPORTS = {
    "RF001": {"dead", "moved", "title", "form"},
    "RF003": {"moved", "title", "form"},
    "RF004": {"dead"},
    "RF011": {"anchor"},
    "RF012": {"dead"},
    "RF013": {"case"},
    "RF015": {"absolute"},
}
"""The faults that a rule is right to report."""

ONCE = {"absolute"}
"""Faults that are reported once for many."""


@dataclass
class Verdict:
    """What was right and wrong on one base."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    """Repairs that are ``safe right``, ``safe wrong``, ``unsafe right`` and ``unsafe wrong``."""

    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, what: str, example: str) -> None:
        """Keep a few examples of what was wrong."""
        kept = self.examples.setdefault(what, [])
        if len(kept) < 3:
            kept.append(example)


def judge(base: KnownBase, command: list[str]) -> Verdict:
    """Write ``base``, check and repair it with ``command``, and judge what comes of it."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        base.write(root)
        _judge_findings(base, _found(root, command), verdict)
        _repair(root, command)
        before = base.files
        after = _lines(root, base)
        _judge_repairs(base, before, after, "safe", verdict)
        _repair(root, command, "--unsafe-fixes")
        _judge_repairs(base, after, _lines(root, base), "unsafe", verdict)
    return verdict


def _found(root: Path, command: list[str]) -> list[dict[str, object]]:
    done = subprocess.run(
        [*command, "check", "--isolated", "--no-cache", "--format", "json", "--root", str(root)],
        capture_output=True,
        text=True,
    )
    found: list[dict[str, object]] = json.loads(done.stdout)["items"]
    return found


def _repair(root: Path, command: list[str], *more: str) -> None:
    arguments = ["check", "--isolated", "--no-cache", "--fix", *more, "--root", str(root)]
    subprocess.run([*command, *arguments], capture_output=True, check=False)


def _lines(root: Path, base: KnownBase) -> dict[str, list[str]]:
    return {path: (root / path).read_text("utf-8").split("\n")[:-1] for path in base.files}


def _judge_findings(base: KnownBase, found: list[dict[str, object]], verdict: Verdict) -> None:
    seen: set[int] = set()
    for each in found:
        code, path, number = str(each["code"]), str(each["path"]), int(str(each["line"]))
        line = base.files[path][number - 1]
        reference = base.reference_in(line)
        fault = reference.fault if reference else ""
        if reference and fault in REPORTS.get(code, ()):
            verdict.right[code] += 1
            seen.add(reference.number)
        else:
            verdict.wrong[code] += 1
            verdict.note(code, f"{path}:{number}: {line.strip()} -- {each['message']}")
    once = {base.references[number].fault for number in seen} & ONCE
    for reference in base.references.values():
        fault = reference.fault
        if fault and reference.number not in seen and fault not in once:
            verdict.missed[fault] += 1
            verdict.note(f"missed {fault}", f"{reference.path}: n{reference.number}")


def _judge_repairs(
    base: KnownBase,
    before: dict[str, list[str]],
    after: dict[str, list[str]],
    how: str,
    verdict: Verdict,
) -> None:
    for path, old, new in _changed(before, after):
        reference = base.reference_in(new)
        meant = reference is not None and bool(reference.meant)
        right = meant and reference is not None and base.named(path, new) == reference.meant
        if how == "safe":
            right = right and base.shown(old) == base.shown(new)
        verdict.repairs[f"{how} {'right' if right else 'wrong'}"] += 1
        if not right:
            verdict.note(f"{how} repair", f"{path}: {old.strip()} => {new.strip()}")


def _changed(
    before: dict[str, list[str]], after: dict[str, list[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the path and both texts of each line that changed; lines are never added."""
    for path, lines in before.items():
        if lines != after[path]:
            pairs = zip(lines, after[path], strict=True)
            yield from ((path, old, new) for old, new in pairs if old != new)


def table(verdicts: dict[str, Verdict]) -> Iterator[str]:
    """Yield the lines of a table for people."""
    yield "| base | what | right | wrong | share right |"
    yield "|---|---|---:|---:|---:|"
    for name, verdict in verdicts.items():
        for code in sorted({*verdict.right, *verdict.wrong}):
            yield _row(name, code, verdict.right[code], verdict.wrong[code])
        for how in ("safe", "unsafe"):
            counts = (verdict.repairs[f"{how} {each}"] for each in ("right", "wrong"))
            yield _row(name, f"{how} repairs", *counts)
        missed = ", ".join(f"{count} {fault}" for fault, count in sorted(verdict.missed.items()))
        yield f"| {name} | missed: {missed or 'nothing'} | | | |"


def _row(name: str, what: str, right: int, wrong: int) -> str:
    share = f"{right / (right + wrong):.1%}" if right + wrong else ""
    return f"| {name} | {what} | {right:,} | {wrong:,} | {share} |"


def main() -> None:
    """Judge all bases and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1500, help="notes of each base")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--base", choices=BASES, action="append", help="only this base")
    parser.add_argument("--examples", action="store_true", help="show some of what was wrong")
    parser.add_argument("--json", type=Path, help="keep the counts there")
    given = parser.parse_args()
    command = [sys.executable, "-m", "codex_tools"]
    chosen = given.base or list(BASES)
    verdicts = {name: judge(BASES[name](given.files, given.seed), command) for name in chosen}
    print("\n".join(table(verdicts)))
    if given.examples:
        for name, verdict in verdicts.items():
            for what, lines in sorted(verdict.examples.items()):
                print(f"\n{name}, {what}:", *(f"  {line[:200]}" for line in lines), sep="\n")
    if given.json:
        kept = {name: asdict(verdict) for name, verdict in verdicts.items()}
        given.json.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
