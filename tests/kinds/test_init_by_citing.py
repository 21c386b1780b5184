"""`codex init` knows claims and sources by who says that it comes from whom, whatever folders are
called, and takes no folder for either where nobody says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest
from bases import MakeBase
from click.testing import CliRunner
from kinds.table import write_base

from codex_tools.cli import codex

SOURCE, CLAIM = "source", "claim"
_NOTES = ("Locks leak", "Piers rot", "Eels turn", "Salt creeps", "Fog lasts")
_WORKS = ("Canal book", "Pier log", "Eel count", "Salt roads", "Fog horns", "Rope walks")

WAYS = {
    "fuente": ("apuntes/{note}.md", "Es así. Fuente: [[{work}]].\n", "obras/{work}.md", ""),
    "quelle": ("zettel/{note}.md", "So.\n\n## Quellen\n- [[{work}]]\n", "werke/{work}.md", ""),
    "出典": ("知識/{note}.md", "- 出典: [[原/{work}]]\n", "原/{work}.md", "# {work}\n"),
    "path": ("a/{note}.md", "So.\n\nSource: [w](<../b/{work}.md>)\n", "b/{work}.md", ""),
    "column": ("a/{note}.md", "| It | Source |\n|-|-|\n| x | [[{work}]] |\n", "b/{work}.md", ""),
    "side_by_side": ("wiki/ideas/{note}.md", "Source: [[{work}]]\n", "wiki/in/{work}.md", ""),
    "below": ("notes/{note}.md", "Source: [[{work}]]\n", "notes/in/{work}.md", ""),
    "field": ("a/{note}.md", '---\nsource: "[[{work}]]"\n---\nSo.\n', "b/{work}.md", ""),
    "words": ("a/{note}.md", "Source: *{work}* by Ada Stone\n", "libros/{work}.md", ""),
    "link_alone": ("zettel/{note}.md", "As [[{work}]] says.\n", "references/{work}.md", ""),
    "kind_of_target": ("a/{note}.md", "See [[{work}]].\n", "b/{work}.md", "---\nkind: book\n---\n"),
    "own_title": (
        "a/{note}.md",
        "---\ntítulo: {note}\n---\nFuente: [[{work}]]\n",
        "b/{work}.md",
        "---\ntítulo: {work}\n---\n",
    ),
    "key": ("a/{note}.md", "So it is [@{work}].\n", "papers/@{work}.md", ""),
}
NEITHER = {
    "links": ("a/{note}.md", "See [[{work}]].\n", "people/{work}.md", ""),
    "sources_cite": ("a/{note}.md", "Source: [[{work}]]\n", "b/{work}.md", "Source: [[{note}]]\n"),
    "guide": ("a/{note}.md", "Read [[{work}]] first.\n", "guides/{work}.md", "See [[{note}]].\n"),
    "addresses": ("a/{note}.md", "Source: https://example.org/{work}\n", "b/{work}.md", ""),
}


def _kinds(make_base: MakeBase, way: tuple[str, str, str, str]) -> Mapping[str, set[str]]:
    """The folders or patterns of files of each role that are proposed for a base."""
    note_path, note_text, work_path, work_text = way
    files: dict[str, str] = {}
    for note, work in zip(_NOTES, _WORKS, strict=False):
        names = {"note": note, "work": work.replace(" ", "-") if "@" in work_path else work}
        files[note_path.format(**names)] = f"{note_text.format(**names)}\nIt was seen.\n"
        files[work_path.format(**names)] = f"{work_text.format(**names)}\nPage {len(work)}.\n"
    spare = work_path.format(note=_NOTES[0], work=_WORKS[-1])
    root = write_base(make_base, {**files, spare: "Nobody read it.\n"})
    assert CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)]).exit_code == 0
    kinds = tomllib.loads((root / "codex.toml").read_text("utf-8")).get("kinds", {})
    found: dict[str, set[str]] = {}
    for kind in kinds.values():
        where = {*kind.get("folders", ()), *kind.get("files", ())}
        found.setdefault(kind.get("role", ""), set()).update(where)
    return found


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_who_cites_is_a_claim_and_who_is_cited_a_source(
    way: tuple[str, str, str, str], make_base: MakeBase
) -> None:
    folders = {way[0].rpartition("/")[0]}, {way[2].rpartition("/")[0]}
    found = _kinds(make_base, way)
    assert found[CLAIM] == folders[0]
    assert not found.get("")
    assert found[SOURCE] == ({"@*.md"} if "@" in way[2] else folders[1])


@pytest.mark.parametrize("way", NEITHER.values(), ids=NEITHER.keys())
def test_links_alone_make_no_claims(way: tuple[str, str, str, str], make_base: MakeBase) -> None:
    found = _kinds(make_base, way)
    assert CLAIM not in found and SOURCE not in found
