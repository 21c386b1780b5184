"""What a reference means where several files fit, and when a path that moved is mended."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings

from codex_tools.rules._samples import claim

ENTITY = "---\ntype: entity\n---\n"


def test_namesakes_of_which_none_is_of_the_wanted_kind_are_all_candidates(
    make_base: MakeBase,
) -> None:
    root = make_base({"domains/a.md": claim(supports="[b]"), "x/b.md": ENTITY, "y/b.md": ENTITY})
    found = findings(root, "--select", "RF")
    assert [row["rule"] for row in found] == ["ambiguous-reference"]
    assert "x/b.md" in found[0]["hint"]
    assert "y/b.md" in found[0]["hint"]


@pytest.mark.parametrize(
    ("written", "path", "safe"),
    [
        ("x/map", "x/y/map.md", True),
        ("x/y/map", "x/map.md", True),
        ("z/map", "map.md", False),
        ("z/map", "y/map.md", False),
        ("z/map", "zy/map.md", False),
        ("z/how the tides rise", "y/how the tides rise.md", True),
        ("z/how tides", "y/how tides.md", False),
    ],
)
def test_a_path_that_moved_is_mended_safely_where_it_surely_is_the_same_file(
    make_base: MakeBase, written: str, path: str, safe: bool
) -> None:
    root = make_base({"z/a.md": f"See [[{written}]].\n", path: "Text.\n"})
    [found] = findings(root, "--select", "RF")
    assert found["rule"] == "inexact-wikilink"
    assert found["fix"]["applicability"] == ("safe" if safe else "unsafe")


@pytest.mark.parametrize("written", ["gone/map", "gone/how the tides rise"])
def test_a_path_from_a_folder_that_is_not_there_is_only_a_guess(
    make_base: MakeBase, written: str
) -> None:
    path = f"y/{written.removeprefix('gone/')}.md"
    root = make_base({"z/a.md": f"See [[{written}]].\n", path: "Text.\n"})
    [found] = findings(root, "--select", "RF")
    assert found["rule"] == "dangling-wikilink"
    assert found["hint"] == f"did you mean {path}?"
    assert found["fix"]["applicability"] == "unsafe"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("b.md#Low%20water", 0),
        ("b.md#low%2Dwater", 0),
        ("b%2Emd#Low%20water", 0),
        ("b.md#low-water", 0),
        ("b.md#Low%20tide", 1),
    ],
)
def test_the_heading_of_a_link_is_percent_decoded(
    make_base: MakeBase, address: str, found: int
) -> None:
    root = make_base({"a.md": f"[x]({address})\n", "b.md": "# Low water\n"})
    assert len(findings(root, "--select", "RF")) == found
