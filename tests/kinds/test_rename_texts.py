"""With a new title, link texts that were the old one follow; what names nothing is not guessed."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import claim, marked

OLD, NEW = "coast/eel.md", "coast/ray.md"
TITLE, LATER = "Eels shed their skin", "Rays keep their skin"
EEL, RAY = f"# {TITLE}\n", f"# {LATER}\n"


def of(name: str, before: str, after: str = "") -> Rename:
    """A note gets another name and another title."""
    changed = {NEW: RAY, **({"a.md": after} if after else {})}
    files = {OLD: EEL, "a.md": before}
    return Rename(name, files, "eel", "ray", {OLD: NEW}, changed, flags=("--title", LATER))


def refused(name: str, old: str, files: dict[str, str], says: str = "") -> Rename:
    """A name that names nothing, or too much."""
    return Rename(name, files, old, "ray", refused=True, says=says)


TABLE = (
    of("markdown", f"[{TITLE}](coast/eel.md)\n", f"[{LATER}](coast/ray.md)\n"),
    of("wikilink", f"[[eel|{TITLE}]]\n", f"[[ray|{LATER}]]\n"),
    of("table", f"| a |\n|---|\n| [[eel\\|{TITLE}]] |\n", f"| a |\n|---|\n| [[ray\\|{LATER}]] |\n"),
    of(
        "other_text",
        "[How eels shed](coast/eel.md) [[eel|it]]\n",
        "[How eels shed](coast/ray.md) [[ray|it]]\n",
    ),
    of(
        "relation",
        claim("", cross_references=f"[{TITLE}]"),
        claim("", cross_references=f"[{LATER}]"),
    ),
    of("reference", f"[{TITLE}][e]\n\n[e]: coast/eel.md\n", f"[{LATER}][e]\n\n[e]: coast/ray.md\n"),
    of("html", f'<a href="coast/eel.md">{TITLE}</a>\n', f'<a href="coast/ray.md">{LATER}</a>\n'),
    of("prose_stays", f"{TITLE}, says [[eel]].\n", f"{TITLE}, says [[ray]].\n"),
    Rename(
        "without_title",
        {OLD: EEL, "a.md": f"[{TITLE}](coast/eel.md)\n"},
        "eel",
        "ray",
        {OLD: NEW},
        {"a.md": f"[{TITLE}](coast/ray.md)\n"},
    ),
    refused("path_that_is_not_there", "./nosuch/eel.md", {OLD: EEL}, "nosuch"),
    refused("path_without_dot", "nosuch/eel.md", {OLD: EEL}, "nosuch"),
    refused("part_of_a_path", "oast/eel", {OLD: EEL}),
    refused("short_title", "Eel", {"coast/fish.md": "# Eel\n"}),
    Rename(
        "dry_run",
        {OLD: EEL, "a.md": "[[eel]]\n"},
        "eel",
        "ray",
        says=r"would",
        flags=("--dry-run",),
    ),
    Rename("diff", {OLD: EEL, "a.md": "[[eel]]\n"}, "eel", "ray", says=r"would", flags=("--diff",)),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_texts_follow_and_nothing_is_guessed(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
