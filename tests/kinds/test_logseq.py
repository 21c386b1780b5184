"""Logseq: pages have names of their own, and are there as soon as they are named."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import Files, Variation, marked, verify

MARK = {"logseq/config.edn": "{}\n"}
PAGES = {
    "pages/Tides.md": "alias:: ebb and flow, sea level\n\n- x\n",
    "pages/Community___Spring (2022).md": "- x\n",
    "pages/Guide%2FFirst steps.md": "- x\n",
    "pages/old.style.md": "- x\n",
    "pages/New%3F.md": "- x\n",
    "pages/what_is_new.md": "title:: What is new?\ntype:: [[Tides]]\n\n- x\n",
    "journals/2022_11_28.md": "- x\n",
}


def page(name: str, body: str, edges: tuple[str, ...] = (), beside: Files = {}) -> Variation:  # noqa: B006
    """A page of a graph with others beside it, and the edges that begin at it."""
    found = frozenset(f"pages/a.md links_to {each}" for each in edges)
    others = {"pages/what_is_new.md links_to pages/Tides.md"}
    files = {**MARK, **PAGES, **beside, "pages/a.md": body}
    return Variation(name, files, guessed=None, edges=found | others)


TABLE = (
    page("name", "- [[Tides]] [[tides]] #Tides\n", ("pages/Tides.md",)),
    page("namespace", "- [[Community/Spring (2022)]]\n", ("pages/Community___Spring (2022).md",)),
    page("percent", "- [[guide/First steps]]\n", ("pages/Guide%2FFirst steps.md",)),
    page("dot", "- [[old/style]] [[old.style]]\n", ("pages/old.style.md",)),
    page("question_mark", "- [[New?]]\n", ("pages/New%3F.md",)),
    page("title", "- [[what is new?]]\n", ("pages/what_is_new.md",)),
    page("alias", "- [[Ebb and flow]] [[sea level]]\n", ("pages/Tides.md",)),
    page("day", "- [[Nov 28th, 2022]] [[2022-11-28]]\n", ("journals/2022_11_28.md",)),
    page("day_with_weekday", "- [[Monday, 28 November 2022]]\n", ("journals/2022_11_28.md",)),
    page("day_without_file", "- [[Nov 29th, 2022]] [[2022/11/30]]\n"),
    page("page_without_file", "- [[Some page]] [[term/other]] #[[text editor]]\n"),
    page(
        "nearly_a_page",
        "- [[How the tides trun]]\n",
        beside={"pages/How the tides turn.md": "-\n"},
    ),
    page(
        "plural_and_case", "- [[tide]] [[Old.Styles]] [[card]]\n", beside={"pages/Cards.md": "-\n"}
    ),
    page(
        "block",
        "- [x](((634fae2e-edab-42e0-8385-59df3fc3da0e))) [y]([[Tides]])\n",
        ("pages/Tides.md",),
    ),
    page("other_page", "- [[First-steps]] [[Guide First steps]]\n"),
    page("asset_gone", "- ![x](«RF004 ../assets/lost.png»){:height 9}\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_pages_are_called_as_logseq_calls_them(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


RENAMES = (
    Rename(
        "namespace",
        {**MARK, **PAGES, "pages/a.md": "- [[community/spring (2022)]] [[Tides]]\n"},
        "pages/Community___Spring (2022).md",
        "pages/Community___Autumn.md",
        {"pages/Community___Spring (2022).md": "pages/Community___Autumn.md"},
        {"pages/a.md": "- [[Community/Autumn]] [[Tides]]\n"},
    ),
    Rename(
        "macros_and_tags_are_listed",
        {
            **MARK,
            "pages/a___b.md": "-\n",
            "pages/c.md": "- [[a/b]]\n- {{embed [[A/b]]}}\n- #a/b\n- #a/bc `[[a/b]]`\n",
        },
        "pages/a___b.md",
        "pages/a___d.md",
        {"pages/a___b.md": "pages/a___d.md"},
        {"pages/c.md": "- [[a/d]]\n- {{embed [[A/b]]}}\n- #a/b\n- #a/bc `[[a/b]]`\n"},
        r"c\.md:2(?s:.*)c\.md:3(?!(?s:.*)c\.md:4)",
    ),
    Rename(
        "by_alias",
        {**MARK, **PAGES, "pages/a.md": "- [[ebb and flow]]\n"},
        "pages/Tides.md",
        "pages/Sea.md",
        {"pages/Tides.md": "pages/Sea.md"},
        {"pages/what_is_new.md": "title:: What is new?\ntype:: [[Sea]]\n\n- x\n"},
    ),
)


@pytest.mark.parametrize("case", RENAMES, ids=lambda case: case.name)
def test_a_rename_writes_names_of_pages(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
