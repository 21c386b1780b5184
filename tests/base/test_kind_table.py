"""How the kind of a note is told, and whether a base is of the shipped model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase, findings
from click.testing import CliRunner

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.cli import codex
from codex_tools.model import Role
from codex_tools.rules._samples import claim, source
from codex_tools.syntax.document import parse_document

OWN: Mapping[str, Mapping[str, Any]] = {
    "result": {"role": "claim", "when": {"dg_type": ["CLM", "RES"]}, "types": ["result"]},
    "paper": {"role": "source", "files": ["@*.md"], "tags": ["#reading"]},
    "page": {"folders": ["pages"]},
}


def base_of(
    files: Mapping[str, str], own: Mapping[str, Mapping[str, Any]] = OWN, model: Model = Model.NONE
) -> KnowledgeBase:
    documents = (parse_document(path, text.encode()) for path, text in files.items())
    return KnowledgeBase.of(documents, build_kinds(own, Path(), model))


def front(text: str) -> str:
    return f"---\n{text}\n---\n"


@pytest.mark.parametrize(
    ("path", "fields", "kind"),
    [
        ("pages/a.md", "dg_type: CLM\ntype: page", "result"),
        ("pages/a.md", "dg_type: [x, RES]", "result"),
        ("pages/a.md", "dg_type: QUE", "page"),
        ("pages/@key.md", "type: result\ntags: reading", "result"),
        ("pages/a.md", "tags: [old, '#reading']", "paper"),
        ("pages/a.md", "tag: reading/later", "paper"),
        ("pages/a.md", "tags: readings", "page"),
        ("pages/@key.md", "title: A", "paper"),
        ("x/pages/a.md", "title: A", "page"),
        ("x/a.md", "type: claim", ""),
    ],
)
def test_fields_go_before_the_type_tags_names_and_folders(
    path: str, fields: str, kind: str
) -> None:
    assert base_of({path: front(fields)}).notes[path].kind == kind


def test_all_conditions_of_a_kind_hold_and_nested_ones_are_found() -> None:
    own = {"result": {"when": {"meta.kind": "CLM", "public": True}}}
    files = {"a.md": front("meta: {kind: CLM}\npublic: true"), "b.md": front("meta: {kind: CLM}")}
    kinds = {path: note.kind for path, note in base_of(files, own).notes.items()}
    assert kinds == {"a.md": "result", "b.md": ""}


def test_any_number_of_kinds_has_a_role() -> None:
    own = {name: {"role": "claim"} for name in ("result", "thesis")}
    files = {"a.md": front("type: result"), "b.md": front("type: thesis"), "c.md": front("type: x")}
    claims = base_of(files, own).of_role(Role.CLAIM)
    assert [note.path for note in claims] == ["a.md", "b.md"]


def test_a_schema_of_ones_own_leaves_the_role_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}")
    kinds = build_kinds({"claim": {"schema": "c.json"}}, tmp_path)
    assert kinds.by_name["claim"].role is Role.CLAIM


FOREIGN = front("type: claim\nstrengthens: '[[b]]'\ncreated: 2026-01-02")
"""A claim of another make: it lacks four of the fields that the shipped schema requires."""


def test_one_word_does_not_make_a_base_one_of_the_shipped_model(make_base: MakeBase) -> None:
    root = make_base({f"domains/{name}.md": FOREIGN for name in "abc"})
    assert findings(root, "--select", "SC") == []
    assert len(findings(root, "--select", "SC001", "--config", 'model="teleo"')) == 3 * 4


def test_a_folder_of_claims_brings_no_schema_where_the_notes_are_of_another_make(
    make_base: MakeBase,
) -> None:
    files = {f"claims/{number}.md": front("certainty: high") for number in range(3)}
    root = make_base({**files, "codex.toml": '[kinds.claim]\nfolders = ["claims"]\n'})
    assert findings(root, "--select", "SC", "--select", "FM") == []
    assert len(findings(root, "--select", "CL001")) == 3, "they are claims nevertheless"


def test_a_few_faults_leave_the_model_as_it_is(make_base: MakeBase) -> None:
    files = {f"domains/{name}.md": claim() for name in "abc"}
    root = make_base({**files, "domains/d.md": FOREIGN, "domains/e.md": claim(source=None)})
    found = [row["path"] for row in findings(root, "--select", "SC001")]
    assert found == ["domains/d.md"] * 4 + ["domains/e.md"]


def test_without_the_shipped_model_no_note_must_answer_in_a_field_of_it(
    make_base: MakeBase,
) -> None:
    files = {"a.md": front("type: claim\nchallenges: '[[b]]'"), "b.md": front("type: claim")}
    root = make_base(files)
    assert findings(root, "--select", "ED006") == []
    (root / "c.md").write_text(front("type: claim\nchallenged_by: '[[b]]'"))
    assert [row["path"] for row in findings(root, "--select", "ED006")] == ["a.md", "c.md"]


def test_no_message_names_a_kind_that_the_base_does_not_have(make_base: MakeBase) -> None:
    files = {"a.md": front("type: claim\nsupports: '[[s]]'"), "s.md": front("type: source")}
    [found] = findings(make_base(files), "--select", "RF008")
    assert found["hint"] == "`supports` leads to a claim"


def test_with_no_model_the_shipped_words_mean_nothing(make_base: MakeBase) -> None:
    files = {"domains/a.md": claim(supports="[gone]"), "inbox/s.md": source()}
    root = make_base({**files, "codex.toml": 'model = "none"\n'})
    assert (
        findings(
            root,
            "--select",
            "SC",
            "--select",
            "CL",
            "--select",
            "PV",
            "--select",
            "RF",
            "--select",
            "TI",
        )
        == []
    )


def test_unknown_types_are_reported_where_kinds_are_described(make_base: MakeBase) -> None:
    root = make_base({"a.md": front("type: essay")})
    assert findings(root, "--select", "SC008") == []
    own = '[kinds.result]\nrole = "claim"\n'
    (root / "codex.toml").write_text(own)
    assert len(findings(root, "--select", "SC008")) == 1
    (root / "codex.toml").write_text(f'types = "any"\n{own}')
    assert findings(root, "--select", "SC008") == []


def test_what_fits_no_note_is_told() -> None:
    files = {"pages/a.md": front("dg_type: CLM"), "x/b.md": front("tags: old")}
    base = base_of(files)
    assert list(base.kinds.unmatched(base.notes.values())) == [
        ("result", "when", "dg_type=RES"),
        ("paper", "tags", "reading"),
        ("paper", "files", "@*.md"),
    ]


def test_check_tells_what_fits_no_file(make_base: MakeBase) -> None:
    root = make_base({"a.md": "A\n", "codex.toml": '[kinds.claim]\nfolders = ["claims"]\n'})
    done = CliRunner().invoke(codex, ["check", "--root", str(root)])
    told = "no file fits `claims` in `kinds.claim.folders` of the configuration"
    assert told in done.stderr
