"""A rename leaves nothing behind: whatever is a link follows, and what cannot is listed."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import claim, marked

OLD, NEW = "coast/spring tide.md", "coast/king tide.md"


def of(name: str, before: str, after: str = "", says: str = "") -> Rename:
    """A rename of a note that another one names."""
    changed = {"coast/a.md": after} if after else {}
    files = {OLD: "# Spring\n\nText. ^high\n", "coast/a.md": before}
    return Rename(name, files, "spring tide", "king tide", {OLD: NEW}, changed, says)


TABLE = (
    of(
        "title_with_brackets",
        '[x](spring%20tide.md "Holm (2020)")\n',
        '[x](king%20tide.md "Holm (2020)")\n',
    ),
    of("definition", "[x][t]\n\n[t]: spring%20tide.md\n", "[x][t]\n\n[t]: king%20tide.md\n"),
    of(
        "definition_with_title",
        "[t]\n\n[t]: <spring tide.md#spring> 'x (y)'\n",
        "[t]\n\n[t]: <king tide.md#spring> 'x (y)'\n",
    ),
    of("html", '<a href="spring%20tide.md">x</a>\n', '<a href="king%20tide.md">x</a>\n'),
    of(
        "html_in_table",
        "| a |\n|---|\n| <a href='spring%20tide.md#spring'>x</a> |\n",
        "| a |\n|---|\n| <a href='king%20tide.md#spring'>x</a> |\n",
    ),
    of("nested_label", "[a [b] c](spring%20tide.md)\n", "[a [b] c](king%20tide.md)\n"),
    of("query", "[x](spring%20tide.md?plain=1#spring)\n", "[x](king%20tide.md?plain=1#spring)\n"),
    of("entity", "[x](spring&#32;tide.md)\n", "[x](king%20tide.md)\n"),
    of(
        "block",
        "[[spring tide#^high]] ![[spring tide#^high|x]]\n",
        "[[king tide#^high]] ![[king tide#^high|x]]\n",
    ),
    of(
        "comment",
        "<!-- [[spring tide]] -->\n%% [x](spring%20tide.md) %%\n",
        "<!-- [[king tide]] -->\n%% [x](king%20tide.md) %%\n",
    ),
    of(
        "linked_picture",
        "[![x](https://example.org/x.png)](spring%20tide.md)\n",
        "[![x](https://example.org/x.png)](king%20tide.md)\n",
    ),
    of(
        "unquoted",
        claim("", related="\n  - [[spring tide]]"),
        claim("", related="\n  - [[king tide]]"),
    ),
    of("label_first", "[[The high one|spring tide]]\n", "[[The high one|king tide]]\n"),
    of("code_stays", "`[[spring tide]]`\n\n```\n[[spring tide]]\n```\n"),
    of(
        "anchor_in_yaml",
        "---\nup: &up '[[spring tide]]'\nsee: *up\n---\n",
        "---\nup: &up '[[king tide]]'\nsee: *up\n---\n",
    ),
    of("broken_front_matter", "---\nup: [spring tide\n---\nText.\n", says=r"coast/a\.md:2"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_whatever_is_a_link_follows(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
