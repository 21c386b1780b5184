"""``2020a`` is the year 2020; the letter tells two works of it apart."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import marked
from kinds.works import Works, probabilities


def lettered(name: str, says: str, author: str, date: str) -> Works:
    """One work of the year."""
    return Works(name, says, {"s1": ("Wrecks of the outer bank", author, date)})


TABLE = (
    lettered("brackets", "Larsen (2021@)", "Nils Larsen", "2021"),
    lettered("no_brackets", "Larsen 2021@", "Nils Larsen", "2021-03-04"),
    lettered("comma", "Larsen, 2021@", "Nils Larsen", "2021"),
    lettered("full_name", "Nils Larsen (2021@)", "Nils Larsen", "2021"),
    lettered("initial", "N. Larsen (2021@)", "Nils Larsen", "2021"),
    lettered("et_al", "Larsen et al. (2021@)", "Nils Larsen, Ida Bo", "2021"),
    lettered("two_names", "Larsen and Bo (2021@)", "Nils Larsen, Ida Bo", "2021"),
    lettered("with_page", "Larsen (2021@, p. 7)", "Nils Larsen", "2021"),
    lettered("in_words", "as Larsen (2021@) has shown", "Nils Larsen", "2021-11-30"),
    lettered("with_title", "Larsen (2021@), 'Wrecks of the outer bank'", "Nils Larsen", "2021"),
    lettered("other_year", "Larsen (2019@)", "Nils Larsen", "2021"),
)


@pytest.mark.parametrize("letter", ["a", "b"])
@pytest.mark.parametrize("case", marked(TABLE))
def test_the_letter_makes_no_difference(case: Works, letter: str, make_base: MakeBase) -> None:
    plain = probabilities(case, make_base, case.says.replace("@", ""))
    lettered = probabilities(case, make_base, case.says.replace("@", letter))
    assert lettered == plain
