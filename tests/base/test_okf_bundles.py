"""Which knowledge bases are bundles of the Open Knowledge Format, and what their kinds are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bases import places
from okf import BUNDLE, write

from codex_tools.app.workspace import load
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Role
from codex_tools.settings import load_settings

CONCEPT = "---\ntype: {}\ngenerated: {{by: agent/1, at: 2026-01-01T00:00:00Z}}\n---\n"
FIRST = "---\ntype: Metric\ntitle: T\ndescription: D.\ntimestamp: 2026-01-01T00:00:00Z\n---\n{}\n"
DECLARED = '---\nokf_version: "0.1"\n---\n'


def base_of(root: Path, files: Mapping[str, str]) -> KnowledgeBase:
    return load(load_settings(write(root, files), cache=False))


SHAPED = {"a.md": CONCEPT.format("Metric"), "b.md": CONCEPT.format("Table")}
BUNDLES: Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "declared": ({"index.md": DECLARED, "a.md": "---\ntype: x\n---\n"}, ("",)),
    "declared and empty": ({"index.md": DECLARED}, ("",)),
    "declared in folders": (
        {"x/index.md": DECLARED, "y/index.md": DECLARED, "x/a/index.md": "# A\n"},
        ("x", "y"),
    ),
    "declared in a configuration": (
        {"codex.toml": 'model = "okf"\n', "a.md": "---\ntype: x\n---\n"},
        ("",),
    ),
    "by shape": (SHAPED, ("",)),
    "by sources": (
        {f"{n}.md": "---\ntype: x\nsources: [{resource: a}]\n---\n" for n in range(3)},
        ("",),
    ),
    "by shape, beside others": ({**SHAPED, "c.md": "---\ntype: x\n---\n", "README.md": ""}, ("",)),
    "by a version in each concept": (
        {f"{n}.md": "---\nokf_version: '0.1'\ntype: x\n---\n" for n in range(2)},
        ("",),
    ),
    "by shape, in folders": (
        {
            **{f"x/m/{path}": text for path, text in SHAPED.items()},
            **{f"{n}/{m}/index.md": "# A\n" for n in "xy" for m in ("m", ".")},
        },
        ("x", "y"),
    ),
    "of the first version": ({"index.md": "# All\n", "a.md": FIRST, "b.md": FIRST}, ("",)),
}
OTHERS: Mapping[str, Mapping[str, str]] = {
    "types alone": {"a.md": "---\ntype: Metric\n---\n", "b.md": "---\ntype: Table\n---\n"},
    "one note": {"a.md": CONCEPT.format("Metric")},
    "few of many": {**SHAPED, **{f"{n}.md": "---\ntype: note\n---\n" for n in range(5)}},
    "without types": {"a.md": "---\ngenerated: {by: agent/1}\n---\n", "b.md": "# B\n"},
    "words and no mappings": {
        f"{n}.md": "---\ntype: x\nsources: [a]\nverified: yes\ngenerated: yes\n---\n"
        for n in range(3)
    },
    "timestamps without a list": {"a.md": FIRST, "b.md": FIRST},
    "a bundle in a corner": {
        "docs/okf/index.md": DECLARED,
        "docs/okf/a.md": CONCEPT.format("x"),
        **{f"{n}.md": "---\ntype: note\n---\n" for n in range(5)},
    },
    "said not to be": {**SHAPED, "codex.toml": 'model = "none"\n'},
}


@pytest.mark.parametrize("case", BUNDLES)
def test_a_bundle_is_found(tmp_path: Path, case: str) -> None:
    files, bundles = BUNDLES[case]
    kinds = base_of(tmp_path, files).kinds
    assert (kinds.model, kinds.bundles) == (Model.OKF, bundles)


@pytest.mark.parametrize("case", OTHERS)
def test_another_base_is_no_bundle(tmp_path: Path, case: str) -> None:
    kinds = base_of(tmp_path, OTHERS[case]).kinds
    assert (kinds.model, kinds.bundles) == (Model.NONE, ())


def test_each_type_is_a_kind_and_reserved_files_are_of_none(tmp_path: Path) -> None:
    base = base_of(tmp_path, {**BUNDLE, "log.md": "---\ntype: Log\n---\n## 2026-01-01\n"})
    assert base.notes["tables/orders.md"].kind == "BigQuery Table"
    assert base.notes["policies/income.md"].kind == "Policy"
    assert {base.notes[path].kind for path in ("index.md", "log.md")} == {""}
    assert "Log" not in base.kinds.by_name
    assert not any(note.role for note in base.notes.values())


def test_roles_of_a_configuration_leave_a_bundle_one(tmp_path: Path) -> None:
    """Also where only the shape says that it is one; and titles are labels there."""
    config = "".join(f'[kinds.{kind}]\nrole = "claim"\n' for kind in ("Metric", "Policy", "Skill"))
    files = {path: text for path, text in BUNDLE.items() if path != "index.md"}
    root = write(tmp_path, {**files, "codex.toml": config})
    base = base_of(root, {})
    assert base.kinds.model is Model.OKF
    assert {note.kind for note in base.of_role(Role.CLAIM)} == {"Metric", "Policy", "Skill"}
    assert not [place for place in places(root) if " TI" in place or " SC" in place]


def test_a_configuration_gives_a_kind_a_role(tmp_path: Path) -> None:
    config = '[kinds.Metric]\nrole = "claim"\n'
    base = base_of(tmp_path, {**BUNDLE, "codex.toml": config})
    assert base.kinds.model is Model.OKF
    assert base.notes["metrics/net-income.md"].role == "claim"


def test_a_slash_begins_at_the_root_of_a_bundle(tmp_path: Path) -> None:
    files = {f"bundles/shop/{path}": text for path, text in BUNDLE.items()}
    base = base_of(tmp_path, {**files, "metrics/net-income.md": "# Another\n"})
    [link] = [
        each
        for each in base.links.bodies.resolved
        if each.source == "bundles/shop/tables/orders.md" and each.link.target.startswith("/")
    ]
    assert link.target == "bundles/shop/metrics/net-income.md"


def test_sources_name_files_by_their_resource_alone(tmp_path: Path) -> None:
    base = base_of(tmp_path, BUNDLE)
    found = {(each.source, each.target): each.link.place for each in base.edges.all_of("sources")}
    assert set(found) == {
        ("tables/orders.md", "policies/income.md"),
        ("computations/net-income.md", "policies/income.md"),
    }
    assert not base.links.broken


RESOURCES = {
    "https://example.org/gone.md": False,
    "//example.org/gone.md": False,
    "bq://shop/gone": False,
    "urn:isbn:123": False,
    "all queries in the project shop": False,
    "dashboards/income": False,
    "shop.sales.orders": False,
    "example.org/a/gone.html": False,
    "gone.md": True,
    "/gone": True,
    "./gone": True,
    "../gone.md": True,
    "lib/gone.sql": True,
    "lib/**/*.sql": False,
    "../lib/*.sql": False,
}


@pytest.mark.parametrize("resource", RESOURCES)
def test_only_a_path_can_be_gone(tmp_path: Path, resource: str) -> None:
    note = f"---\ntype: x\nsources:\n  - resource: {resource}\n    title: gone.md\n---\n"
    found = places(write(tmp_path, {"index.md": DECLARED, "sub/a.md": note}))
    assert found == (["sub/a.md:4 RF005"] if RESOURCES[resource] else [])


def test_a_resource_beside_the_concept_goes_before_one_of_the_same_name(tmp_path: Path) -> None:
    note = "---\ntype: x\nsources: {resource: policy.md}\n---\n"
    files = {"index.md": DECLARED, "a/a.md": note, "a/policy.md": note, "b/policy.md": note}
    base = base_of(tmp_path, files)
    found = {each.source: each.target for each in base.edges.all_of("sources")}
    assert found["a/a.md"] == "a/policy.md"
    assert found["b/policy.md"] == "b/policy.md"


def test_typed_and_dated_edges_work_on_top(tmp_path: Path) -> None:
    edges = "depends_on: [/policies/income.md]\nreweave_edges: ['income|supports|2026-01-02']\n"
    text = BUNDLE["metrics/net-income.md"].replace("---\n\n", f"{edges}---\n\n", 1)
    base = base_of(tmp_path, {**BUNDLE, "metrics/net-income.md": text})
    found = {(each.relation, each.target, each.date) for each in base.edges}
    assert ("depends_on", "policies/income.md", "") in found
    assert ("supports", "policies/income.md", "2026-01-02") in found


def test_labels_of_an_entry_are_no_references(tmp_path: Path) -> None:
    """Even where a title or an id is the name of a file."""
    note = "---\ntype: x\nsources:\n  - {id: b, title: '[[b]]', resource: 'https://a.org'}\n---\n"
    base = base_of(tmp_path, {"index.md": DECLARED, "a.md": note, "b.md": note})
    assert not list(base.edges.all_of("sources"))


def test_an_update_keeps_the_model(tmp_path: Path) -> None:
    from codex_tools.app.workspace import update

    settings = load_settings(write(tmp_path, BUNDLE), cache=False)
    base = load(settings)
    text = BUNDLE["skills/run.md"].replace("Skill", "Procedure").encode()
    after = update(base, settings, {"skills/run.md": text})
    assert after.notes["skills/run.md"].kind == "Procedure"
    assert after.kinds.model is Model.OKF
    assert after.notes["tables/orders.md"] == base.notes["tables/orders.md"]


def test_a_rename_rewrites_paths_in_front_matters(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from codex_tools.cli import codex

    root = write(tmp_path, BUNDLE)
    for old, new in (
        ("policies/income.md", "policies/when it is income.md"),
        ("skills/run.md", "skills/sql/run.md"),
        ("attesters/check.py", "attesters/compare.py"),
    ):
        done = CliRunner().invoke(codex, ["rename", old, new, "--root", str(root), "--no-cache"])
        assert done.exit_code == 0, done.output
    text = (root / "computations/net-income.md").read_text("utf-8")
    assert "resource: /policies/when%20it%20is%20income.md" in text
    assert "resource: skills/sql/run.md" in text
    assert "resource: ../attesters/compare.py" in text
    assert [place for place in places(root) if "OK007" not in place] == []


def test_a_new_source_is_an_entry_with_a_resource(tmp_path: Path) -> None:
    """And its path begins at the root of the bundle, wherever that is."""
    from codex_tools.edits.fixing import apply_fixes
    from codex_tools.model import Fix
    from codex_tools.refactoring.writing_style import append_reference

    base = base_of(tmp_path, {f"bundles/shop/{path}": text for path, text in BUNDLE.items()})
    path, target = "bundles/shop/tables/orders.md", "bundles/shop/skills/run.md"
    fix = Fix("link", (append_reference(base, path, "sources", target),))
    after = apply_fixes([fix], base.unchanged).files[path].after.decode()
    words = "  - resource: all queries in the project shop\n"
    assert after == BUNDLE["tables/orders.md"].replace(
        words, f"{words}  - resource: /skills/run.md\n"
    )
