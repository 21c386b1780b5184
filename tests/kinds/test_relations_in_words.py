"""In a base of another model a field may be called like a relation, and hold words."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, verify


def of(name: str, *heads: str, settings: tuple[str, ...] = (), **more: str) -> Variation:
    """Notes of no kind with these front matters, beside two others."""
    notes = {f"n{number}.md": f"---\n{head}\n---\nText.\n" for number, head in enumerate(heads)}
    others = {f"{path}.md": text for path, text in more.items()}
    files = {**notes, "pier.md": "# Pier\n", "lock.md": "# Lock\n", **others}
    return Variation(name, files, settings=settings, guessed=None)


TABLE = (
    of("list", "supports: [linux, macos, windows]"),
    of("one", "related: Salt"),
    of("several_in_one", "related: Salt, fog"),
    of("slug", "related: [salt-and-fog, low-tide-log]"),
    of("ids", "superseded_by: ADR-0002", "supersedes: [ADR-0001]"),
    of("sentence", "challenges: To find people is hard"),
    of("claims", "claims: [fire, water]"),
    of("some_name_a_note", "related: [pier, salt, fog]"),
    of("most_name_notes", "related: [pier, lock]", "related: [pier, «RF007 salt»]"),
    of("half", "related: [pier, «RF007 salt»]"),
    of("wikilink", "related: [«RF007 '[[salt]]'»]"),
    of("file", "supports: [«RF007 salt.md»]"),
    of("path", "sources: [«RF005 raw/salt.pdf», a walk]"),
    of("other_field", "related: [pier, lock, «RF007 salt»]", "supports: [linux]"),
    of("described", "supports: [«RF007 linux»]", settings=("relations.supports.carries=true",)),
    of("shipped_model", "title: x", a=claim("", supports="[«RF007 linux»]")),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_words_are_no_dead_references(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
