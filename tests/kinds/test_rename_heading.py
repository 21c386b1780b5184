"""A heading is renamed with the links to it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import claim, marked

LOG = "# Log\n\n## Low tide\n\nText.\n\n## High tide\n"
AFTER = LOG.replace("Low tide", "Ebb tide")


def of(name: str, before: str, after: str = "", log: str = LOG, renamed: str = AFTER) -> Rename:
    """The heading ``Low tide`` of the note ``log`` becomes ``Ebb tide``."""
    changed = {"log.md": renamed, **({"a.md": after} if after else {})}
    return Rename(name, {"log.md": log, "a.md": before}, "log.md#Low tide", "Ebb tide", {}, changed)


TABLE = (
    of("wikilink", "[[log#Low tide]]\n", "[[log#Ebb tide]]\n"),
    of("label", "[[log#Low tide|at ebb]]\n", "[[log#Ebb tide|at ebb]]\n"),
    of("label_was_the_heading", "[[log#Low tide|Low tide]]\n", "[[log#Ebb tide|Ebb tide]]\n"),
    of("anchor", "[x](log.md#low-tide)\n", "[x](log.md#ebb-tide)\n"),
    of("encoded", "[x](log.md#Low%20tide)\n", "[x](log.md#Ebb%20tide)\n"),
    of("embed", "![[log#Low tide]]\n", "![[log#Ebb tide]]\n"),
    of("below_another", "[[log#Log#Low tide]]\n", "[[log#Log#Ebb tide]]\n"),
    of("definition", "[x]\n\n[x]: log.md#low-tide\n", "[x]\n\n[x]: log.md#ebb-tide\n"),
    of(
        "front_matter",
        claim("", summary="'See [[log#Low tide]].'"),
        claim("", summary="'See [[log#Ebb tide]].'"),
    ),
    of("another_heading_stays", "[[log#High tide]] [x](log.md#log)\n"),
    of(
        "own_note",
        "x\n",
        log=f"[[#Low tide]] [x](#low-tide)\n\n{LOG}",
        renamed=f"[[#Ebb tide]] [x](#ebb-tide)\n\n{AFTER}",
    ),
    of("setext", "[[log#Low tide]]\n", "[[log#Ebb tide]]\n", "Low tide\n---\n", "Ebb tide\n---\n"),
    Rename("no_such_heading", {"log.md": LOG}, "log.md#Neap", "Ebb", refused=True, says="Neap"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_heading_is_renamed(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
