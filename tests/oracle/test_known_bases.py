"""What the generated bases of the benchmarks call dead is dead, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from oracle.obsidian import dead_links

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from vault_base import make_vaults

DEAD = {"dead", "moved", "title", "form"}


@pytest.mark.parametrize("vault", ["en", "de"])
def test_the_oracle_agrees_about_a_generated_vault(vault: str) -> None:
    base = make_vaults(120)
    files = {
        path.removeprefix(f"{vault}/"): "\n".join(lines) + "\n"
        for path, lines in base.files.items()
        if path.startswith(f"{vault}/") and "/Templates/" not in path
    }
    said = {
        path.removeprefix(f"{vault}/")
        for path, fault in ((each.path, each.fault) for each in base.references.values())
        if fault in DEAD and path.startswith(f"{vault}/")
    }
    dead = dead_links(files)
    known = [each for each in base.references.values() if each.path.startswith(f"{vault}/")]
    assert {path for path, _ in dead} == said
    assert len(dead) == sum(each.fault in DEAD for each in known)
