"""Indented code and fences in lists and quotations, as CommonMark reads them."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("plain", "So:\n\n    [[lost]]\n"),
    one("tab", "So:\n\n\t[[lost]]\n"),
    one("in_item", "- so:\n\n      [[lost]]\n"),
    one("in_numbered_item", "10. so:\n\n        [[lost]]\n"),
    one("in_quotation", "> so:\n>\n>     [[lost]]\n"),
    one("in_item_of_quotation", "> - so:\n>\n>       [[lost]]\n"),
    one("behind_a_list", "- one\n\nText.\n\n    [[lost]]\n"),
    one("fence_in_item", "- so:\n  ```\n  [[lost]]\n  ```\n  [[«RF001 gone»]]\n"),
    one("fence_in_quotation", "> ```\n> [[lost]]\n> ```\n> [[«RF001 gone»]]\n"),
    one("quotation_ends_fence", "> ```\n> [[lost]]\n\n[[«RF001 gone»]]\n"),
    one("fence_by_four", "So:\n\n    ```\n\n[[«RF001 gone»]]\n\n    ```\n"),
    one("closing_by_four", "```\n    ```\n[[lost]]\n```\n[[«RF001 gone»]]\n"),
    one("continuation", "So it goes\n    on [[«RF001 gone»]] here.\n"),
    one("nested_item", "- one\n\n  - two\n\n    [[«RF001 gone»]]\n"),
    one("second_paragraph", "- one\n\n    [[«RF001 gone»]]\n"),
    one("item_continuation", "1. one\n        [[«RF001 gone»]]\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_indented_code_is_found_where_it_stands(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
