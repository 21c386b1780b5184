"""References that are meant to name no file: tables of contents, blocks, pages of a host."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

LOG = {"notes/log.md": "# Monday\n"}

TABLE = (
    one("contents", "[[toc]] [[TOC]] [[_TOC_]] [[_TOSP_]]\n"),
    one("contents_that_are_a_note", "[[TOC]]\n", beside={"notes/TOC.md": "x\n"}),
    one("near_contents", "[[«RF001 tocs»]]\n", guessed=None),
    one("block", "[it](((634fae2e-edab-42e0-8385-59df3fc3da0e))) ((xxaI_UkBG))\n"),
    one("block_in_code_label", "[`:legacy` names](((634fae2e-edab-42e0-8385-59df3fc3da0e)))\n"),
    one("two_parentheses", "[it](«RF004 ((lost).md)»)\n", guessed=None),
    one("part_of_a_drawing", "![[log#^group=a1B2]] [[log#^area=x]]\n", beside=LOG),
    one("lost_block", "[[«RF011 log#^group»]]\n", beside=LOG, guessed=None),
    one("issues", "[a](../../../issues) [b](../../../issues/12) [c](../../../pulls)\n"),
    one("releases", "[a](../../../releases/tag/v1.0) [b](../../../wiki) [c](../../../pull/7)\n"),
    one("file_of_a_host", "[a](../../../blob/main/README.md) [b](../../../-/issues)\n"),
    one("lost_near", "[a](«RF004 ../issues»)\n", guessed=None),
    one("note_above", "[a](«RF012 ../../wiki/Start.md»)\n", guessed=None),
    one("far_above", "[a](«RF012 ../../../../../issues»)\n", guessed=None),
    one("other_above", "[a](«RF012 ../../shop»)\n", guessed=None),
)

COMMENTS = (
    one("line", "{/* [[lost]] [x](lost.md) */}\n"),
    one("lines", "{/*\n[[lost]]\n\n[x](lost.md)\n*/}\n"),
    one("in_text", "Tides {/* [[lost]] */} turn.\n"),
    one("in_list", "- one {/* [[lost]] */}\n- {/* [[lost]] */} two\n"),
    one("in_quotation", "> {/* [[lost]] */}\n"),
    one("in_paragraph", "Ebb\n{/* [[lost]] */}\nflow.\n"),
    one("with_code", "{/* `[[lost]]` */}\n"),
    one("behind_it", "{/* a */} [[«RF001 lost»]] {/* b */}\n"),
    one("below_it", "{/*\na\n*/}\n[[«RF001 lost»]]\n"),
    one("in_code", "`{/*` [[«RF001 lost»]] `*/}`\n"),
    one("without_end", "{/* [[«RF001 lost»]]\n"),
    one("brace", "{ [[«RF001 lost»]] */}\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_what_leads_elsewhere_is_no_dead_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


@pytest.mark.parametrize("case", marked(COMMENTS))
def test_a_comment_of_mdx_hides_what_is_in_it(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
