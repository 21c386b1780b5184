"""``C``, ``C++`` and ``C#`` are three names: signs that tell names apart are no punctuation."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify


def gone(name: str, link: str, *others: str) -> Variation:
    """A link that names none of the others, not even as a guess."""
    return one(name, f"[[«RF001 {link}»]]\n", beside={f"notes/{each}.md": "x\n" for each in others})


TABLE = (
    gone("cpp", "C++", "C"),
    gone("c", "C", "C++"),
    gone("haskell_dollar", "Haskell $", "Haskell"),
    gone("dot_net", ".NET", "Net"),
    gone("a_star", "A*", "A"),
    gone("ampersand", "R&D", "RD"),
    gone("per_cent", "100%", "100"),
    gone("notepad", "Notepad++", "Notepad"),
    gone("longer", "C++ templates in practice", "C# templates in practice"),
    gone("longer_without", "Arrays in C", "Arrays in C++", "Arrays in C#"),
    gone("minus", "-5 degrees at dawn", "5 degrees at dawn"),
    gone("at", "@holm", "holm"),
    one(
        "relation",
        claim("", supports="[«RF007 'C#'»]"),
        beside={"notes/C.md": claim()},
        edges=frozenset(),
    ),
    one(
        "each_its_own",
        "[[C]] [[C++]] [[C#]] [[C#|sharp]] [[A*]]\n",
        beside={f"notes/{name}.md": "x\n" for name in ("C", "C++", "C#", "A*", "A")},
    ),
    one(
        "only_form",
        "[[«RF003 c plus plus, again»]]\n",
        fixed="[[C plus plus again]]\n",
        beside={"notes/C plus plus again.md": "x\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_signs_tell_names_apart(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
