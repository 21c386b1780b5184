"""Vaults of Dendron are known by their workspace, or by themselves, and have names of their own."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Files, Variation, marked, verify

NAMED = {
    "dendron.yml": "workspace:\n  vaults:\n    - fsPath: en\n      name: sea.notes\n"
    "    - fsPath: de\n",
    "en/tides.ebb.md": "# Ebb\n\n## Low\n\nx ^low\n",
    "de/tides.flow.md": "x\n",
}
ALONE = {"root.schema.yml": "version: 1\n", "tides.ebb.md": "# Ebb\n\n## Low\n\nx ^low\n"}


def note(name: str, body: str, files: Files = NAMED, at: str = "en/a.md") -> Variation:
    """A note of a vault beside others."""
    return Variation(name, {**files, at: body}, guessed=None)


TABLE = (
    note("name", "[[dendron://sea.notes/tides.ebb]] [[Ebb|dendron://sea.notes/tides.ebb]]\n"),
    note("folder", "[[dendron://de/tides.flow]] [[dendron://en/tides.ebb]]\n"),
    note("gone", "[[«RF001 dendron://sea.notes/tides.flow»]]\n"),
    note("no_vault", "[[«RF001 dendron://shore/tides.ebb»]]\n"),
    note("heading", "![[dendron://sea.notes/tides.ebb#low,1:#*]]\n"),
    note("heading_gone", "![[«RF011 tides.ebb#high:#*»]]\n"),
    note("other_vault", "[[tides.flow]] [[Flow|tides.flow]]\n"),
    note("alone", "[[Ebb|tides.ebb]] ![[tides.ebb#low:#*]]\n", ALONE, "a.md"),
    note("alone_block", "![[tides.ebb#^low:#^low]] ![[tides.ebb#^low]]\n", ALONE, "a.md"),
    note("alone_gone", "[[«RF001 tides.ebb|tides.ebbs»]]\n", ALONE, "a.md"),
    note("alone_below", "![[tides.*]]\n", ALONE, "a.md"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_references_are_read_as_dendron_reads_them(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
