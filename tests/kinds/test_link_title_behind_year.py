"""``Author year, Title`` without quotes names one work, not two."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import marked
from kinds.works import Works, verify_works


def two(name: str, says: str, title: str, mine: str, day: str, its: str, its_day: str) -> Works:
    """Two works of one title, by two authors; the first is meant."""
    works = {"s1": (title, mine, day), "s2": (title, its, its_day)}
    return Works(name, says, works, frozenset({"s1"}), frozenset({"s2"}))


TABLE = (
    two(
        "comma",
        "Okafor 2019, Notes on Harbours",
        "Notes on Harbours",
        "Chidi Okafor",
        "2019",
        "Britta Sand",
        "2003",
    ),
    two(
        "full_stop",
        "Marrow 2011. Lamps of the North",
        "Lamps of the North",
        "Ines Marrow",
        "2011-05-02",
        "Ole Dahl",
        "1998",
    ),
    two(
        "colon",
        "Brandt 2017: The Ferry Book",
        "The Ferry Book",
        "Ulla Brandt",
        "2017",
        "Percy Clay",
        "2009-01-01",
    ),
    two(
        "brackets",
        "Quill (2015), A Manual of Knots",
        "A Manual of Knots",
        "Rosa Quill",
        "2015",
        "Emil Strand",
        "1987",
    ),
    two(
        "comma_and_year",
        "Haddad, 2018, Tide Gauges Explained",
        "Tide Gauges Explained",
        "Samira Haddad",
        "2018-08-08",
        "Colin Frost",
        "2001",
    ),
    two(
        "dash",
        "Novak 2013 – Dredgers at Work",
        "Dredgers at Work",
        "Petra Novak",
        "2013",
        "Jules Amant",
        "1999",
    ),
    two(
        "first_name",
        "Ingrid Holm 2020, Handbook of Quays",
        "Handbook of Quays",
        "Ingrid Holm",
        "2020",
        "Lars Larsen",
        "2002",
    ),
    two(
        "initial",
        "I. Holm 2020, Handbook of Moles",
        "Handbook of Moles",
        "Ingrid Holm",
        "2020",
        "Lars Larsen",
        "2002",
    ),
    two(
        "page",
        "Obi 2016, Salt Marshes Revisited, p. 40",
        "Salt Marshes Revisited",
        "Amara Obi",
        "2016",
        "Finn Berger",
        "2000",
    ),
    two(
        "title_with_of",
        "Tanaka 2021, The Price of Floods",
        "The Price of Floods",
        "Mei Tanaka",
        "2021-03-01",
        "Otto Krantz",
        "2008",
    ),
    two(
        "et_al",
        "Reyes et al. 2014, Seiches in Harbours",
        "Seiches in Harbours",
        "Tomas Reyes, Ana Prado",
        "2014",
        "Willem Bos",
        "1995",
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_title_behind_the_year_names_one_work(case: Works, make_base: MakeBase) -> None:
    verify_works(case, make_base)
