"""Relative links of a page that was taken from the web lead there, if anywhere."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

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

UNFINISHED = (
    one("www", "[x](«RF004 www.sea.example»)\n", guessed="[x](https://www.sea.example)\n"),
    one("host", "[x](«RF004 sea.org/tides»)\n", guessed="[x](https://sea.org/tides)\n"),
    one("no_colon", "[x](«RF004 https//sea.org/a»)\n", guessed="[x](https://sea.org/a)\n"),
    one("doi", "[x](«RF004 10.1234/tide.5»)\n", guessed="[x](https://doi.org/10.1234/tide.5)\n"),
    one("mail", "[x](«RF004 ada@sea.org»)\n", guessed="[x](mailto:ada@sea.org)\n"),
    one(
        "unfinished_definition",
        "[x]\n\n[x]: «RF004 www.sea.org/a»\n",
        guessed="[x]\n\n[x]: https://www.sea.org/a\n",
    ),
    one("folder", "[x](«RF004 sea.org/tides.md»)\n"),
    one("file", "[x](«RF004 tides.txt»)\n"),
    one("name", "[x](«RF004 www»)\n"),
    one("there", "[x](sea.org/tides)\n", beside={"notes/sea.org/tides": "x\n"}),
    one("unfinished_wikilink", "[[«RF001 www.sea.example»]]\n"),
)


@pytest.mark.parametrize("case", marked((*TABLE, *UNFINISHED)))
def test_a_dead_link_may_be_one_of_the_page(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
