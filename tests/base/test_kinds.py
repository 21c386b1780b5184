"""Which kind a document is of, by its `type:` and by its place."""

from __future__ import annotations

from itertools import permutations

import pytest

from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import Kind

KINDS = (
    Kind("soup", {}, folders=("soups", "cold/soups"), types=("soup",)),
    Kind("cold", {}, folders=("cold",), files=("menu.md",), types=("cold",), legacy_types=("ice",)),
    Kind("clear", {}, folders=("cold/soups/clear",), types=("clear", "ice")),
)


@pytest.mark.parametrize("kinds", list(permutations(KINDS)))
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("cold/a.md", "cold"),
        ("cold/soups/a.md", "soup"),
        ("cold/soups/clear/x/a.md", "clear"),
        ("cold/soups/menu.md", "cold"),
        ("x/soups/a.md", "soup"),
        ("soups-old/a.md", None),
        ("x/soups/y/a.md", None),
        ("soups.md", None),
    ],
)
def test_the_deepest_folder_tells_the_kind(
    kinds: tuple[Kind, ...], path: str, kind: str | None
) -> None:
    found = KindTable(kinds).classify(path, {})
    assert (found and found.name) == kind


@pytest.mark.parametrize("kinds", list(permutations(KINDS)))
def test_a_type_tells_more_than_a_place_and_a_present_one_more_than_a_legacy_one(
    kinds: tuple[Kind, ...],
) -> None:
    table = KindTable(kinds)
    for given, kind in (("soup", "soup"), ("ice", "clear"), ("tea", "cold"), (["soup"], "cold")):
        found = table.classify("cold/a.md", {"type": given})
        assert found is not None
        assert found.name == kind
