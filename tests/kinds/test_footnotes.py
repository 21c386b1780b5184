"""A footnote needs its definition."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("gone", "Tides turn.«RF014 [^1]»\n"),
    one("gone_by_name", "Tides turn.«RF014 [^holm-2020]»\n\n[^holm-2021]: A book.\n", guessed=None),
    one("one_of_two", "Tides[^1] turn.«RF014 [^2]»\n\n[^1]: They do.\n", guessed=None),
    one("in_list", "- tides «RF014 [^a]»\n- moons\n"),
    one("defined_in_code", "Tides turn.«RF014 [^1]»\n\n```\n[^1]: no\n```\n"),
    one("defined_in_comment", "Tides turn.«RF014 [^1]»\n\n<!--\n[^1]: no\n-->\n"),
    one("defined", "Tides turn.[^1]\n\n[^1]: They do.\n"),
    one("defined_before", "[^1]: They do.\n\nTides turn.[^1]\n"),
    one("defined_in_quotation", "> Tides turn.[^q]\n>\n> [^q]: They do.\n"),
    one("other_case", "Tides turn.[^Note]\n\n[^note]: They do.\n"),
    one("inline", "Tides turn.^[They do, twice.]\n"),
    one("in_code", "The pattern `[^1]` and\n\n    [^2]\n"),
    one("pattern", "The class [^a-z0-9_] and [^ ] are no footnotes.\n"),
    one("escaped", "Write \\[^1] for a footnote.\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_footnote_needs_its_definition(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
