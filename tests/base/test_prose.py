"""What is a reference in a field that may hold prose as well."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings

from codex_tools.rules._samples import claim

PROSE = ("challenged_by", "depends_on", "sources", "enriches")


@pytest.mark.parametrize("relation", PROSE)
@pytest.mark.parametrize(
    ("text", "is_reference"),
    [
        ("unpublished", False),
        ("well-known", False),
        ("the high-water marks-of-old at sea", False),
        ("high-water-marks", True),
        ("domains/marks", True),
        ("and/or as some say", False),
        ("marks of the tide.md", True),
        ("'[[marks of the tide]]'", True),
    ],
)
def test_a_text_that_has_the_form_of_a_reference_is_one(
    make_base: MakeBase, relation: str, text: str, is_reference: bool
) -> None:
    root = make_base({"domains/a.md": claim(**{relation: f"\n  - {text}"})})
    assert bool(findings(root, "--select", "RF")) == is_reference


@pytest.mark.parametrize("relation", ["supports", "challenges", "related", "sourced_from"])
def test_elsewhere_every_text_is_a_reference(make_base: MakeBase, relation: str) -> None:
    root = make_base({"domains/a.md": claim(**{relation: "[unpublished]"})})
    assert len(findings(root, "--select", "RF")) == 1
