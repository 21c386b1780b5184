"""Notes by their web address, and what falls with what stands at one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import NotFoundError
from codex_tools.rules._samples import claim, source

TIDES = "https://example.org/Tides_(sea)/2025"
CLAIM, SOURCE, COPY = "domains/tides.md", "inbox/archive/one.md", "inbox/archive/two.md"
BASE = {
    "codex.toml": "",
    CLAIM: claim("Text.\n", sourced_from=f"[{SOURCE}]"),
    "domains/words.md": claim("Text.\n", source=f"'see ({TIDES}), and https://example.org/x'"),
    "domains/harbours.md": claim("Text.\n", depends_on="[tides]", sourced_from="[own]"),
    SOURCE: source("Tables.\n", title="Tables of tides", url=TIDES),
    "inbox/archive/own.md": source("Own.\n", title="Own", url="https://example.org/own"),
}
CONCEPT = """---
type: Metric
title: Orders
generated: {{by: agent/1, at: 2026-01-01T00:00:00Z}}
sources:
  - resource: {}
---
Text.
"""


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(codex, [*words, "--root", str(root)], catch_exceptions=True)
    if isinstance(done.exception, NotFoundError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    "address", [TIDES, f"http://www.{TIDES[8:]}/?utm_source=mail#top", f"WWW.{TIDES[8:]}"]
)
def test_the_source_that_has_an_address_is_thought_away(make_base: MakeBase, address: str) -> None:
    said = run(make_base(BASE), "impact", address)
    assert f"Without {address}:\n(archived as {SOURCE})\n" in said
    assert f"{CLAIM}: stands → ungrounded" in said
    assert "domains/harbours.md: stands → ungrounded" in said
    assert said.endswith("Named by:\n  domains/words.md\n")


def test_all_sources_of_an_address_go_together(make_base: MakeBase) -> None:
    other = source("Tables, again.\n", title="Something else", url=f"{TIDES}/")
    root = make_base({**BASE, COPY: other, CLAIM: claim(sourced_from=f"[{SOURCE}, {COPY}]")})
    [found] = json.loads(run(root, "impact", TIDES, "--format", "json"))["items"]
    assert found["path"] == TIDES
    assert found["copies"] == [SOURCE, COPY]
    assert CLAIM in {each["path"] for each in found["lost"]}
    assert found["named_by"] == ["domains/words.md"]
    with pytest.raises(NotFoundError, match=f"several notes have the address .*: {SOURCE}, {COPY}"):
        run(root, "show", TIDES)


def test_an_address_that_notes_only_name_changes_nothing_and_lists_them(
    make_base: MakeBase,
) -> None:
    said = run(make_base(BASE), "impact", "https://example.org/x")
    assert said == (
        "Without https://example.org/x:\nnothing changes for any other note\n\n"
        "Named by:\n  domains/words.md\n"
    )


def test_an_address_that_is_an_origin_of_concepts_is_thought_away(make_base: MakeBase) -> None:
    files = {f"tables/{name}.md": CONCEPT.format(f"{TIDES}#part") for name in ("a", "b")}
    root = make_base({"index.md": '---\nokf_version: "0.2"\n---\n', **files})
    said = run(root, "impact", TIDES)
    assert "2 notes would fall" in said
    assert "tables/a.md: stands → ungrounded" in said


def test_an_address_that_nobody_has_or_names_is_not_found(make_base: MakeBase) -> None:
    root = make_base(BASE)
    with pytest.raises(NotFoundError, match=r"no note has the address https://e\.org/a or names"):
        run(root, "impact", "https://e.org/a")
    with pytest.raises(NotFoundError, match=r"no note has the address https://example\.org/x"):
        run(root, "show", "https://example.org/x")


def test_a_name_that_begins_like_a_host_is_a_name(make_base: MakeBase) -> None:
    root = make_base({**BASE, "domains/www.tides.md": claim("Text.\n")})
    assert "domains/www.tides.md" in run(root, "show", "www.tides")


def test_other_commands_take_the_address_of_a_source(make_base: MakeBase) -> None:
    root = make_base(BASE)
    assert SOURCE in run(root, "show", TIDES)
    made = run(root, "new", "claim", "Ebbs come late", "--from", TIDES, "--dry-run")
    assert f"{SOURCE}: would be edited" in made
