"""What the status of a source says, in the usual words and in those of a base."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings
from click.testing import CliRunner

from codex_tools.base.statuses import USUAL_STATUSES, Stage, build_statuses
from codex_tools.cli import codex
from codex_tools.rules._samples import claim, source

OWN = """\
model = "none"
[kinds.thesis]
role = "claim"
[kinds.paper]
role = "source"
[relations.backed_by]
provenance = "from"
[statuses]
processed = ["Done"]
unprocessed = ["to-read"]
fruitless = ["nothing-new"]
"""


@pytest.mark.parametrize(
    ("value", "stage"),
    [
        ("processed", Stage.PROCESSED),
        ("Unprocessed", Stage.UNPROCESSED),
        ("null-result", Stage.FRUITLESS),
        ("done", None),
        (3, None),
        (None, None),
    ],
)
def test_what_a_usual_value_says(value: object, stage: Stage | None) -> None:
    assert USUAL_STATUSES.stage_of(value) is stage


def test_own_values_go_before_the_usual_ones() -> None:
    own = build_statuses({"processed": ["done"]})
    assert own.stage_of("DONE") is own.stage_of("processed") is Stage.PROCESSED
    assert own.value_of(Stage.PROCESSED) == "done"
    assert own.value_of(Stage.FRUITLESS) == "null-result"
    assert own != USUAL_STATUSES
    assert build_statuses({}) == USUAL_STATUSES


def test_rules_speak_of_a_status_in_the_words_of_the_base(make_base: MakeBase) -> None:
    root = make_base(
        {
            "codex.toml": OWN,
            "a.md": "---\ntype: thesis\nbacked_by: '[[read]]'\n---\nSo.\n",
            "read.md": "---\ntype: paper\nstatus: to-read\n---\nText.\n",
            "new.md": "---\ntype: paper\nstatus: nothing-new\n---\nText.\n",
            "done.md": "---\ntype: paper\nstatus: Done\n---\nText.\n",
        }
    )
    found = findings(root, "--select", "PV003,PV004")
    assert [(row["path"], row["message"], row["hint"]) for row in found] == [
        (
            "done.md",
            "the source is `Done`, but no claim was extracted from it",
            "link its claims with `codex link`, or write `status: nothing-new`",
        ),
        (
            "read.md",
            "`to-read` says that nobody has read it, but a claim comes from it",
            "see a.md",
        ),
    ]
    fixed = ["check", "--fix", "--unsafe-fixes", "--select", "PV004", "--root", str(root)]
    CliRunner().invoke(codex, fixed)
    assert "status: Done\n" in (root / "read.md").read_text()


def test_the_shipped_values_need_no_configuration(make_base: MakeBase) -> None:
    files = {"domains/a.md": claim(), "inbox/archive/s.md": source(status="processed")}
    assert [row["code"] for row in findings(make_base(files), "--select", "PV003")] == ["PV003"]
