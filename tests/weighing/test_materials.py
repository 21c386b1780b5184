"""What the concepts of a bundle derive from, besides other concepts."""

from __future__ import annotations

from pathlib import Path

from okf import write

from codex_tools.app.workspace import load
from codex_tools.settings import load_settings
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
