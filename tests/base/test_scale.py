"""Ordered values of confidence."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings

from codex_tools.base.scale import SHIPPED_SCALE, build_scale
from codex_tools.rules._samples import claim


@pytest.mark.parametrize(
    ("levels", "value", "rank"),
    [
        (["low", "medium", "high"], "Medium ", 1),
        (["low", "medium", "high"], "huge", None),
        ([1, 2, 3, 4, 5], 4, 3),
        ([1, 2, 3, 4, 5], "4", 3),
        ([1, 2, 3, 4, 5], 6, None),
        ([0, 0.5, 1], 0.7, 1),
        (["★", "★★", "★★★"], "★★", 1),
        (["low", "medium", "high"], None, None),
    ],
)
def test_the_rank_of_a_value(levels: list[object], value: object, rank: int | None) -> None:
    assert build_scale(levels).rank(value) == rank


def test_the_upper_half_is_high() -> None:
    assert [each for each in SHIPPED_SCALE.levels if SHIPPED_SCALE.is_high(each)] == [
        "likely",
        "proven",
    ]
    three = build_scale(["low", "medium", "high"])
    assert [each for each in three.levels if three.is_high(each)] == ["high"]
    assert not three.is_high("likely")


def test_rules_on_confidence_go_by_the_scale_and_the_field_of_the_base(
    make_base: MakeBase,
) -> None:
    root = make_base(
        {
            "domains/a.md": claim(confidence=None, certainty="high"),
            "domains/b.md": claim(confidence=None, certainty="low"),
            "codex.toml": 'confidence = ["low", "medium", "high"]\n',
        }
    )
    [found] = findings(root, "--select", "CL004")
    assert (found["path"], found["line"]) == ("domains/a.md", 7)
    assert "`high`" in found["message"]
