"""Relations in the text of a body, ``supports:: [[x]]``, where a base switches them on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bases import MakeBase, findings, grows_evenly, places
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.app.workspace import load
from codex_tools.base.relations import SHIPPED
from codex_tools.cli import codex
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings
from codex_tools.syntax.document import parse_document

NAMES = SHIPPED.read_inline().inline_fields


def edges(body: str) -> list[tuple[str, str]]:
    """The relations and targets of the typed links of a body."""
    found = parse_document("a.md", body.encode(), NAMES).links
    return [(link.relation, link.target) for link in found if link.field]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("supports:: [[x]]", ["x"]),
        ("supports:: [[x]], [[y|Y]]; [[z#part]]", ["x", "y", "z"]),
        ("supports::[[x]]", ["x"]),
        ("**supports**:: [[x]]", ["x"]),
        ("**Supports:** [[x]]", []),
        ("It holds [supports:: [[x]], [[y]]] here.", ["x", "y"]),
        ("It holds (supports:: [[x]]) here.", ["x"]),
        ("- supports:: [[x]], [[y]]", ["x", "y"]),
        ("- supports [[x]]", ["x"]),
        ("* [ ] **supports:** [[x]] (as measured)", ["x"]),
        ("  1. Supports [[x]]", ["x"]),
        ("> - supports [[x]]", ["x"]),
        ("> supports:: [[x]]", ["x"]),
        ("- supports [words](x.md) and [[y]]", ["x.md"]),
        ("supports:: ![[x]]", ["x"]),
        ("supports:: [[x]] [[y]] as well as [[z]]", ["x", "y"]),
        ("supports [[x]]", []),
        ("supports: [[x]]", []),
        ("- it supports [[x]]", []),
        ("- supports the case of [[x]]", []),
        ("- supports[[x]]", []),
        ("unsupports:: [[x]]", []),
        ("supports:: as in [[x]]", []),
        ("`supports:: [[x]]`", []),
        ("    supports:: [[x]]", []),
        ("```\nsupports:: [[x]]\n```", []),
        ("<!-- supports:: [[x]] -->", []),
        ("%% supports:: [[x]] %%", []),
        ("$$\nsupports:: [[x]]\n$$", []),
        ("<div>\nsupports:: [[x]]\n</div>", []),
        ("colour:: [[x]]", []),
        ("supports:: \\[[x]]", []),
    ],
)
def test_what_is_a_field_in_a_body(body: str, found: list[str]) -> None:
    assert edges(body) == [("supports", target) for target in found]


def test_blanks_hyphens_and_case_of_a_name_make_no_difference() -> None:
    body = "Challenged By:: [[x]]\n\n- challenged-by [[y]]\n- related claims:: [[z]]\n"
    assert edges(body) == [("challenged_by", "x"), ("challenged_by", "y"), ("related", "z")]


def test_links_outside_fields_stay_as_they_are() -> None:
    body = b"See [[a]] and [[b|B]].\n\nsupports:: [[c]]\n\nAgain [[a]], [d](d.md).\n"
    plain = list(parse_document("a.md", body).links)
    typed = list(parse_document("a.md", body, NAMES).links)
    assert [each.relation for each in typed] == ["links_to"] * 2 + ["supports"] + ["links_to"] * 2
    assert [each._replace(relation="links_to", field="") for each in typed] == plain


PIECES = st.sampled_from(
    ["supports", "::", ":", "[[a]]", "[[é|b]]", "[x](y.md)", "- ", "\n", "\n\n", "    ", " ", "`"]
    + ["[", "]", "(", ")", "**", "> ", "<!--", "-->", "%%", "```\n", "$", "because", "é", ","]
)


@given(st.lists(PIECES, max_size=30))
def test_fields_neither_add_nor_drop_nor_move_a_link(pieces: list[str]) -> None:
    body = "".join(pieces).encode()
    typed = parse_document("a.md", body, NAMES).links
    bare = [each._replace(relation="links_to", field="") for each in typed]
    assert bare == list(parse_document("a.md", body).links)
    for link in typed:
        assert bool(link.field) == (link.relation != "links_to")


@pytest.mark.parametrize("unit", ["supports:: [[a]]\n", "- supports [[a]] ", "[supports:: ", "* "])
def test_the_search_grows_evenly(unit: str) -> None:
    assert grows_evenly(lambda n: parse_document("a.md", (unit * n).encode(), NAMES), 300)


ON = "inline-fields = true\n"


def test_nothing_is_read_where_it_is_off(make_base: MakeBase) -> None:
    files = {"domains/a.md": claim("supports:: [[b]]\n"), "domains/b.md": claim()}
    root = make_base(files)
    assert not any(load(load_settings(root)).edges.of("supports"))
    (root / "codex.toml").write_text(ON)
    assert list(load(load_settings(root)).edges.of("supports")) == ["domains/a.md"]


BROKEN = {
    "RF007": "supports:: [[gone]]\n",
    "RF008": "supports:: [[s]]\n",
    "RF005": "- sourced_from [[lost-source]]\n",
    "PV001": "(sourced_from:: [[s]])\n",
    "ED006": "challenges:: [[b]]\n",
    "ED004": "supports:: [[a]]\n",
    "ED003": "supports:: [[b]], [[domains/b.md]]\n",
    "RF009": "supports:: [[twin]]\n",
    "RF010": "supports:: [[low, water]]\n",
}


@pytest.mark.parametrize(("code", "body"), BROKEN.items(), ids=list(BROKEN))
def test_rules_about_edges_see_those_of_a_body(make_base: MakeBase, code: str, body: str) -> None:
    root = make_base(
        {
            "codex.toml": ON,
            "domains/a.md": claim(body),
            "domains/b.md": claim(),
            "domains/low-water.md": claim(),
            "domains/x/twin.md": claim(),
            "domains/y/twin.md": claim(),
            "inbox/archive/s.md": source(),
        }
    )
    found = places(root, "--select", "RF,PV001,PV002,ED")
    assert [each for each in found if each.startswith("domains/a.md")] == [f"domains/a.md:9 {code}"]


def test_a_message_names_the_field_as_it_is_written(make_base: MakeBase) -> None:
    files = {"codex.toml": ON, "domains/a.md": claim("- Related claims:: [[gone]]\n")}
    [found] = findings(make_base(files), "--select", "RF007")
    assert found["message"] == '`Related claims` names no document: "gone"'
    assert (found["line"], found["column"]) == (9, 22)


@pytest.fixture
def argued(make_base: MakeBase) -> Path:
    return make_base(
        {
            "codex.toml": ON,
            "domains/a.md": claim("Why: (sourced_from:: [[s]]).\n\n- supports [[b|the other]]\n"),
            "domains/b.md": claim(source="Somebody else"),
            "inbox/archive/s.md": source(claims_extracted="[a]"),
        }
    )


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(codex, [*words, "--root", str(root)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_edges_of_bodies_stand_in_exports_and_statistics(argued: Path) -> None:
    graph = json.loads(run(argued, "graph", "export", "--format", "json"))
    found = {(each["relation"], each["origin"]) for each in graph["edges"]}
    assert {("supports", "body"), ("sourced_from", "body")} <= found
    assert "supports" in run(argued, "graph", "export", "--format", "mermaid")
    assert "1  supports (1 body)" in run(argued, "graph", "stats")
    assert "domains/a.md" in run(argued, "why", "domains/b.md")


def test_a_rename_follows_them(argued: Path) -> None:
    run(argued, "rename", "domains/b.md", "c")
    run(argued, "rename", "inbox/archive/s.md", "2026-source")
    text = (argued / "domains/a.md").read_text()
    assert "(sourced_from:: [[2026-source]])" in text
    assert "- supports [[c|the other]]" in text


def test_an_edge_of_a_body_is_not_linked_again(argued: Path) -> None:
    before = (argued / "domains/a.md").read_bytes()
    plan = json.loads(run(argued, "link", "--format", "json"))
    assert plan["items"] == []
    run(argued, "link", "--backfill")
    assert (argued / "domains/a.md").read_bytes() == before


def test_the_next_run_takes_them_from_the_cache(
    argued: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = load_settings(argued)
    first = load(settings)
    second = load(settings, lazily=True)
    for path, note in first.notes.items():
        assert second.notes[path].field_links == note.field_links
        assert list(second.notes[path].document.links) == list(note.document.links)
