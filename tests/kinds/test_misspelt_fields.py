"""Capitals and swapped letters in the name of a field."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, archived, claim, marked, verify

TEXT = claim("Text.\n", tags="[sea]", summary="It turns.")


def of(name: str, field: str, wrong: str) -> Variation:
    """A claim in which the name of a field is written in another way."""
    marks = TEXT.replace(f"\n{field}:", f"\n«SC010 {wrong}»:")
    return Variation(
        name,
        {"coast/a.md": marks},
        guessed={"coast/a.md": TEXT},
        select=("SC010",),
        words=f"`{field}`",
    )


def kept(name: str, **fields: str) -> Variation:
    """A claim with fields of its own."""
    return Variation(name, {"coast/a.md": claim("Text.\n", **fields)}, select=("SC010",))


SOURCE = archived()

TABLE = (
    of("capital", "domain", "Domain"),
    of("all_capitals", "confidence", "CONFIDENCE"),
    of("capital_of_optional", "tags", "Tags"),
    of("capital_inside", "description", "descripTion"),
    of("swapped", "domain", "domian"),
    of("swapped_at_the_front", "created", "rceated"),
    of("swapped_at_the_end", "source", "sourec"),
    of("swapped_in_the_middle", "confidence", "confidnece"),
    of("left_out", "description", "descripton"),
    of("hyphen", "summary", "sum-mary"),
    Variation(
        "capital_in_source",
        {"inbox/archive/s.md": SOURCE.replace("status:", "«SC010 Status»:")},
        guessed={"inbox/archive/s.md": SOURCE},
        select=("SC010",),
    ),
    kept("own_fields", mood="calm", Weather="fine"),
    kept("right_one_is_there", Domain="sea"),
    kept("another_word", cadence="often", sauce="none"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_field_is_recognised_for_what_it_means(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
