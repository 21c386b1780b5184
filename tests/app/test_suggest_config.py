"""The kinds that `codex init` proposes for types that codex does not know."""

from __future__ import annotations

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.rules._samples import claim


def proposed(make_base: MakeBase, files: dict[str, str]) -> str:
    root = make_base({path: claim(type=name) for path, name in files.items()})
    done = CliRunner().invoke(codex, ["init", "--root", str(root)])
    assert done.exit_code == 0, done.output
    return (root / "codex.toml").read_text()


@pytest.mark.parametrize(("many", "kind"), [(9, True), (2, False)])
def test_a_frequent_type_becomes_a_kind(make_base: MakeBase, many: int, kind: bool) -> None:
    text = proposed(make_base, {f"kitchen/{number}.md": "soup" for number in range(many)})
    assert ("[kinds.soup]" in text) == kind
    assert (f'"soup" ({many})' in text) != kind


def test_a_type_that_also_stands_among_claims_becomes_none(make_base: MakeBase) -> None:
    files = {f"kitchen/{number}.md": "soup" for number in range(9)}
    claims = {f"domains/{number}.md": "claim" for number in range(9)}
    text = proposed(make_base, {**files, **claims, "domains/soup.md": "soup"})
    assert "[kinds.soup]" not in text
    assert '"soup" (10)' in text
