"""The section for agents: it is written between its marks, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.app.agents import _with_section
from codex_tools.cli import codex
from codex_tools.errors import CodexError
from codex_tools.rules._samples import claim

OWN = "# Agents\n\nBe kind.\n"
BASE = {"codex.toml": "", "domains/a.md": claim("Text.\n")}


def write(root: Path, *flags: str) -> str:
    result = CliRunner().invoke(codex, ["init", "--agents", "--root", str(root), *flags])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_the_section_is_written_once_and_kept_up_to_date(make_base: MakeBase) -> None:
    root = make_base({**BASE, "AGENTS.md": OWN})
    assert "AGENTS.md" in write(root, "--dry-run")
    assert (root / "AGENTS.md").read_text() == OWN
    assert "Written" in write(root)
    first = (root / "AGENTS.md").read_text()
    assert first.startswith(f"{OWN}\n<!-- codex-tools: begin")
    assert "`challenged_by` and `challenges`" in first
    assert "Up to date" in write(root)
    (root / "codex.toml").write_text(
        '[relations.refutes]\ninverse = "refuted_by"\n[relations.refuted_by]\n'
    )
    (root / "AGENTS.md").write_text(first + "\nMore of mine.\n")
    assert "Written" in write(root)
    second = (root / "AGENTS.md").read_text()
    assert "`refuted_by` and `refutes`" in second
    assert second.startswith(OWN)
    assert second.endswith("<!-- codex-tools: end -->\n\nMore of mine.\n")


def test_a_file_is_made_where_there_is_none(make_base: MakeBase) -> None:
    root = make_base(BASE)
    write(root)
    text = (root / "AGENTS.md").read_text()
    assert text.startswith("<!-- codex-tools: begin")
    assert " codex " not in text.replace("`codex` may", "")
    assert max(map(len, text.splitlines())) <= 100


def test_a_kind_with_a_slash_was_not_named(make_base: MakeBase) -> None:
    root = make_base({**BASE, "codex.toml": '[kinds."note/claim"]\nrole = "claim"\n'})
    write(root)
    assert "`note/claim`" in (root / "AGENTS.md").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "<!-- codex-tools: begin -->\n",
        "<!-- codex-tools: end -->\n<!-- codex-tools: begin -->\n",
        2 * "<!-- codex-tools: begin -->\n<!-- codex-tools: end -->\n",
    ],
)
def test_marks_that_make_no_section_are_refused(make_base: MakeBase, text: str) -> None:
    root = make_base({**BASE, "AGENTS.md": text})
    with pytest.raises(CodexError, match="one section"):
        write(root)
    assert (root / "AGENTS.md").read_text() == text


def test_a_link_that_leads_out_is_not_followed(make_base: MakeBase, tmp_path: Path) -> None:
    root = make_base({f"base/{name}": text for name, text in BASE.items()}) / "base"
    (tmp_path / "mine.md").write_text(OWN)
    (root / "AGENTS.md").symlink_to(tmp_path / "mine.md")
    with pytest.raises(CodexError):
        write(root)
    assert (tmp_path / "mine.md").read_text() == OWN


PIECES = st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b"\xff", "ä".encode(), b"<!--"]))


@given(PIECES.map(b"".join), PIECES.map(b"".join))
def test_every_other_byte_stays(above: bytes, below: bytes) -> None:
    first = _with_section(above, "<!-- codex-tools: begin -->\nx\n<!-- codex-tools: end -->\n")
    assert first.startswith(above)
    again = _with_section(
        first + below, "<!-- codex-tools: begin -->\ny\n<!-- codex-tools: end -->\n"
    )
    assert again.startswith(above)
    end = b"\r\n" if b"\r\n" in above else b"\n"
    assert again.endswith(b"<!-- codex-tools: end -->" + end + below)
