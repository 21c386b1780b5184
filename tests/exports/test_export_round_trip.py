"""Any knowledge base, written as a bundle and read back, says what it said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.engine import run_rules
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import sources, tier_of, verified
from codex_tools.base.provenance import provenance_edges
from codex_tools.base.tags import tags_of
from codex_tools.exports.okf import export
from codex_tools.exports.okf.places import Places
from codex_tools.model import BODY
from codex_tools.settings import Settings
from codex_tools.syntax.document import parse_document

FOLDERS = st.sampled_from(["", "a/", "a/b/", "the c (d)/"])
LETTERS = "abcXYZ éß 0.-_'()&#%"
STEMS = st.text(LETTERS, min_size=1, max_size=8).map(lambda text: f"n{text.strip()}x")
NAMES = st.one_of(STEMS, st.sampled_from(["index", "log", "README"]))
PATHS = st.builds(lambda folder, name: f"{folder}{name}.md", FOLDERS, NAMES)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20
).filter(lambda text: "[[" not in text and text.strip() == text)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.none(), st.just("2026-01-02")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("pqr"), inner, max_size=2)
    ),
    max_leaves=4,
)
EDGES = ("supports", "depends_on", "related", "challenged_by")
ACTORS = st.sampled_from(["human:ada", "process:nightly", "agent/1", "human:"])


@st.composite
def bases(draw: st.DrawFn) -> dict[str, bytes]:
    """Claims and sources that name each other in all the ways there are."""
    paths = draw(st.lists(PATHS, min_size=1, max_size=5, unique_by=str.casefold))
    files = {}
    for path in paths:
        target = st.sampled_from(paths)
        fields = draw(
            st.fixed_dictionaries(
                {"type": st.sampled_from(["claim", "source", "thing"])},
                optional={
                    "title": TEXTS.filter(bool),
                    "description": TEXTS,
                    "tags": st.lists(st.sampled_from(["sea", "moon"]), max_size=2),
                    "url": st.just("https://example.org/x"),
                    "created": st.just("2026-01-02"),
                    "status": st.sampled_from(["draft", "stable", "retired", "processed"]),
                    "verified": st.one_of(st.booleans(), TEXTS),
                    "odd": VALUES,
                    "sourced_from": st.lists(target, max_size=2),
                    "claims_extracted": st.lists(target, max_size=2),
                    **{name: st.lists(target, max_size=2) for name in EDGES},
                },
            )
        )
        if draw(st.booleans()):
            fields["reweave_edges"] = [f"{draw(target)}|supports|2026-02-03"]
        links = "".join(
            draw(st.sampled_from(["See [[{}]].\n", "See [[{}|so]].\n", "`[[{}]]`\n"])).format(each)
            for each in draw(st.lists(target, max_size=3))
            if not set("[]|#^\\") & set(each)
        )
        files[path] = f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{links}".encode()
    return files


def base_of(files: Mapping[str, bytes]) -> KnowledgeBase:
    documents = [parse_document(path, data) for path, data in sorted(files.items())]
    return KnowledgeBase.of(documents, build_kinds({}, Path()), text=files.__getitem__)


def edges(base: KnowledgeBase, place: Mapping[str, str] | None = None) -> set[tuple[str, ...]]:
    provenance = {row.name for row in base.relations if row.provenance}
    place = place or {path: path for path in base.notes}
    return {
        (place[each.source], place[each.target], each.relation, each.date)
        for each in base.edges
        if each.relation not in provenance
    }


@settings(max_examples=150, deadline=None)
@given(bases())
def test_nothing_that_the_format_can_say_is_lost(files: dict[str, bytes]) -> None:
    before = base_of(files)
    made = export(before)
    after = base_of({path: data for path, data in made.files.items() if path.endswith(".md")})
    assert after.kinds.model is Model.OKF
    places = Places(before)
    place = {path: places.of(path) for path in before.notes}
    for path, note in before.notes.items():
        read = after.notes[place[path]]
        assert (read.given_type, read.title) == (note.given_type, note.title)
        assert read.fields.get("description", "") == note.fields.get("description", "")
        assert tags_of(read.fields) == tags_of(note.fields)
        assert read.fields.get("odd") == note.fields.get("odd")
        assert not verified(read.fields)
    moved = {(place[each.claim], place[each.source]) for each in provenance_edges(before)}
    assert {(each.claim, each.source) for each in provenance_edges(after)} == moved
    assert edges(before, place) <= edges(after)
    assert {each[:3] for each in edges(after) if each[2] != BODY} <= {
        each[:3] for each in edges(before, place)
    }
    assert not list(_nonconforming(after))


@settings(max_examples=100, deadline=None)
@given(bases())
def test_a_bundle_of_a_bundle_is_the_same(files: dict[str, bytes]) -> None:
    first = export(base_of(files)).files
    assert export(base_of(first)).files == first


@st.composite
def bundles(draw: st.DrawFn) -> dict[str, bytes]:
    """Concepts with all that the format can say."""
    stems = draw(st.lists(STEMS, min_size=1, max_size=4, unique_by=str.casefold))
    paths = [f"{draw(FOLDERS)}{stem}.md" for stem in stems]
    event = st.fixed_dictionaries({"by": ACTORS, "at": st.just("2026-01-02T03:04:05Z")})
    files = {"index.md": b'---\nokf_version: "0.2"\n---\n'}
    for path in paths:
        resource = st.one_of(
            st.sampled_from(paths).map(
                lambda each: f"/{each}".replace("%", "%25").replace("#", "%23")
            ),
            st.sampled_from(["https://example.org", "all queries of a shop", "gone/a.md"]),
        )
        source = st.fixed_dictionaries({"resource": resource}, optional={"id": st.just("p")})
        fields = draw(
            st.fixed_dictionaries(
                {"type": st.sampled_from(["Metric", "BigQuery Table"])},
                optional={
                    "title": TEXTS.filter(bool),
                    "generated": event,
                    "verified": st.one_of(event, st.lists(event, max_size=2)),
                    "status": st.sampled_from(["draft", "stable", "deprecated"]),
                    "stale_after": st.just("2026-01-02"),
                    "sources": st.lists(source, max_size=2),
                    "odd": VALUES,
                },
            )
        )
        body = draw(st.sampled_from(["", "So.[^p]\n\n[^p]: P\n", "# A\n"]))
        files[path] = f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{body}".encode()
    return files


@settings(max_examples=150, deadline=None)
@given(bundles())
def test_a_bundle_keeps_its_families(files: dict[str, bytes]) -> None:
    before, after = base_of(files), base_of(export(base_of(files)).files)
    assert before.notes.keys() == after.notes.keys()
    for path, note in before.notes.items():
        one, other = note.fields, after.notes[path].fields
        assert {**one, "sources": 0} == {**other, "sources": 0}
        assert tier_of(one) is tier_of(other)
        assert [each.id for each in sources(one)] == [each.id for each in sources(other)]
    assert {each[:2] for each in provenance_edges(before)} == {
        each[:2] for each in provenance_edges(after)
    }


def _nonconforming(base: KnowledgeBase) -> Iterator[str]:
    chosen = Settings(select=("OK001", "OK002", "OK003", "OK004", "OK011"))
    return (f"{each.path}:{each.line} {each.message}" for each in run_rules(base, chosen))
