"""What stands between dollars, or in a formula, is no link."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("inline", "The ring $\\mathbb Z[[q]]$ is local.\n"),
    one("function_value", "Here $[u * v](k) = 0$ for all $k$.\n"),
    one("display", "$$\n\\left[\\frac{a}{b}\\right](\\alpha)\n[[s]]\n$$\n"),
    one("display_in_line", "So $$k[[u, v]]$$ has dimension two.\n"),
    one("brackets", "\\[\nR[[h]] = [f](h)\n\\]\n"),
    one("parentheses", "So \\(R[[h]]\\) is flat.\n"),
    one("in_list", "- first $A[[w]]$\n- then\n  $$\n  [g](w)\n  $$\n"),
    one("in_quotation", "> We have $B[[w]]$ and\n>\n> $$\n> [g](w)\n> $$\n"),
    one("in_table", "| ring | value |\n|---|---|\n| $K[[z]]$ | $[p](z)$ |\n"),
    one("fence", "```math\nK[[z]]\n```\n"),
    one("around_code", "Both $`K[[z]]`$ and $K[[z]]$ are rings.\n"),
    one("two_lines", "Let $f = [a +\nb](c)$ be given.\n"),
    one("prices", "From $5 for [[«RF001 a lost lamp»]] to $9 for two.\n"),
    one("escaped_dollar", "From \\$5 for [[«RF001 a lost lamp»]] to 9\\$.\n"),
    one("two_paragraphs", "It cost $a.\n\n[[«RF001 a lost lamp»]] cost b$.\n"),
    one("behind_it", "$$\nx\n$$\n\nSee [[«RF001 a lost lamp»]] and $y$.\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_math_holds_no_links(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
