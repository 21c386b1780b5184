"""A folder is renamed with all that is in it, and the references into it and out of it follow."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import claim, marked


def of(name: str, files: dict[str, str], after: dict[str, str], **more: object) -> Rename:
    """The folder ``old`` gets the name ``new``."""
    moves = {path: f"new/{path[4:]}" for path in files if path.startswith("old/")}
    return Rename(name, files, "old/", "new/", moves, after, **more)


EEL = {"old/eel.md": "# Skin\n"}

TABLE = (
    of("path", {**EEL, "a.md": "[[old/eel]]\n"}, {"a.md": "[[new/eel]]\n"}),
    of("name", {**EEL, "a.md": "[[eel]]\n"}, {}),
    of("address", {**EEL, "a.md": "[x](old/eel.md#skin)\n"}, {"a.md": "[x](new/eel.md#skin)\n"}),
    of(
        "from_beside", {**EEL, "b/a.md": "[x](../old/eel.md)\n"}, {"b/a.md": "[x](../new/eel.md)\n"}
    ),
    of(
        "inside",
        {**EEL, "old/b.md": "[x](eel.md) [[old/eel]]\n"},
        {"new/b.md": "[x](eel.md) [[new/eel]]\n"},
    ),
    of("out_of_it", {**EEL, "old/b.md": "[x](../c.md)\n", "c.md": "x\n"}, {}),
    of(
        "deep",
        {"old/x/eel.md": "x\n", "a.md": "[x](old/x/eel.md) [y](old/x/)\n"},
        {"a.md": "[x](new/x/eel.md) [y](new/x/)\n"},
    ),
    of(
        "attachment",
        {"old/eel.png": "x", "a.md": "![[old/eel.png]] ![x](old/eel.png)\n"},
        {"a.md": "![[new/eel.png]] ![x](new/eel.png)\n"},
    ),
    of(
        "relation",
        {"old/eel.md": claim(), "a.md": claim("", supports="[old/eel.md]")},
        {"a.md": claim("", supports="[new/eel.md]")},
    ),
    of("folder_itself", {**EEL, "a.md": "[x](old/) [y](old)\n"}, {"a.md": "[x](new/) [y](new)\n"}),
    Rename(
        "deeper",
        {**EEL, "old/b.md": "[x](../c.md)\n", "c.md": "x\n"},
        "old/",
        "p/q/",
        {"old/eel.md": "p/q/eel.md", "old/b.md": "p/q/b.md"},
        {"p/q/b.md": "[x](../../c.md)\n"},
    ),
    Rename(
        "taken", {**EEL, "new/eel.md": "other\n"}, "old/", "new/", refused=True, says="new/eel.md"
    ),
    Rename("nowhere", {**EEL, "a.md": "x\n"}, "lost/", "new/", refused=True, says="lost"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_folder_is_renamed(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
