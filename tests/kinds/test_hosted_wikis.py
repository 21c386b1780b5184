"""Wikis of GitHub: pages are called with blanks, and the label comes first."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import Variation, marked, verify

PAGES = {
    "Home.md": "# Home\n",
    "_Sidebar.md": "[[Home]]\n",
    "Settings-explained.md": "# Settings\n\n## Part one\n",
    "FAQs-&-Fixes.md": "x\n",
    "images/a.png": "x",
}


def wiki(name: str, body: str, **files: str) -> Variation:
    """A page of a wiki with others beside it."""
    return Variation(name, {**PAGES, **files, "Start.md": body}, guessed=None)


TABLE = (
    wiki("blanks", "[[Settings explained]] [[settings explained]]\n"),
    wiki("hyphens", "[[Settings-explained]] [x](Settings-explained) [y](settings-explained)\n"),
    wiki("label_first", "[[How to set it|Settings explained]] [[FAQ|FAQs & Fixes]]\n"),
    wiki("heading", "[[Settings-explained#part-one]] [x](Settings-explained#part-one)\n"),
    wiki("label_and_heading", "[[it|Settings explained#part-one]]\n"),
    wiki("picture", "[[images/a.png]] [[images/a.png|height=9px]] [[images/a.png|alt=a b]]\n"),
    wiki("from_repository", "[x](wiki/Settings-explained) [y](/me/sea/wiki/Home)\n"),
    wiki("host", "[x](../issues/12) [y](../blob/main/README.md) [[_TOC_]]\n"),
    wiki("gone", "[[«RF001 Lost page»]] [x](«RF004 Lost-page»)\n"),
    wiki("gone_with_label", "[[«RF001 Settings explained|Lost page»]]\n"),
    wiki("heading_gone", "[[«RF011 Settings explained#part-two»]]\n"),
    wiki("in_a_folder", "[[Deep page]]\n", **{"more/Deep-page.md": "x\n"}),
    Variation(
        "no_wiki",
        {"Home.md": "[[«RF003 Low tide»]]\n", "Low-tide.md": "x\n"},
        fixed={"Home.md": "[[Low-tide]]\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_pages_are_called_as_a_wiki_calls_them(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


def test_a_rename_writes_names_of_pages(make_base: MakeBase) -> None:
    files = {**PAGES, "Start.md": "[[it|Settings explained]] [[settings explained#part-one]]\n"}
    after = {"Start.md": "[[it|All settings]] [[All settings#part-one]]\n"}
    old, new = "Settings-explained.md", "All-settings.md"
    verify_rename(Rename("page", files, old, new, {old: new}, after), make_base)
