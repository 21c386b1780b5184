"""What notes derive from that is no source note."""

from __future__ import annotations

from pathlib import Path

from bases import findings
from okf import write

from codex_tools.app.argument import impact_of, subject_called
from codex_tools.app.link import linker
from codex_tools.app.paths import note_called
from codex_tools.app.workspace import load
from codex_tools.linking.plan import make_plan
from codex_tools.settings import load_settings
from codex_tools.weighing.grounded import surely_grounded
from codex_tools.weighing.materials import materials_of
from codex_tools.weighing.weighed import weighed

ROOT = '---\nokf_version: "0.2"\n---\n'


def test_a_file_of_any_kind_backs_a_concept_inside_of_the_base_and_outside(tmp_path: Path) -> None:
    concept = "---\ntype: Module\nsources: [{{resource: {}}}, {{resource: {}}}]\n---\n"
    files = {
        "index.md": ROOT,
        "a/b.md": concept.format("../lib/x.py", "../../other/y.py"),
        "c.md": concept.format("/lib/x.py", "../other/y.py"),
        "lib/x.py": "",
    }
    base = load(load_settings(write(tmp_path, files), cache=False))
    paths = ("lib/x.py", "../other/y.py")
    assert set(materials_of(base).outside) == {
        (n, path) for n in ("a/b.md", "c.md") for path in paths
    }
    argument, judgement = weighed(base).argument, weighed(base).judgement
    for path in ("a/b.md", "c.md"):
        assert judgement.ground.held[argument.numbers[path]]


def test_a_file_that_is_gone_backs_nothing(tmp_path: Path) -> None:
    files = {"index.md": ROOT, "a.md": "---\ntype: x\nsources: [{resource: lib/gone.py}]\n---\n"}
    base = load(load_settings(write(tmp_path, files), cache=False))
    assert materials_of(base).outside == ()


def test_a_pattern_says_what_a_concept_derives_from(tmp_path: Path) -> None:
    files = {"index.md": ROOT, "a.md": "---\ntype: x\nsources: [{resource: 'lib/*.py'}]\n---\n"}
    base = load(load_settings(write(tmp_path, files), cache=False))
    assert materials_of(base).outside == (("a.md", "lib/*.py"),)


OWN = """model = "none"
[kinds.claim]
folders = ["wiki"]
role = "claim"
[kinds.raw]
folders = ["raw"]
role = "source"
[relations.sources]
target-roles = ["source"]
provenance = "from"
carries = true
"""
RAW = {
    "codex.toml": OWN,
    "raw/notes.md": "# Notes\n",
    "raw/stone-2020.pdf": "%PDF",
    "wiki/tides.md": "---\nsources: [raw/stone-2020.pdf]\n---\n# Tides slow down\n",
    "wiki/harbours.md": "---\nsources: [raw/reed-2021.pdf]\n---\n# Harbours silt up\n",
}


def test_a_claim_stands_on_a_file_that_is_no_note(tmp_path: Path) -> None:
    base = load(load_settings(write(tmp_path, RAW), cache=False))
    argument, judgement = weighed(base).argument, weighed(base).judgement
    held = {path: judgement.ground.held[argument.numbers[path]] for path in base.notes}
    assert held == {"raw/notes.md": True, "wiki/tides.md": True, "wiki/harbours.md": False}
    assert surely_grounded(base) == {"raw/notes.md", "raw/stone-2020.pdf", "wiki/tides.md"}


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    files = RAW | {"wiki/tides.md": "---\nsources: [../raw]\n---\n# Tides slow down\n"}
    base = load(load_settings(write(tmp_path, files), cache=False))
    assert materials_of(base).outside == ()
    assert "RF008" in {each["code"] for each in findings(tmp_path)}


def test_a_claim_with_a_file_as_its_source_has_evidence(tmp_path: Path) -> None:
    plain = {path: text.replace("sources", "rests_on") for path, text in RAW.items()}
    files = plain | {"codex.toml": plain["codex.toml"].replace("carries = true", "")}
    found = findings(write(tmp_path, files), "--select", "CL003")
    assert [each["path"] for each in found] == ["wiki/harbours.md"]


def test_what_falls_without_a_file_that_is_no_note(tmp_path: Path) -> None:
    base = load(load_settings(write(tmp_path, RAW), cache=False))
    subject = subject_called(base, "stone-2020.pdf", lambda name: note_called(base, name))
    assert subject.ids == ("raw/stone-2020.pdf",)
    names = weighed(base).argument.names
    assert [names[each.claim] for each in impact_of(base, subject).lost] == ["wiki/tides.md"]


def test_a_claim_that_names_a_file_as_its_source_is_linked(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, RAW), cache=False)
    plan = make_plan(linker(load(settings), settings))
    assert (plan.claims, plan.unlinked) == (2, 1)
    assert plan.one_way == ()


def test_a_claim_that_names_a_file_in_a_field_of_its_own_is_linked(tmp_path: Path) -> None:
    own = OWN + '[relations.reports]\nprovenance = "from"\n'
    named = "---\nreports: [raw/stone-2020.pdf]\n---\n# Harbours silt up\n"
    files = RAW | {"codex.toml": own, "wiki/harbours.md": named}
    settings = load_settings(write(tmp_path, files), cache=False)
    assert make_plan(linker(load(settings), settings)).unlinked == 0


def test_a_file_in_a_field_that_says_no_source_hides_no_circle(tmp_path: Path) -> None:
    own = OWN + '[relations.backed]\npolarity = "backed-by"\n'
    files = RAW | {
        "codex.toml": own,
        "wiki/tides.md": "---\nbacked: [harbours, raw/stone-2020.pdf]\n---\n# Tides slow down\n",
        "wiki/harbours.md": "---\nbacked: [tides]\n---\n# Harbours silt up\n",
    }
    found = findings(write(tmp_path, files), "--select", "ED007")
    assert [each["code"] for each in found] == ["ED007"]


def test_a_fallen_premise_is_told_in_the_file_that_says_so_at_the_other_end(tmp_path: Path) -> None:
    own = OWN + (
        '[relations.backed]\npolarity = "backed-by"\n[relations.attacks]\npolarity = "attacks"\n'
        '[relations.holds]\npolarity = "leans-on"\n[relations.lifts]\npolarity = "backs"\n'
    )
    files = RAW | {
        "codex.toml": own,
        "wiki/tides.md": "---\nsources: [raw/stone-2020.pdf]\nlifts: [harbours]\n---\n# Slow\n",
        "wiki/harbours.md": "---\nsources: [raw/stone-2020.pdf]\nholds: [tides]\n---\n# Silt\n",
        "wiki/moons.md": "---\nsources: [raw/stone-2020.pdf]\nattacks: [tides]\n---\n# Moons\n",
    }
    root = write(tmp_path, files)
    whole = findings(root, "--select", "AG004")
    assert [each["path"] for each in whole] == ["wiki/tides.md"]
    assert findings(root, "--select", "AG004", str(root / "wiki/tides.md")) == whole
    assert findings(root, "--select", "AG004", str(root / "wiki/harbours.md")) == []
