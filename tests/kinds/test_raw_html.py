"""``<pre>``, ``<script>`` and ``<style>`` hold text of another language."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("pre", "<pre>\n[[lost]]\n</pre>\n"),
    one("pre_with_empty_lines", "<pre>\n\n[[lost]]\n\n[x](lost.md)\n</pre>\n"),
    one("pre_with_class", '<pre class="log">\n[[lost]]\n</pre>\n'),
    one("pre_on_one_line", "<pre>[[lost]]</pre>\n"),
    one("pre_in_text", "So <pre>[[lost]]</pre> it stands.\n"),
    one("pre_with_code", "<pre><code>x[[0]](1)\n\n[[lost]]\n</code></pre>\n"),
    one("script", "<script>\nconst a = b[[0]];\n\nf[0](lost);\n</script>\n"),
    one("style", "<style>\na[href=x] {}\n\n[[lost]]\n</style>\n"),
    one("capitals", "<SCRIPT>\n\n[[lost]]\n</SCRIPT>\n"),
    one("in_quotation", "> <pre>\n> [[lost]]\n> </pre>\n"),
    one("in_list", "- so:\n  <pre>\n  [[lost]]\n  </pre>\n"),
    one("behind_it", "<pre>\nx\n</pre>\n\n[[«RF001 lost»]]\n"),
    one("another_tag", "So <present>[[«RF001 lost»]]</present> it is.\n"),
    one("tag_in_code", "So `<pre>` [[«RF001 lost»]] `</pre>` it is.\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_raw_html_holds_no_links(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
