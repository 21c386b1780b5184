"""A repair changes no word that a reader sees, and loses no label."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

DRAWS = "The moon draws the sea"
MOON = {"notes/moon.md": f"# {DRAWS}\n\n## Proof\n"}
NAMED = {"notes/The eel's skin.md": "# Shed\n"}


def of(name: str, before: str, after: str, files: dict[str, str] = MOON) -> Variation:
    """A link in another form; only its address changes."""
    return one(name, before, beside=files, fixed=after)


TABLE = (
    of("title", f"See [[«RF003 {DRAWS}»]].\n", f"See [[moon|{DRAWS}]].\n"),
    of(
        "title_in_table",
        f"| a |\n|---|\n| [[«RF003 {DRAWS}»]] |\n",
        f"| a |\n|---|\n| [[moon\\|{DRAWS}]] |\n",
    ),
    of("title_with_label", f"See [[«RF003 {DRAWS}|how»]].\n", "See [[moon|how]].\n"),
    of(
        "title_with_heading",
        f"See [[«RF003 {DRAWS}#Proof»]].\n",
        f"See [[moon#Proof|{DRAWS} > Proof]].\n",
    ),
    of("title_with_both", f"See [[«RF003 {DRAWS}#Proof|how»]].\n", "See [[moon#Proof|how]].\n"),
    of("title_embedded", f"![[«RF003 {DRAWS}»]]\n", "![[moon]]\n"),
    of(
        "twice_in_a_line",
        f"[[«RF003 {DRAWS}»]], [[«RF003 {DRAWS}»]]\n",
        f"[[moon|{DRAWS}]], [[moon|{DRAWS}]]\n",
    ),
    of("punctuation", "[[«RF003 the eels skin»]]\n", "[[The eel's skin]]\n", NAMED),
    of(
        "punctuation_with_label",
        "[[«RF003 the-eels-skin#Shed|its skin»]]\n",
        "[[The eel's skin#Shed|its skin]]\n",
        NAMED,
    ),
    of(
        "label_in_table",
        "| a |\n|---|\n| [[«RF003 the-eels-skin\\|its skin»]] |\n",
        "| a |\n|---|\n| [[The eel's skin\\|its skin]] |\n",
        NAMED,
    ),
    of("markdown_label", "[how it is](«RF013 MOON.md#proof»)\n", "[how it is](moon.md#proof)\n"),
    of(
        "front_matter",
        claim("", summary=f"«RF003 'See [[{DRAWS}]] for it.'»"),
        claim("", summary=f"'See [[moon|{DRAWS}]] for it.'"),
    ),
    of("emphasis_around", f"**[[«RF003 {DRAWS}»]]**\n", f"**[[moon|{DRAWS}]]**\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_the_words_stay(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
