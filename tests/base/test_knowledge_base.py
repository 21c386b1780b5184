"""What a knowledge base holds on to, and what a scope of it looks at."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase

from codex_tools.app.fix import fix
from codex_tools.app.workspace import load
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.errors import EditRefusedError
from codex_tools.model import Note
from codex_tools.rules import all_rules
from codex_tools.rules._samples import claim
from codex_tools.rules.edge_without_journal import EdgeWithoutJournal
from codex_tools.settings import load_settings
from codex_tools.syntax import document
from codex_tools.syntax.document import parse_document

JOURNAL = claim("See [[B]].\n", supports="[b]", reweave_edges="['c|supports|2026-01-02']")
FILES = {
    "domains/a.md": JOURNAL,
    "domains/b.md": JOURNAL.replace("[b]", "[a]"),
    "domains/c.md": claim(supports="[nothing-there]"),
}


def base_of(files: dict[str, str]) -> KnowledgeBase:
    documents = [parse_document(path, text.encode()) for path, text in files.items()]
    return KnowledgeBase.of(
        documents, build_kinds({}, Path()), text=lambda path: files[path].encode()
    )


def test_a_base_goes_without_the_collector() -> None:
    """It and what follows from it do not hold each other, so nothing is left for cycles."""
    gc.collect()
    gc.disable()
    try:
        base = base_of(FILES)
        for rule in all_rules():
            list(rule.check(Scope(base)))
        gone = [weakref.ref(base), weakref.ref(base.resolver), weakref.ref(base.links)]
        del base
        assert [each() for each in gone] == [None] * 3
    finally:
        gc.enable()


def test_a_scope_has_its_own_references_and_those_of_no_other_note() -> None:
    base = base_of(FILES)
    scope = Scope(base, {"domains/c.md"})
    assert [each.link.target for each in scope.broken] == ["nothing-there"]
    assert scope.references == []
    whole = Scope(base)
    assert {each.source for each in whole.references} == {"domains/a.md", "domains/b.md"}
    assert whole.broken == base.links.broken


class Unlooked(Note):
    """A note whose document nobody may look at."""

    def __getattribute__(self, name: str) -> Any:
        if name == "document":
            raise AssertionError(f"{self.path} is not examined")
        return super().__getattribute__(name)


def test_ed008_looks_at_examined_notes_alone() -> None:
    base = base_of(FILES)
    note = base.notes["domains/b.md"]
    base.notes["domains/b.md"] = Unlooked(**{name: getattr(note, name) for name in Note.__slots__})
    found = list(EdgeWithoutJournal().check(Scope(base, {"domains/a.md"})))
    assert [each.path for each in found] == ["domains/a.md"]


def test_a_file_that_changed_is_not_edited() -> None:
    files = dict(FILES)
    base = base_of(files)
    assert base.unchanged("domains/a.md") == files["domains/a.md"].encode()
    files["domains/a.md"] = files["domains/a.md"].replace("See", "Saw")
    with pytest.raises(EditRefusedError, match="changed while"):
        base.unchanged("domains/a.md")
    with pytest.raises(EditRefusedError, match="not read"):
        base.unchanged("domains/none.md")


def test_a_fixed_wikilink_is_parsed_at_most_twice(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"domains/the-moon.md": claim(), "domains/a.md": claim("[[The moon]]\n")})
    parsed: list[str] = []
    body = document.Body

    def counted(data: bytes, start: int) -> Any:
        parsed.extend(["a"] if b"moon]]" in data else [])
        return body(data, start)

    monkeypatch.setattr(document, "Body", counted)
    settings = load_settings(root, cache=False)
    _, outcome = fix(load(settings), settings)
    assert b"[[the-moon" in outcome.files["domains/a.md"].after
    assert len(parsed) == 2
