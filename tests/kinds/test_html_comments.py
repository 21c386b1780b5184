"""HTML comments hide what is in them, wherever they stand, and nothing else."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("inline", "Tides <!-- [[lost]] and [x](lost.md) --> turn.\n"),
    one("block", "<!--\n[[lost]]\n\n[x](lost.md)\n-->\n"),
    one("in_list", "- one <!-- [[lost]] -->\n- two\n  <!--\n  [[lost]]\n  -->\n"),
    one("in_quotation", "> said <!-- [[lost]] --> she\n"),
    one("in_table", "| a | b |\n|---|---|\n| <!-- [[lost]] --> | c |\n"),
    one("in_heading", "## Ebb <!-- [[lost]] -->\n"),
    one("with_code", "Ebb <!-- `a` [[lost]] ```\n[[lost]] --> and flow.\n"),
    one("two_dashes", "Ebb <!-- a -- [[lost]] -- b --> and flow.\n"),
    one("definition", "<!--\n[x]: lost.md\n-->\n"),
    one("html_in_it", 'Ebb <!-- <a href="lost.md">x</a> [^9] --> and flow.\n'),
    one("mark_in_code", "Ebb `<!--` [[«RF001 lost»]] `-->` flow.\n"),
    one("empty", "Ebb <!--> [[«RF001 lost»]] --> flow.\n"),
    one("empty_with_dash", "Ebb <!---> [[«RF001 lost»]] --> flow.\n"),
    one("behind_it", "Ebb <!-- a --> [[«RF001 lost»]] <!-- b --> flow.\n"),
    one("escaped", "Ebb \\<!-- [[«RF001 lost»]] --> flow.\n"),
    one("in_fence", "```\n<!--\n```\n[[«RF001 lost»]] -->\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_comment_hides_what_is_in_it(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
