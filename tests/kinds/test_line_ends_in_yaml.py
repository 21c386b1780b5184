"""Characters that some take for line ends, and files that end their lines with CR alone."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, verify

EEL = {"coast/eel.md": claim()}
TO_EEL = frozenset({"coast/a.md supports coast/eel.md"})


def of(name: str, text: str, edges: frozenset[str] = TO_EEL, **more: object) -> Variation:
    """A claim that supports another."""
    return Variation(name, {"coast/a.md": text, **EEL}, edges=edges, select=("FM", "RF"), **more)


def cr(text: str) -> str:
    """A text with CR alone at the ends of its lines."""
    return text.replace("\n", "\r")


TABLE = (
    of("line_separator", claim("", title="Ebb\u2028flow", supports="[eel]")),
    of("paragraph_separator", claim("", title="Ebb\u2029flow", supports="[eel]")),
    of("next_line", claim("", title="Ebb\u0085flow", supports="[eel]")),
    of("no_break_space", claim("", title="Ebb\u00a0flow", supports="[eel]")),
    of("quoted", claim("", title="'Ebb\u2028flow'", supports='["eel"]')),
    of("in_a_block", claim("", title="|\n  Ebb\u2029 flow\n  x", supports="[eel]")),
    of("next_line_quoted", claim("", title='"Ebb\u0085 flow"', supports="\n  - eel")),
    of("behind_it", claim("", title="Ebb\u2028flow", supports="[«RF007 lost»]"), frozenset()),
    of("in_the_body", claim("Ebb\u2028flow [[«RF001 lost»]]\u0085\n", supports="[eel]")),
    of("cr", cr(claim("Text.\n", supports="[eel]"))),
    of(
        "cr_findings",
        cr(claim("Text.\n\nSee [[«RF001 lost»]].\n", supports="[«RF007 gone»]")),
        frozenset(),
    ),
    of("cr_list", cr(claim("# Ebb\n", supports="\n  - eel"))),
    of("cr_code", cr(claim("```\n[[lost]]\n```\n[[«RF001 gone»]]\n", supports="[eel]"))),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_yaml_knows_which_characters_end_a_line(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
