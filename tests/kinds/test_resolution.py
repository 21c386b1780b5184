"""Several files of one name: the nearest is meant, or none, as ``resolution`` says."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import OBSIDIAN, Variation, claim, marked, verify

NEAREST = ('resolution="nearest"',)
UNIQUE = ('resolution="unique"',)


def near(name: str, link: str, *files: str, **more: object) -> Variation:
    """A link in ``x/p/a.md`` with files of one name beside it."""
    found = dict.fromkeys(files, "x\n")
    settings = more.pop("settings", NEAREST)
    return Variation(name, {"x/p/a.md": f"{link}\n", **found}, settings=settings, **more)


def edge(target: str) -> frozenset[str]:
    """The one edge of the note."""
    return frozenset({f"x/p/a.md links_to {target}"})


TABLE = (
    near("same_folder", "[[m]]", "x/p/m.md", "y/m.md", edges=edge("x/p/m.md")),
    near("folder_above", "[[m]]", "x/m.md", "y/m.md", edges=edge("x/m.md")),
    near("beside_above", "[[m]]", "x/q/m.md", "y/m.md", edges=edge("x/q/m.md")),
    near("below", "[[m]]", "x/p/r/m.md", "x/m.md", edges=edge("x/p/r/m.md")),
    near("tie", "[[«RF002 m»]]", "x/q/m.md", "x/r/m.md", guessed=None),
    near("path", "[[y/m]]", "x/p/m.md", "y/m.md", edges=edge("y/m.md")),
    near("end_of_path", "[[q/m]]", "x/q/m.md", "y/q/m.md", edges=edge("x/q/m.md")),
    near("attachment", "![[m.png]]", "x/p/m.png", "y/m.png"),
    near(
        "vault",
        "[[m]]",
        "x/p/m.md",
        "y/m.md",
        ".obsidian/app.json",
        settings=(),
        edges=edge("x/p/m.md"),
    ),
    near("unique", "[[«RF002 m»]]", "x/p/m.md", "y/m.md", settings=UNIQUE, guessed=None),
    near(
        "vault_but_unique",
        "[[«RF002 m»]]",
        "x/p/m.md",
        "y/m.md",
        *OBSIDIAN,
        settings=UNIQUE,
        guessed=None,
    ),
    Variation(
        "relation",
        {
            "x/p/a.md": claim("", supports="[m]"),
            "x/m.md": claim(),
            "y/m.md": claim(),
        },
        settings=NEAREST,
        edges=frozenset({"x/p/a.md supports x/m.md"}),
    ),
    Variation(
        "relation_tie",
        {
            "x/p/a.md": claim("", supports="[«RF009 m»]"),
            "y/m.md": claim(),
            "z/m.md": claim(),
        },
        guessed=None,
        settings=NEAREST,
        edges=frozenset(),
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_the_nearest_of_several_is_meant(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
