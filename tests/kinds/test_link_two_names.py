"""``A B and C D (year)`` names one work by two people, not a second one by the latter."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import marked
from kinds.works import Works, verify_works


def pair(name: str, says: str, both: str, last: str, year: str) -> Works:
    """A work of two people, and one of the second alone in the same year."""
    works = {
        "s1": ("The quiet flood", both, f"{year}-04-01"),
        "s2": ("Boulders", last, f"{year}-09-01"),
    }
    return Works(name, says, works, frozenset({"s1"}), frozenset({"s2"}))


TABLE = (
    pair("and", "Vera Lund and Piet Maas (2022)", "Vera Lund, Piet Maas", "Piet Maas", "2022"),
    pair("ampersand", "Vera Lund & Piet Maas (2022)", "Vera Lund, Piet Maas", "Piet Maas", "2022"),
    pair("with", "Vera Lund with Piet Maas (2022)", "Vera Lund, Piet Maas", "Piet Maas", "2022"),
    pair(
        "no_brackets",
        "Ada Stone and Kwame Boateng 2019",
        "Ada Stone, Kwame Boateng",
        "Kwame Boateng",
        "2019",
    ),
    pair(
        "comma_year",
        "Ada Stone and Kwame Boateng, 2019",
        "Ada Stone, Kwame Boateng",
        "Kwame Boateng",
        "2019",
    ),
    pair(
        "author_field_with_and",
        "Ada Stone and Kwame Boateng (2019)",
        "Ada Stone and Kwame Boateng",
        "Kwame Boateng",
        "2019",
    ),
    pair(
        "family_names",
        "Stone and Boateng (2019)",
        "Ada Stone, Kwame Boateng",
        "Kwame Boateng",
        "2019",
    ),
    pair(
        "family_names_ampersand",
        "Stone & Boateng 2019",
        "Ada Stone, Kwame Boateng",
        "Kwame Boateng",
        "2019",
    ),
    pair(
        "three",
        "Ida Rask, Vera Lund and Piet Maas (2022)",
        "Ida Rask, Vera Lund, Piet Maas",
        "Piet Maas",
        "2022",
    ),
    pair("initials", "V. Lund and P. Maas (2022)", "Vera Lund, Piet Maas", "Piet Maas", "2022"),
    pair("accents", "José Núñez and Zoë Bär (2018)", "José Núñez, Zoë Bär", "Zoë Bär", "2018"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_two_names_are_one_mention(case: Works, make_base: MakeBase) -> None:
    verify_works(case, make_base)
