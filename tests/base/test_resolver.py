"""From a reference as written to the file it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold_strictly
from codex_tools.base.resolver import folded
from codex_tools.model import ResolvedBy
from codex_tools.rules._samples import claim, source
from codex_tools.syntax.document import parse_document

FILES = {
    "domains/The tide's pull.md": claim("# Why water rises\n"),
    "domains/x/map.md": claim(),
    "domains/y/map.md": claim(),
    "domains/x/twin.md": claim(),
    "inbox/archive/twin.md": source(),
    "inbox/archive/2025-old.md": source(title="On tides and moons"),
    "README.md": "",
}


def base_with(text: str, path: str = "domains/x/note.md") -> KnowledgeBase:
    files = {**FILES, path: text}
    documents = [parse_document(name, body.encode()) for name, body in sorted(files.items())]
    return KnowledgeBase.of(documents, build_kinds({}, Path()), others=frozenset({"img/moon.png"}))


@pytest.mark.parametrize(
    ("written", "target", "how"),
    [
        ("[[The tide's pull]]", "domains/The tide's pull.md", ResolvedBy.NAME),
        ("[[The tide's pull.md|that]]", "domains/The tide's pull.md", ResolvedBy.NAME),
        ("[[the Tide's pull]]", "domains/The tide's pull.md", ResolvedBy.CASE),
        ("[other case](Map.md)", "domains/x/map.md", ResolvedBy.CASE),
        ("[[Why water rises]]", "domains/The tide's pull.md", ResolvedBy.TITLE),
        ("[[domains/x/map]]", "domains/x/map.md", ResolvedBy.PATH),
        ("[[y/map.md]]", "domains/y/map.md", ResolvedBy.PATH),
        ("[[moon.png]]", "img/moon.png", ResolvedBy.NAME),
        ("[[#Here]]", "domains/x/note.md", ResolvedBy.NAME),
        ("[up](../../README.md)", "README.md", ResolvedBy.PATH),
        ("[here](map.md)", "domains/x/map.md", ResolvedBy.PATH),
        ("[root](/README.md)", "README.md", ResolvedBy.PATH),
        ("[folder](../y/)", "domains/y", ResolvedBy.PATH),
        ("![anywhere](moon.png)", "img/moon.png", ResolvedBy.PATH),
    ],
)
def test_a_link_resolves(written: str, target: str, how: ResolvedBy) -> None:
    found = [
        link for link in base_with(written).links.resolved if link.source == "domains/x/note.md"
    ]
    assert [(link.target, link.how) for link in found] == [(target, how)]


@pytest.mark.parametrize(
    "written",
    [
        "[gone](nowhere/map.md)",
        "[gone](nowhere/2025-old.md)",
        "[elsewhere](2025-old.md)",
        "[elsewhere](archive/2025-old.md)",
        "![elsewhere](Moon.png)",
        "[title](Why%20water%20rises)",
        "[punctuation](../The-tides-pull.md)",
        "[[The tide's 1.2 pull]]",
    ],
)
def test_a_link_that_names_no_file_resolves_to_none(written: str) -> None:
    own = [each for each in base_with(written).links.broken if each.source == "domains/x/note.md"]
    assert [each.candidates for each in own] == [()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("model 11.2 wins", "model 1.12 wins"),
        ("-3 percent", "3 percent"),
        (".3 percent", "3 percent"),
        ("C++", "C"),
        ("2 + 2", "22"),
    ],
)
def test_numbers_and_signs_are_no_punctuation(one: str, other: str) -> None:
    assert fold_strictly(one) != fold_strictly(other)


def test_separators_are_alike() -> None:
    assert len({fold_strictly(each) for each in ("Model 11.2: wins!", "model-11-2-wins")}) == 1


@pytest.mark.parametrize(
    ("written", "target", "how"),
    [
        ("[[the-tides-pull]]", "domains/The tide's pull.md", ResolvedBy.FORM),
        ("[[inbox/2025-old]]", "inbox/archive/2025-old.md", ResolvedBy.MOVED),
    ],
)
def test_a_loose_match_is_kept_apart(written: str, target: str, how: ResolvedBy) -> None:
    links = base_with(written).links
    assert [(link.target, link.how) for link in links.bodies.loose] == [(target, how)]
    assert not [link for link in links.resolved if link.source == "domains/x/note.md"]
    assert not links.broken


def test_a_way_that_finds_several_does_not_fall_through_to_a_looser_one() -> None:
    base = base_with("[[Map!]]")
    [broken] = base.links.broken
    assert broken.candidates == ()
    found = base.resolver.suggest(broken.link, broken.source)
    assert found == (("domains/x/map.md", "domains/y/map.md"), ResolvedBy.FORM)


def test_several_files_of_one_name_are_ambiguous_not_gone() -> None:
    [broken] = base_with("[[map]]").links.broken
    assert broken.candidates == ("domains/x/map.md", "domains/y/map.md")
    [gone] = base_with("[[no such note]]").links.broken
    assert gone.candidates == ()


def test_the_kind_that_a_relation_wants_decides_between_namesakes() -> None:
    base = base_with(claim(supports="[twin]", sourced_from="twin.md"))
    assert list(base.edges.targets("domains/x/note.md", "supports")) == ["domains/x/twin.md"]
    assert list(base.edges.targets("domains/x/note.md", "sourced_from")) == [
        "inbox/archive/twin.md"
    ]


def test_prose_is_no_dangling_reference() -> None:
    text = claim(
        challenged_by="['The sample is small, see [[map]]', '[[gone]]', 'the tide''s pull']"
    )
    base = base_with(text)
    own = [broken for broken in base.links.broken if broken.source == "domains/x/note.md"]
    assert [(broken.link.target, broken.link.relation) for broken in own] == [
        ("map", "links_to"),
        ("gone", "challenged_by"),
    ]
    assert list(base.edges.targets("domains/x/note.md", "challenged_by")) == [
        "domains/The tide's pull.md"
    ]


def test_the_journal_gives_dated_edges() -> None:
    base = base_with(claim(reweave_edges="['twin|supports|2026-02-03']", supports="['[[twin]]']"))
    edges = {edge for edge in base.edges if edge.source == "domains/x/note.md"}
    assert {(edge.relation, edge.origin, edge.date) for edge in edges} == {
        ("supports", "front matter", ""),
        ("supports", "reweave", "2026-02-03"),
    }


def test_a_date_that_no_calendar_has_dates_no_edge() -> None:
    base = base_with(claim(reweave_edges="['twin|supports|2026-99-99']"))
    assert not [edge for edge in base.edges if edge.origin == "reweave"]


def test_references_in_other_shapes() -> None:
    base = base_with(
        claim(
            related="'[[The tide''s pull]], [[x/map]]'",
            depends_on="[[twin]]",
            sources="\n  - [[2025-old]]",
            cross_references="\n  - {target: y/map, relation: challenges}\n  - {note: none}",
        )
    )
    edges = {(e.relation, e.target) for e in base.edges if e.source == "domains/x/note.md"}
    assert edges == {
        ("related", "domains/The tide's pull.md"),
        ("related", "domains/x/map.md"),
        ("challenges", "domains/y/map.md"),
        ("sources", "inbox/archive/2025-old.md"),
    }
    assert base.links.broken[0].candidates == ("domains/x/twin.md", "inbox/archive/twin.md")


def test_suggestions_share_rare_words() -> None:
    base = base_with("")
    assert base.resolver.near("the tides pull stronger") == ""
    assert base.resolver.near("pull of the tide's") == "domains/The tide's pull.md"
    assert base.resolver.near("quite another thing") == ""


def test_a_folded_index_tells_texts_of_one_hash_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folded, "hash", lambda text: len(text), raising=False)
    texts = {"a.md": "One Tide", "b.md": "one-tide", "c.md": "low seas"}
    index = folded.FoldedIndex(texts, texts.__getitem__)
    assert index.find("One Tide", texts.__getitem__) == ["a.md", "b.md"]
    assert index.find("low-seas", texts.__getitem__) == ["c.md"]
    assert index.find("hightid", texts.__getitem__) == []
