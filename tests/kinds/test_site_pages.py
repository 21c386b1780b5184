"""Addresses as a site serves its pages: known by the configuration of its generator."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import Variation, marked, verify

DOCS = {
    "docs/guide/start.md": "# Go\n",
    "docs/guide/index.md": "# Guide\n",
    "docs/map.png": "x",
}


def site(name: str, body: str, at: str = "docs/tides.md", mark: str = "mkdocs.yml") -> Variation:
    """A page of a site with others beside it."""
    return Variation(name, {mark: "", **DOCS, at: body}, guessed=None)


TABLE = (
    site("page_below", "[x](guide/start/)\n"),
    site("from_the_page", "[x](../guide/start/) [y](../guide/start#go) [z](../guide/)\n"),
    site("attachment", "![x](../map.png) ![y](«RF004 ../lost.png»)\n"),
    site("deeper", "[x](../../guide/start)\n", "docs/sea/calm.md"),
    site("from_index", "[x](../guide/start) [y](«RF004 ../../guide/start»)\n", "docs/sea/index.md"),
    site("gone", "[x](«RF004 ../guide/stop»)\n"),
    site("heading_gone", "[x](«RF011 ../guide/start/#stop»)\n"),
    site("a_file_is_no_page", "[x](«RF004 ../guide/start.md»)\n"),
    site("from_the_top", "[x](/guide/start/) [y](/map.png) [z](«RF004 /guide/stop/»)\n"),
    site("zensical", "[x](../guide/start/) [y](/guide/start)\n", mark="zensical.toml"),
    site("no_site", "[x](«RF004 ../guide/start/»)\n", mark="notes.yml"),
    site("configured_elsewhere", "[x](«RF004 ../guide/start/»)\n", mark="other/mkdocs.yml"),
    site("outside_the_pages", "[x](«RF004 ../guide/start/»)\n", at="notes/sea.md"),
    Variation(
        "hugo",
        {
            "hugo.toml": "",
            "content/a.md": "[x](../b/) ![y](/i.png) [z](/b)\n",
            "content/b.md": "x\n",
            "static/i.png": "x",
        },
    ),
    Variation(
        "docusaurus_serves_files",
        {
            "docusaurus.config.js": "",
            "docs/a/b.md": "[x](../c) [y](«RF004 ../d»)\n",
            "docs/c.md": "x\n",
            "docs/a/d.md": "x\n",
        },
        guessed=None,
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_addresses_of_pages(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


RENAMES = (
    Rename(
        "the_page_that_is_named",
        {"mkdocs.yml": "", **DOCS, "docs/tides.md": "[x](../guide/start/#go) [y](guide/start)\n"},
        "docs/guide/start.md",
        "docs/begin.md",
        {"docs/guide/start.md": "docs/begin.md"},
        {"docs/tides.md": "[x](../begin/#go) [y](begin)\n"},
    ),
    Rename(
        "the_page_itself",
        {"mkdocs.yml": "", **DOCS, "docs/tides.md": "[x](../guide/start/) ![y](../map.png)\n"},
        "docs/tides.md",
        "docs/sea/tides.md",
        {"docs/tides.md": "docs/sea/tides.md"},
        {"docs/sea/tides.md": "[x](../../guide/start/) ![y](../../map.png)\n"},
    ),
)


@pytest.mark.parametrize("case", RENAMES, ids=lambda case: case.name)
def test_a_rename_follows_addresses_of_pages(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
