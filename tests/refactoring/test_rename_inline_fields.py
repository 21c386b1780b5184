"""A rename on bodies with fields: each stays the relation that it was, and leads where it led."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import SHIPPED
from codex_tools.model import Document
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.rename import plan_rename
from codex_tools.refactoring.wishes import Wish
from codex_tools.syntax.document import parse_document

KINDS = build_kinds({}, Path())
RELATIONS = SHIPPED.read_inline()
OLD, NEW = "a/old.md", "b/a-new-name.md"


def build(texts: dict[str, bytes]) -> KnowledgeBase:
    documents = [
        parse_document(path, data, RELATIONS.inline_fields) for path, data in texts.items()
    ]
    return KnowledgeBase.of(documents, KINDS, RELATIONS, text=texts.__getitem__)


def renamed(texts: dict[str, bytes], move: Move) -> dict[str, bytes]:
    def rebuild(documents: Iterable[Document], others: frozenset[str]) -> KnowledgeBase:
        return KnowledgeBase.of(documents, KINDS, RELATIONS, others=others)

    plan = plan_rename(build(texts), Wish(move), rebuild)
    after = {path: file.after for path, file in plan.outcome.files.items()}
    return {move.place(path): after.get(path, data) for path, data in texts.items()}


def edges(texts: dict[str, bytes]) -> set[tuple[str, str, str]]:
    return {(each.source, each.relation, each.target) for each in build(texts).edges}


LINES = st.lists(
    st.sampled_from(
        [
            "supports:: [[old]], [[other|O]]",
            "- depends_on [[old#Part|the old]] (as said)",
            "Words [related:: [[a/old]]] and [[old]].",
            "> - Challenged by:: [[other]] [[old]]",
            "(sourced from:: [text](old.md))",
            "| [[old\\|x]] | supports:: [[old]] |",
            "supports:: [[é]], [[old]]",
            "`supports:: [[old]]`",
            "",
        ]
    ),
    max_size=6,
)


@given(LINES, LINES)
def test_fields_follow_and_come_back(here: list[str], there: list[str]) -> None:
    texts = {
        OLD: "\n".join(["# Old", "", "## Part", "", *here]).encode(),
        "a/other.md": "\n".join(there).encode(),
        "a/é.md": b"Text.\n",
    }
    moved = renamed(texts, Move(OLD, NEW))
    place = {OLD: NEW}
    wanted = {
        (place.get(source, source), name, place.get(target, target))
        for source, name, target in edges(texts)
    }
    assert edges(moved) == wanted
    assert renamed(moved, Move(NEW, OLD)) == texts
