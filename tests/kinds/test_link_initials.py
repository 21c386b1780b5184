"""An initial that contradicts is another person."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import marked
from kinds.works import Works, verify_works


def alike(name: str, says: str, mine: str, its: str, year: str = "2015") -> Works:
    """Two works of one year on one topic, by people of one family name."""
    works = {
        "s1": ("Chalk cliffs in retreat", mine, year),
        "s2": ("Chalk cliffs and rain", its, year),
    }
    return Works(name, says, works, never=frozenset({"s2"}))


TABLE = (
    alike("two_initials", "J.-P. Moreau 2015, chalk cliffs", "Jean-Paul Moreau", "Claude Moreau"),
    alike("one_initial", "A. Petrov 2015, chalk cliffs", "Anna Petrov", "Boris Petrov"),
    alike("behind", "Petrov, A. 2015, chalk cliffs", "Anna Petrov", "Boris Petrov"),
    alike("without_stop", "A Petrov 2015, chalk cliffs", "Anna Petrov", "Boris Petrov"),
    alike("initials_in_field", "A. Petrov 2015, chalk cliffs", "A. Petrov", "B. Petrov"),
    alike("first_name", "Anna Petrov 2015, chalk cliffs", "Anna Petrov", "Boris Petrov"),
    alike("first_name_for_initial", "Anna Petrov 2015, chalk cliffs", "A. Petrov", "B. Petrov"),
    alike(
        "second_initial",
        "A. M. Petrov 2015, chalk cliffs",
        "Anna Maria Petrov",
        "Anna Karin Petrov",
    ),
    alike(
        "two_people",
        "A. Petrov and L. Sand 2015, chalk cliffs",
        "Anna Petrov, Lia Sand",
        "Boris Petrov, Lia Sand",
    ),
    alike("field_turned_round", "A. Petrov 2015, chalk cliffs", "Petrov, Anna", "Petrov, Boris"),
    alike("accent", "É. Roux 2015, chalk cliffs", "Élise Roux", "Marc Roux"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_another_initial_is_another_person(case: Works, make_base: MakeBase) -> None:
    verify_works(case, make_base)
