"""A title with a slash is no path: the whole text is looked up, and never a part of it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, archived, claim, marked, verify

SALT = "Salt and/or frost cracks the quay stones"
WHOLE = {"coast/quay-stones.md": claim(f"# {SALT}\n")}
PART = {"coast/or frost cracks the quay stones.md": claim("# Another note altogether\n")}
BOTH = {**WHOLE, **PART}


def of(name: str, text: str, fixed: str = "", **more: object) -> Variation:
    """A claim that is to be looked at, with both notes beside it."""
    changed = {"coast/a.md": fixed} if fixed else {}
    return Variation(name, {"coast/a.md": text, **BOTH}, changed, **more)


TABLE = (
    of("wikilink", claim(f"[[«RF003 {SALT}»]]\n"), claim(f"[[quay-stones|{SALT}]]\n")),
    of(
        "wikilink_with_label",
        claim(f"[[«RF003 {SALT}|the quay»]]\n"),
        claim("[[quay-stones|the quay]]\n"),
    ),
    of(
        "relation",
        claim("", supports=f"[{SALT}]"),
        edges=frozenset({"coast/a.md supports coast/quay-stones.md"}),
    ),
    of(
        "relation_in_brackets",
        claim("", supports=f"['[[{SALT}]]']"),
        edges=frozenset({"coast/a.md supports coast/quay-stones.md"}),
    ),
    of("journal", claim("", supports=f"[{SALT}]", reweave_edges=f"['{SALT}|supports|2026-02-03']")),
    Variation(
        "only_the_part",
        {"coast/a.md": claim(f"[[«RF001 {SALT}»]]\n"), **PART},
        guessed=None,
        edges=frozenset(),
    ),
    Variation(
        "only_the_part_in_relation",
        {"coast/a.md": claim("", supports=f"[«RF007 {SALT}»]"), **PART},
        guessed=None,
        edges=frozenset(),
    ),
    Variation(
        "day",
        {
            "a.md": "[[«RF003 The flood of 3/4/1953 took the lower street»]]\n",
            "flood.md": "---\ntitle: The flood of 3/4/1953 took the lower street\n---\n",
            "1953 took the lower street.md": "x\n",
        },
        {"a.md": "[[flood|The flood of 3/4/1953 took the lower street]]\n"},
    ),
    Variation(
        "abbreviation",
        {
            "a.md": "[[«RF003 TCP/IP carries every packet home»]]\n",
            "net/packets.md": "# TCP/IP carries every packet home\n",
            "net/IP carries every packet home.md": "x\n",
        },
        {"a.md": "[[packets|TCP/IP carries every packet home]]\n"},
    ),
    Variation(
        "unit",
        {
            "a.md": "| a |\n|---|\n| [[«RF003 km/h is the wrong unit here»]] |\n",
            "unit.md": "km/h is the wrong unit here\n====\n",
            "h is the wrong unit here.md": "x\n",
        },
        {"a.md": "| a |\n|---|\n| [[unit\\|km/h is the wrong unit here]] |\n"},
    ),
    Variation(
        "source",
        {
            "coast/a.md": claim("", sourced_from="['Costs/benefits of dredging, revised']"),
            "inbox/archive/s.md": archived(
                title="Costs/benefits of dredging, revised", claims_extracted="[a]"
            ),
            "inbox/archive/benefits of dredging, revised.md": archived(title="Benefits"),
        },
        edges=frozenset(
            {
                "coast/a.md sourced_from inbox/archive/s.md",
                "inbox/archive/s.md claims_extracted coast/a.md",
            }
        ),
    ),
    Variation(
        "two_slashes",
        {
            "a.md": "[[«RF001 Ebb/flow/slack water turns the mill»]]\n",
            "slack water turns the mill.md": "x\n",
            "flow/slack water.md": "x\n",
        },
        guessed=None,
    ),
    Variation(
        "real_path",
        {
            "a.md": "[[coast/harbour light]] [[light/harbour lamp]]\n",
            "coast/harbour light.md": "x\n",
            "coast/light/harbour lamp.md": "x\n",
        },
    ),
    Variation(
        "moved_file",
        {
            "a.md": "[[«RF003 coast/harbour lights burn until dawn»]]\n",
            "coast/old/harbour lights burn until dawn.md": "x\n",
        },
        {"a.md": "[[coast/old/harbour lights burn until dawn]]\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_title_with_a_slash_is_no_path(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
