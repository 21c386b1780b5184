"""A front matter that is written twice: the second is text, and somebody meant it to count."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

ONCE = "---\ntitle: Ebb\n---\n"
FM = ("FM",)

TABLE = (
    one(
        "right_below",
        f"{ONCE}«FM008 ---»\ntitle: Ebb\ntags: [sea]\n---\nText.\n",
        select=FM,
        guessed=None,
    ),
    one(
        "below_an_empty_line",
        f"{ONCE}\n«FM008 ---»\ntitle: Ebb\n---\nText.\n",
        select=FM,
        guessed=None,
    ),
    one("below_two", f"{ONCE}\n\n«FM008 ---»\nauthor: rosa\n---\n", select=FM, guessed=None),
    one(
        "the_same_again",
        f"{ONCE}{ONCE.replace('---', '«FM008 ---»', 1)}Text.\n",
        select=FM,
        guessed=None,
    ),
    one(
        "claim",
        claim("«FM008 ---»\ntype: claim\ndomain: sea\n---\nText.\n"),
        select=FM,
        guessed=None,
    ),
    one(
        "with_list", f"{ONCE}«FM008 ---»\ntags:\n  - sea\n  - moon\n---\n", select=FM, guessed=None
    ),
    one(
        "crlf",
        f"{ONCE}«FM008 ---»\ntitle: Ebb\n---\nText.\n".replace("\n", "\r\n"),
        select=FM,
        guessed=None,
    ),
    one("rule_below", f"{ONCE}---\n\nText.\n\n---\n", select=FM),
    one("heading_below", f"{ONCE}\n---\n\nEbb and flow\n---\n", select=FM),
    one("table_of_terms", f"{ONCE}\n---\n\nNote: it turns twice.\n\n---\n", select=FM),
    one("in_code", f"{ONCE}\n```\n---\ntitle: Ebb\n---\n```\n", select=FM),
    one("far_below", f"{ONCE}Text.\n\n---\n\nebb: low\n\n---\n", select=FM),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_second_front_matter_is_reported(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
