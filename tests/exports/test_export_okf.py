"""A knowledge base exported as a bundle of the Open Knowledge Format, and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from bases import CORPUS, findings
from click.testing import CliRunner, Result
from okf import BUNDLE, write

from codex_tools.app.workspace import load
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_edges
from codex_tools.cli import codex
from codex_tools.settings import load_settings

CLAIM = """\
---
type: claim
domain: tides
description: Says more than the title.
confidence: likely
source: Ada Sample, 'On tides', 2025
created: 2026-01-02
sourced_from: [inbox/archive/on-tides.md]
supports: ["[[storms-lift-water]]"]
reweave_edges: ["storms-lift-water|supports|2026-02-03"]
status: retired
verified: true
---

# The moon pulls all tides

Seen at [[on-tides#Two harbours|two harbours]], and by ![[storms-lift-water]]; see also
[the source](../inbox/archive/on-tides.md), [[nowhere]] and ![[map.png]].
"""
OTHER = """\
---
type: claim
domain: tides
description: It does.
confidence: likely
source: Ben Sample, 2024
created: 2026-01-02
challenged_by: [The sample is small.]
---
Text.
"""
SOURCE = """\
---
type: source
title: On tides
author: Ada Sample
url: https://example.org/tides
date: 2025-06-01
domain: tides
status: processed
claims_extracted: [the-moon-pulls-all-tides, "[[storms-lift-water]]"]
tags: [sea, moon]
---

## Two harbours

Text.
"""
BASE = {
    "domains/the-moon-pulls-all-tides.md": CLAIM,
    "domains/storms-lift-water.md": OTHER,
    "inbox/archive/on-tides.md": SOURCE,
    "domains/index.md": "# What we know\n\n- [[the-moon-pulls-all-tides]]\n",
    "domains/map.png": "",
    "domains/unused.png": "no picture",
    "codex.toml": "",
}


def exported(root: Path, folder: Path) -> Result:
    words = ["export", "okf", str(folder), "--root", str(root), "--no-cache"]
    return CliRunner().invoke(codex, words)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    done = exported(write(tmp_path / "base", BASE), tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "4 notes in 9 files" in done.output
    return tmp_path / "out"


def base_of(root: Path) -> KnowledgeBase:
    return load(load_settings(root, cache=False))


def text(bundle: Path, path: str) -> str:
    return (bundle / path).read_text("utf-8")


def test_a_claim_is_a_concept(bundle: Path) -> None:
    assert text(bundle, "domains/the-moon-pulls-all-tides.md") == (
        """\
---
type: claim
title: The moon pulls all tides
description: Says more than the title.
status: deprecated
sources:
- id: on-tides
  resource: /inbox/archive/on-tides.md
  title: On tides
domain: tides
confidence: likely
source: Ada Sample, 'On tides', 2025
created: '2026-01-02'
supports:
- /domains/storms-lift-water.md
reweave_edges:
- /domains/storms-lift-water.md|supports|2026-02-03
codex:
  status: retired
  verified: true
---

# The moon pulls all tides

Seen at [two harbours](/inbox/archive/on-tides.md#two-harbours), and by """
        """[storms-lift-water](/domains/storms-lift-water.md); see also
[the source](../inbox/archive/on-tides.md), [[nowhere]] and ![map.png](/domains/map.png).

# Relations

* supports [storms-lift-water](/domains/storms-lift-water.md) (2026-02-03)
"""
    )


def test_provenance_stands_at_the_claim_whichever_end_says_it(bundle: Path) -> None:
    assert text(bundle, "domains/storms-lift-water.md").startswith(
        """\
---
type: claim
title: storms-lift-water
description: It does.
sources:
- id: on-tides
  resource: /inbox/archive/on-tides.md
  title: On tides
domain: tides
"""
    )
    front = text(bundle, "inbox/archive/on-tides.md").partition("\n---\n")[0]
    assert "resource: https://example.org/tides" in front
    assert "claims_extracted" not in front
    assert "tags:\n- moon\n- sea\n" in front
    assert front.endswith("codex:\n  status: processed")


def test_each_folder_has_a_list_and_the_root_its_version(bundle: Path) -> None:
    assert text(bundle, "index.md") == (
        '---\nokf_version: "0.2"\n---\n\n# Folders\n\n'
        "* [domains](domains/index.md)\n* [inbox](inbox/index.md)\n"
    )
    assert text(bundle, "domains/index.md") == (
        "# claim\n\n"
        "* [storms-lift-water](storms-lift-water.md) - It does.\n"
        "* [The moon pulls all tides](the-moon-pulls-all-tides.md) - Says more than the title.\n"
        "* [What we know](note-index.md)\n"
    )
    assert text(bundle, "inbox/index.md") == "# Folders\n\n* [archive](archive/index.md)\n"


def test_only_files_that_something_leads_to_are_copied(bundle: Path) -> None:
    assert (bundle / "domains/map.png").read_bytes() == b""
    assert not (bundle / "domains/unused.png").exists()
    assert not (bundle / "codex.toml").exists()


def test_the_bundle_conforms(bundle: Path) -> None:
    found = [f"{row['path']}:{row['line']} {row['code']}" for row in findings(bundle)]
    assert found == ["domains/the-moon-pulls-all-tides.md:26 RF001"]  # as before


def test_it_is_read_back(bundle: Path) -> None:
    base = base_of(bundle)
    assert base.kinds.model is Model.OKF
    source = "inbox/archive/on-tides.md"
    moon, storms = "domains/the-moon-pulls-all-tides.md", "domains/storms-lift-water.md"
    assert {each[:2] for each in provenance_edges(base)} == {(moon, source), (storms, source)}
    found = {(each.source, each.target, each.relation, each.date) for each in base.edges}
    assert (moon, storms, "supports", "") in found
    assert (moon, storms, "supports", "2026-02-03") in found
    assert (moon, source, "links_to", "") in found


def test_a_bundle_stays_what_it_is(tmp_path: Path) -> None:
    files = {path: each for path, each in BUNDLE.items() if path != "computations/net-income.md"}
    done = exported(write(tmp_path / "base", BUNDLE), tmp_path / "out")
    assert done.exit_code == 0, done.output
    for path, each in files.items():
        out = text(tmp_path / "out", path)
        if path != "tables/orders.md":  # where a path is written from the root
            assert out.replace("\n---\n\n# Folders", "\n---\n\n# Folders") == each
    assert findings(tmp_path / "out") == findings(tmp_path / "base")


def test_a_second_export_is_the_same(bundle: Path, tmp_path: Path) -> None:
    assert exported(bundle, tmp_path / "again").exit_code == 0
    paths = sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())
    again = tmp_path / "again"
    assert paths == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    assert [(bundle / p).read_bytes() for p in paths] == [(again / p).read_bytes() for p in paths]


REFUSED = {
    "base/copy": "is in the knowledge base",
    "base": "is in the knowledge base",
    "full": "is there and not empty",
    "gone/copy": "is no folder",
    "link": "is a symbolic link",
    "inside/copy": "is in the knowledge base",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {**{f"base/{path}": each for path, each in BASE.items()}, "full/a": ""})
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    (tmp_path / "inside").symlink_to(tmp_path / "base" / "domains")
    before = sorted(root.rglob("*"))
    done = exported(tmp_path / "base", tmp_path / name)
    assert REFUSED[name] in str(done.exception)
    assert sorted(root.rglob("*")) == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert exported(write(tmp_path / "base", BASE), tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/index.md").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "out"]


def test_nothing_is_left_when_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("codex_tools.storage.writing.folder._write", full)
    done = exported(write(tmp_path / "base", BASE), tmp_path / "out")
    assert "No space left" in str(done.exception)
    assert [each.name for each in tmp_path.iterdir()] == ["base"]


def test_a_link_out_of_the_base_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    base = write(tmp_path / "base", {**BASE, "a.md": "---\ntype: claim\n---\n[s](s.txt)\n"})
    (base / "s.txt").symlink_to(tmp_path / "secret.txt")
    done = exported(base, tmp_path / "out")
    assert "Not copied, since it cannot be read: s.txt" in done.output
    assert not any(b"secret" in p.read_bytes() for p in (tmp_path / "out").rglob("*.txt"))


def test_names_that_a_bundle_cannot_have_are_changed(tmp_path: Path) -> None:
    files = {
        "log.md": "---\ntype: claim\n---\nA claim about logs.\n",
        "note-log.md": "---\ntype: claim\n---\nSee [[log]].\n",
        "a.markdown": "---\ntype: claim\n---\nSee [log](log.md) and [b](b%20(c).md#so).\n",
        "b (c).md": "---\ntype: claim\n---\n# So\n\n[itself](#so)\n",
    }
    assert exported(write(tmp_path / "base", files), tmp_path / "out").exit_code == 0
    out = tmp_path / "out"
    assert "[log](/note-log-2.md)" in text(out, "note-log.md")
    assert "[log](/note-log-2.md) and [b](b%20(c).md#so)" in text(out, "a.md")
    assert "[itself](#so)" in text(out, "b (c).md")
    assert not findings(out)


def test_line_ends_and_odd_values_are_written_plainly(tmp_path: Path) -> None:
    front = "type: claim\r\ntitle: 'a: b'\r\nodd: ['1e3', '0o7', 'yes', ~, 1.5, '2026-01-02']\r\n"
    files = {"a.md": f"---\r\n{front}empty:\r\n---\r\nText.\r\nMore.\r\n"}
    assert exported(write(tmp_path / "base", files), tmp_path / "out").exit_code == 0
    note = base_of(tmp_path / "out").notes["a.md"]
    assert b"\r" not in (tmp_path / "out/a.md").read_bytes()
    assert note.fields["odd"] == ["1e3", "0o7", "yes", None, 1.5, "2026-01-02"]
    assert (note.title, note.fields["empty"]) == ("a: b", None)


def test_what_the_format_would_misread_stands_aside(tmp_path: Path) -> None:
    front = "type: claim\nresource: [a]\nparameters: many\ncodex: mine\nstatus: stable\n"
    note = f"---\n{front}sourced_from: [b]\nother: 1\n---\n"
    files = {"a.md": note, "x/b.md": "---\ntype: s\n---\n", "y/b.md": "---\ntype: s\n---\n"}
    assert exported(write(tmp_path / "base", files), tmp_path / "out").exit_code == 0
    assert base_of(tmp_path / "out").notes["a.md"].fields == {
        "type": "claim",
        "title": "a",
        "status": "stable",
        "other": 1,
        "codex": {
            "resource": ["a"],
            "parameters": "many",
            "codex": "mine",
            "sourced_from": ["b"],
        },
    }


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
def test_the_real_base_is_read_back(tmp_path: Path) -> None:
    done = exported(CORPUS, tmp_path / "out")
    assert done.exit_code == 0, done.output
    before, after = base_of(CORPUS), base_of(tmp_path / "out")
    assert before.notes.keys() <= after.notes.keys()
    assert {each[:2] for each in provenance_edges(before)} == {
        each[:2] for each in provenance_edges(after)
    }
    provenance = {"sourced_from", "claims_extracted", "sources"}
    said = {each[:3] + each[4:] for each in before.edges if each.relation not in provenance}
    assert said <= {each[:3] + each[4:] for each in after.edges}
    assert {n.title for n in before.notes.values()} <= {n.title for n in after.notes.values()}
    assert not [row for row in findings(tmp_path / "out") if row["code"].startswith("OK")]
