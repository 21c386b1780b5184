"""An attachment is renamed like a note."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import marked

OLD, NEW = "img/neap chart.png", "img/ebb chart.png"


def of(name: str, before: str, after: str = "", where: str = "notes/a.md") -> Rename:
    """A picture gets another name."""
    files = {OLD: "x", where: before}
    changed = {where: after} if after else {}
    return Rename(name, files, OLD, "ebb chart.png", {OLD: NEW}, changed)


TABLE = (
    of("embed", "![[neap chart.png]]\n", "![[ebb chart.png]]\n"),
    of("embed_with_size", "![[neap chart.png|300]]\n", "![[ebb chart.png|300]]\n"),
    of("embed_by_path", "![[img/neap chart.png]]\n", "![[img/ebb chart.png]]\n"),
    of("picture", "![x](../img/neap%20chart.png)\n", "![x](../img/ebb%20chart.png)\n"),
    of(
        "picture_with_title",
        "![x](<../img/neap chart.png> 'At ebb (1)')\n",
        "![x](<../img/ebb chart.png> 'At ebb (1)')\n",
    ),
    of("html", '<img src="../img/neap%20chart.png">\n', '<img src="../img/ebb%20chart.png">\n'),
    of(
        "definition",
        "![x]\n\n[x]: ../img/neap%20chart.png\n",
        "![x]\n\n[x]: ../img/ebb%20chart.png\n",
    ),
    of(
        "front_matter",
        "---\ncover: '[[neap chart.png]]'\n---\n",
        "---\ncover: '[[ebb chart.png]]'\n---\n",
    ),
    of(
        "canvas",
        '{"nodes":[{"id":"1","type":"file","file":"img/neap chart.png"}],"edges":[]}',
        '{"nodes":[{"id":"1","type":"file","file":"img/ebb chart.png"}],"edges":[]}',
        "b.canvas",
    ),
    of("nobody_names_it", "Text.\n"),
    Rename(
        "without_ending",
        {OLD: "x", "a.md": "![[neap chart.png]]\n"},
        OLD,
        "ebb chart",
        {OLD: NEW},
        {"a.md": "![[ebb chart.png]]\n"},
    ),
    Rename(
        "by_name",
        {OLD: "x", "a.md": "![[neap chart.png]]\n"},
        "neap chart.png",
        "ebb chart.png",
        {OLD: NEW},
        {"a.md": "![[ebb chart.png]]\n"},
    ),
    Rename(
        "moved",
        {OLD: "x", "a.md": "![x](img/neap%20chart.png)\n"},
        OLD,
        "art/",
        {OLD: "art/neap chart.png"},
        {"a.md": "![x](art/neap%20chart.png)\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_attachment_is_renamed(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
