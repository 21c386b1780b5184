"""An anchor is compared with what a heading shows, not with how it is written."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify


def to(heading: str, address: str, name: str, **more: object) -> Variation:
    """A link to a heading of another note."""
    beside = {"notes/b.md": f"Text.\n\n## {heading}\n", "notes/sea.md": "x\n"}
    return one(name, f"See {address}.\n", beside=beside, **more)


TABLE = (
    to("High water", "[x](<b.md#High water>)", "blank"),
    to("High water", "[x](b.md#High%20water) [y](b.md#high-water)", "encoded"),
    to("The <em>high</em> water", "[x](b.md#the-high-water)", "html"),
    to("Press <kbd>Esc</kbd>", "[[b#Press <kbd>Esc</kbd>]] [[b#Press Esc]]", "html_in_wikilink"),
    to("The *high* `water` ~~mark~~", "[x](b.md#the-high-water-mark)", "emphasis"),
    to("On the [[sea|wide sea]]", "[x](b.md#on-the-wide-sea) [[b#On the wide sea]]", "link"),
    to("Salt &amp; light", "[x](b.md#salt--light) [[b#Salt & light]]", "entity"),
    to("A\\_b \\* c", "[x](b.md#a_b--c)", "escapes"),
    to("Ebb {#low}", "[x](b.md#low)", "own_id"),
    to("Ebb {#\\_low}", "[x](b.md#_low)", "own_id_with_backslash"),
    to("2. Ebb: flow?", "[x](b.md#2-ebb-flow) [[b#2. Ebb flow]]", "punctuation"),
    to("Größe & Maß", "[x](b.md#größe--maß) [y](b.md#gr%C3%B6%C3%9Fe--ma%C3%9F)", "umlauts"),
    to("Ebb <!-- twice a day -->", "[x](b.md#ebb)", "comment"),
    to("High water", "[x](«RF011 b.md#low-water»)", "gone", guessed=None),
    to("The <em>high</em> water", "[x](«RF011 b.md#the-emhighem-water»)", "tags", guessed=None),
    to("C++ and C", "[x](«RF011 b.md#c»)", "part_of_it", guessed=None),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_anchor_is_what_the_heading_shows(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
