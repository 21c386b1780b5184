"""Several bases in one repository, each with its own names."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, verify

SISTERS = ('vaults=["en", "de"]',)


def of(name: str, files: dict[str, str], **more: object) -> Variation:
    """Two sister vaults."""
    return Variation(name, files, settings=SISTERS, **more)


TABLE = (
    of(
        "own_name",
        {"en/a.md": "[[m]]\n", "en/m.md": "x\n", "de/m.md": "x\n"},
        edges=frozenset({"en/a.md links_to en/m.md"}),
    ),
    of("deep_name", {"en/a.md": "[[m]]\n", "en/x/y/m.md": "x\n", "de/m.md": "x\n"}),
    of("own_path", {"en/a.md": "[[x/m]] [y](/x/m.md)\n", "en/x/m.md": "x\n", "de/x/m.md": "x\n"}),
    of(
        "two_in_one",
        {"en/a.md": "[[«RF002 m»]]\n", "en/x/m.md": "x\n", "en/y/m.md": "x\n", "de/m.md": "x\n"},
        guessed=None,
    ),
    of("only_in_the_other", {"en/a.md": "[[«RF001 m»]]\n", "de/m.md": "x\n"}, guessed=None),
    of("attachment", {"en/a.md": "![[m.png]]\n", "en/i/m.png": "x", "de/i/m.png": "x"}),
    of(
        "relation",
        {"en/a.md": claim("", supports="[m]"), "en/m.md": claim(), "de/m.md": claim()},
        edges=frozenset({"en/a.md supports en/m.md"}),
    ),
    of(
        "title",
        {
            "en/a.md": claim("", supports="[Eels shed their skin]"),
            "en/e.md": claim("# Eels shed their skin\n"),
            "de/e.md": claim("# Eels shed their skin\n"),
        },
        edges=frozenset({"en/a.md supports en/e.md"}),
    ),
    of(
        "form",
        {"en/a.md": "[[«RF003 old-pier»]]\n", "en/old pier.md": "x\n", "de/old pier.md": "x\n"},
        fixed={"en/a.md": "[[old pier]]\n"},
    ),
    of(
        "written_anew",
        {
            "en/a.md": "[[«RF003 y/the old pier stands»]]\n",
            "en/y/z/the old pier stands.md": "x\n",
            "de/y/the old pier stands.md": "x\n",
        },
        fixed={"en/a.md": "[[y/z/the old pier stands]]\n"},
    ),
    of("outside", {"a.md": "[x](en/m.md)\n", "en/m.md": "x\n", "de/m.md": "x\n"}),
    Variation(
        "two_of_obsidian",
        {
            "en/a.md": "[[m]] [[M]]\n",
            "en/x/m.md": "x\n",
            "de/m.md": "x\n",
            "en/.obsidian/app.json": "{}\n",
            "de/.obsidian/app.json": "{}\n",
        },
        edges=frozenset({"en/a.md links_to en/x/m.md"}),
    ),
    Variation(
        "without_the_setting",
        {"en/a.md": "[[«RF002 m»]]\n", "en/x/m.md": "x\n", "de/m.md": "x\n"},
        guessed=None,
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_sister_vaults_have_their_own_names(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
