"""A text that is a reference names its source exactly, and near names never win instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from linking_base import SOURCES

from codex_tools.cli import codex
from codex_tools.linking.matching.matcher import match
from codex_tools.linking.reading.bodies import own_text, source_lines
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.reading.references import FileReference, file_references
from codex_tools.rules._samples import claim, source

LOCKS = SourceRecord(
    "raw/canals/1984-05-06-locks-of-the-upper-canal.md",
    "Locks of the upper canal",
    "Nora Vind",
    names=("vind1984locks", "The lock book"),
    body="Locks.",
)
SEQUEL = SourceRecord(
    "raw/canals/1986-01-02-locks-of-the-upper-canal-part-two.md",
    "Locks of the upper canal, part two",
    "Nora Vind",
    body="More locks.",
)


def sources_of(text: str, body: str = "") -> tuple[str, ...]:
    claims = [ClaimRecord("wiki/c.md", "Locks leak", text, body=body)]
    return match(claims, [*SOURCES, LOCKS, SEQUEL])[0].written()


@pytest.mark.parametrize(
    "text",
    [
        "raw/canals/1984-05-06-locks-of-the-upper-canal.md",
        "raw/canals/1984-05-06-locks-of-the-upper-canal",
        "canals/1984-05-06-locks-of-the-upper-canal.md",
        "1984-05-06-locks-of-the-upper-canal",
        "locks-of-the-upper-canal",
        "locks-of-the-upper-canal.md",
        "Locks-of-the-Upper-Canal",
        "[[locks-of-the-upper-canal]]",
        "[[Locks of the upper canal]]",
        "[[vind1984locks|Vind, p. 3]]",
        "[[vind1984locks\\|Vind]]",
        "cite:vind1984locks",
        "paper:vind1984locks",
        "[Vind](../raw/canals/1984-05-06-locks-of-the-upper-canal.md)",
        "[Vind](<../raw/canals/1984-05-06-locks%2Dof-the-upper-canal.md>)",
        "vind1984locks",
        "@vind1984locks",
        "[@vind1984locks, p. 12]",
        "see @vind1984locks for more",
        "The lock book",
        "“The lock book”",
    ],
)
def test_a_reference_decides(text: str) -> None:
    assert sources_of(text) == (LOCKS.id,)


@pytest.mark.parametrize(
    "text",
    [
        "[[Locks of the upper canal, part three|Nora Vind]]",
        "locks-of-the-upper-canal-part-three",
        "raw/canals/1988-01-02-locks-of-the-upper-canal-part-three.md",
    ],
)
def test_a_reference_to_what_is_not_there_is_not_guessed(text: str) -> None:
    assert sources_of(text) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Source:: [[vind1984locks]]\n\nThey leak.\n",
        "They leak.\n\n# Source\n\n- [[vind1984locks]]\n",
        "They leak.\n\n###### Sources\n\n[[vind1984locks]], as read in spring\n",
        "They leak. [Source: [[vind1984locks]]]\n",
        "They leak.\n\nSources:\n- [[vind1984locks]]\n",
        "They leak.\n\n## 来源\uff08Sources\uff09\n\n- [[vind1984locks]]\n",
        "They leak.\n\n## 7. References (1)\n\n- [[vind1984locks]]\n",
        "They leak.\n\n## Key sources\n\n- [[vind1984locks]]\n\n## Other\n\n[[The Weight]]\n",
        "They leak.\n\n## Source notes\n- 1984-05-07: [[vind1984locks|Vind]]\n",
        "They leak.\n\n## See also\n\nNothing.\n\n## Source\n\n[[vind1984locks]]\n",
    ],
)
def test_the_body_may_say_the_source(body: str) -> None:
    assert sources_of("", body) == (LOCKS.id,)


@pytest.mark.parametrize("heading", ["Open source", "Source code", "Sources of error (known)"])
def test_a_heading_about_something_else_names_no_source(heading: str) -> None:
    assert source_lines(f"They leak.\n\n## {heading}\n\n[[vind1984locks]]\n") == ""


def test_what_was_added_later_is_no_source() -> None:
    body = (
        "They leak.\n\n## Additional Evidence (extend)\n*Source: [[vind1984locks]] | Added: 2026*\n"
    )
    assert source_lines(body) == ""
    assert own_text(body).strip() == "They leak."


def test_several_files_of_one_name_are_not_chosen_from() -> None:
    twins = [
        SourceRecord(f"raw/{folder}/the-lock-log.md", title, url=f"https://{folder}.org/log")
        for folder, title in (("a", "Spring on the river"), ("b", "Autumn at the mill"))
    ]
    claims = [ClaimRecord("wiki/c.md", "Locks leak", "the-lock-log")]
    found = match(claims, [*SOURCES, *twins])[0]
    assert found.written() == ()
    assert {each.source for each in found.matches if each.decision == "review"} == {
        one.id for one in twins
    }


def test_semicolons_in_a_link_end_nothing() -> None:
    assert file_references("[[a; b]]") == (FileReference("a; b", True),)


def test_addresses_are_no_references() -> None:
    assert not file_references("[a page](https://example.org/a)")
    assert not any(one.is_certain for one in file_references("https://example.org/a-b-c"))


RAW = {
    "raw/lock-book.md": "# Locks\n\nBy Nora Vind\n",
    "wiki/locks-leak.md": "---\ntitle: Locks leak\nsource: lock-book\n---\n\nThey leak.\n",
    "codex.toml": '[kinds.claim]\nfolders = ["wiki"]\n[kinds.source]\nfolders = ["raw"]\n',
}


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(codex, [*arguments, "--root", str(root), "--no-cache"])
    assert result.exit_code in (0, 1), result.output
    return result.stdout


def test_a_source_without_front_matter_stays_as_it_is(make_base: MakeBase) -> None:
    root = make_base(RAW)
    run(root, "link", "--backfill", "--no-git")
    assert "sourced_from:\n  - raw/lock-book.md" in (root / "wiki/locks-leak.md").read_text()
    assert (root / "raw/lock-book.md").read_text() == RAW["raw/lock-book.md"]
    again = json.loads(run(root, "link", "--no-git", "--format", "json"))
    assert (again["items"], again["counts"]["standing"]) == ([], 1)
    assert "PV001" not in run(root, "check", "--select", "PV001")


def test_what_a_claim_names_in_a_field_of_its_base_is_linked_already(make_base: MakeBase) -> None:
    note = RAW["wiki/locks-leak.md"].replace("source: lock-book", "sources: [lock-book]")
    root = make_base({**RAW, "wiki/locks-leak.md": note})
    run(root, "link", "--backfill", "--no-git")
    assert (root / "wiki/locks-leak.md").read_text() == note
    found = json.loads(run(root, "link", "--no-git", "--format", "json"))
    assert (found["items"], found["counts"]["standing"]) == ([], 1)


def test_sources_can_be_left_alone(make_base: MakeBase) -> None:
    book = "---\ntitle: Locks\n---\n"
    root = make_base(
        {
            **RAW,
            "raw/lock-book.md": book,
            "codex.toml": RAW["codex.toml"] + '[link]\nends = "claim"\n',
        }
    )
    run(root, "link", "--backfill", "--no-git")
    assert "raw/lock-book.md" in (root / "wiki/locks-leak.md").read_text()
    assert (root / "raw/lock-book.md").read_text() == book
    assert "PV001" not in run(root, "check", "--select", "PV001")


def test_a_link_begins_at_the_folder_of_its_claim() -> None:
    one, other = (
        SourceRecord(f"{folder}/raw/locks.md", f"Locks of the {folder}", body="Locks.")
        for folder in ("north", "south")
    )
    for folder, record in (("north", one), ("south", other)):
        for text in ("[locks](raw/locks.md)", f"[locks](../{folder}/raw/locks.md)"):
            (found,) = match([ClaimRecord(f"{folder}/c.md", "Locks leak", text)], [one, other])
            assert found.written() == (record.id,)
    (found,) = match([ClaimRecord("c.md", "Locks leak", "[locks](raw/locks.md)")], [one, other])
    assert found.written() == ()


@pytest.mark.parametrize(
    "body",
    [
        "It does.[^1]\n\n[^1]: inbox/archive/s.md\n",
        "It does.[^a]\n\n[^a]: See [[s]], p. 4.\n",
        "It does.[^a]\n\n[^b]: A word aside.\n[^a]: [the paper](../inbox/archive/s.md)\n",
        "It does.\n\n## References\n\n- [[s]]\n",
        "It does.\n\n# BIBLIOGRAPHY\n\n- [[s]]\n",
    ],
)
def test_a_footnote_or_a_list_of_references_names_a_source(make_base: MakeBase, body: str) -> None:
    files = {
        "codex.toml": "",
        "domains/a.md": claim(body, source=None),
        "inbox/archive/s.md": source("Text.\n", title="Tides of small harbours"),
    }
    root = make_base(files)
    done = CliRunner().invoke(codex, ["link", "--no-git", "--root", str(root)])
    assert "1 new link" in done.output, done.output
