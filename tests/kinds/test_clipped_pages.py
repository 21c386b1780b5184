"""Relative links of a page that was taken from the web lead there, if anywhere."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, verify

PATH = "clippings/a.md"


def clipped(name: str, body: str, after: str = "", head: str = "") -> Variation:
    """A note that was taken from a page, and its text with the guesses."""
    head = head or "source: https://sea.example/tides/ebb.html"
    text = f"---\n{head}\n---\n"
    guessed = {PATH: text + after} if after else {}
    return Variation(name, {PATH: text + body, "clippings/b.md": "x\n"}, guessed=guessed)


TABLE = (
    clipped("beside", "[x](«RF004 flow.html»)\n", "[x](https://sea.example/tides/flow.html)\n"),
    clipped("above", "[x](«RF004 ./../moon»)\n", "[x](https://sea.example/moon)\n"),
    clipped("root", "[x](«RF004 /about»)\n", "[x](https://sea.example/about)\n"),
    clipped("query", "[x](«RF004 moon?b=c#d»)\n", "[x](https://sea.example/tides/moon?b=c#d)\n"),
    clipped("picture", "![x](«RF004 a.png»)\n", "![x](https://sea.example/tides/a.png)\n"),
    clipped("angles", "[x](«RF004 <a.png>»)\n", "[x](https://sea.example/tides/a.png)\n"),
    clipped(
        "url",
        "[x](«RF004 f.html»)\n",
        "[x](https://sea.example/f.html)\n",
        "url: https://sea.example/",
    ),
    clipped("definition", "[x]: «RF004 /f»\n", "[x]: https://sea.example/f\n"),
    clipped("file_goes_first", "[x](b.md)\n"),
    clipped("misspelt_file", "[x](«RF004 B_.md»)\n", "[x](b.md)\n"),
    clipped("wikilink", "[[«RF001 flow»]]\n"),
    clipped("html", '<a href="«RF004 flow.html»">x</a>\n'),
    clipped("no_page", "[x](«RF004 flow.html»)\n", "", "source: Field notes"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_dead_link_may_be_one_of_the_page(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
