"""Nothing dead goes unreported and nothing alive is reported: codex against an oracle."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from bases import MakeBase
from click.testing import CliRunner
from oracle.obsidian import dead_links
from oracle.vaults import FEATURES, Vault

from codex_tools.cli import codex

VAULTS = 20
REPORTED = {"RF001", "RF003", "RF004", "RF012", "RF013"}
"""The rules that report what Obsidian shows as a dead link."""


def reported(root: Path) -> set[tuple[str, str]]:
    """The path and the target of each link that codex finds fault with."""
    options = ["--isolated", "--no-cache", "--format", "json", "--root", str(root)]
    done = CliRunner().invoke(codex, ["check", "--select", "RF", *options])
    assert done.exit_code in (0, 1), done.output
    found = set()
    for each in json.loads(done.stdout)["items"]:
        if each["code"] in REPORTED:
            data = (root / each["path"]).read_bytes()[each["start"] : each["end"]]
            found.add((each["path"], target_of(data.decode())))
    return found


def target_of(raw: str) -> str:
    """The target in a text that codex marks: an address, or a wikilink, maybe in a value."""
    raw = raw.strip("'\"!").removeprefix("[[").removesuffix("]]").strip("<>")
    return unquote(raw.replace("\\|", "|").partition("|")[0].partition("#")[0].partition("?")[0])


@pytest.mark.parametrize("feature", [*FEATURES, "all"])
def test_what_is_dead_and_nothing_else_is_reported(feature: str, make_base: MakeBase) -> None:
    features = tuple(FEATURES) if feature == "all" else (feature, feature, "text")
    for seed in range(VAULTS):
        files = Vault(seed, features).files
        root = make_base({f"{seed}/{path}": text for path, text in files.items()})
        dead, found = dead_links(files), reported(root / str(seed))
        assert dead, f"a vault without a dead link tells little: {seed}"
        assert found - dead == set(), f"alive or no link, in vault {seed}"
        assert dead - found == set(), f"dead, in vault {seed}"
