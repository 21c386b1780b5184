"""``[[note#^block]]`` leads to a block with this name at its end."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

LOG = {
    "notes/log.md": "# Monday\n\nWind from the west. ^wind-1\n\n- nets mended ^nets\n- sails\n\n"
    "| a |\n|---|\n| b |\n\n^board\n\nIt is 2^10 metres. Not^here either.\n\n```\nx ^code\n```\n\n"
    "> said she ^quote\n"
}

TABLE = (
    one("paragraph", "See [[log#^wind-1]].\n", beside=LOG),
    one("item", "See [[log#^nets|nets]].\n", beside=LOG),
    one("table", "See ![[log#^board]].\n", beside=LOG),
    one("quotation", "See [[log#^quote]].\n", beside=LOG),
    one("below_heading", "See [[log#Monday#^wind-1]].\n", beside=LOG),
    one("own_note", "It turned. ^turn\n\nSee [[#^turn]].\n"),
    one("markdown", "See [it](log.md#^wind-1).\n", beside=LOG),
    one("gone", "See [[«RF011 log#^wind-2»]].\n", beside=LOG, guessed=None),
    one("gone_embed", "See ![[«RF011 log#^boards|b»]].\n", beside=LOG, guessed=None),
    one("gone_own", "See [[«RF011 #^turn»]].\n", guessed=None),
    one("gone_markdown", "See [it](«RF011 log.md#^rain»).\n", beside=LOG, guessed=None),
    one(
        "within_a_line",
        "See [[«RF011 log#^10»]] and [[«RF011 log#^here»]].\n",
        beside=LOG,
        guessed=None,
    ),
    one("in_code", "See [[«RF011 log#^code»]].\n", beside=LOG, guessed=None),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_block_reference_needs_its_block(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
