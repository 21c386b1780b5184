"""``%% … %%`` is a comment, in which findings can be silenced too."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("inline", "Tides %%[[lost]] and [x](lost.md)%% turn.\n"),
    one("block", "%%\n[[lost]]\n\n[x](lost.md)\n%%\n"),
    one("in_list", "- one %% [[lost]] %%\n- two\n"),
    one("in_quotation", "> said %% [[lost]] %% she\n"),
    one("in_table", "| a | b |\n|---|---|\n| %%[[lost]]%% | c |\n"),
    one("over_lines", "Tides %% turn\n[[lost]] %% today.\n"),
    one("footnote", "Tides %%[^9]%% turn.\n"),
    one("between_two", "%%a%% [[«RF001 lost»]] %%b%%\n"),
    one("in_code", "Write `%%` [[«RF001 lost»]] `%%`.\n"),
    one("in_fence", "```\n%%\n```\n\n[[«RF001 lost»]]\n"),
    one("per_cent", "Some 5 % of [[«RF001 lost»]] and 6 % of it.\n"),
    one("silenced_line", "Tides [[lost]] turn. %% codex: ignore[RF001] it is planned %%\n"),
    one("silenced_below", "%% codex: ignore[RF001] %%\n[[lost]]\n\n[[«RF001 lost»]]\n"),
    one("silenced_file", "%% codex: ignore-file[RF001] %%\n\n[[lost]] [x](«RF004 lost.md»)\n"),
    one("unused", "«SU001 %% codex: ignore[RF001] %%»\n", select=("RF", "SU")),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_percent_signs_enclose_a_comment(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
