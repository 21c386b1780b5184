"""Canvases follow a rename, byte for byte otherwise; what cannot follow is listed."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import marked

OLD, NEW = "coast/eel.md", "coast/ray.md"


def of(name: str, before: str, after: str = "", says: str = "", canvas: str = "b.canvas") -> Rename:
    """A note gets another name, and a canvas shows it."""
    changed = {canvas: after} if after else {}
    return Rename(name, {OLD: "# Skin\n", canvas: before}, "eel", "ray", {OLD: NEW}, changed, says)


def node(path: str, more: str = "") -> str:
    """A canvas of one file."""
    return f'{{"nodes":[{{"id":"a","type":"file","file":"{path}"{more}}}],"edges":[]}}'


TABLE = (
    of("file", node("coast/eel.md"), node("coast/ray.md")),
    of(
        "heading",
        node("coast/eel.md", ',"subpath":"#Skin"'),
        node("coast/ray.md", ',"subpath":"#Skin"'),
    ),
    of(
        "pretty",
        node("coast/eel.md").replace(",", ",\n\t"),
        node("coast/ray.md").replace(",", ",\n\t"),
    ),
    of("escaped", node("coast\\/eel.md"), node("coast/ray.md")),
    of(
        "text",
        '{"nodes":[{"id":"a","type":"text","text":"See [[eel|it]]\\n\\"so\\""}]}',
        '{"nodes":[{"id":"a","type":"text","text":"See [[ray|it]]\\n\\"so\\""}]}',
    ),
    of(
        "markdown_in_text",
        '{"nodes":[{"id":"a","type":"text","text":"[x](coast/eel.md)"}]}',
        '{"nodes":[{"id":"a","type":"text","text":"[x](coast/ray.md)"}]}',
    ),
    of("code_in_text", '{"nodes":[{"id":"a","type":"text","text":"`[[eel]]`"}]}'),
    of(
        "crlf",
        node("coast/eel.md").replace(",", ",\r\n"),
        node("coast/ray.md").replace(",", ",\r\n"),
    ),
    of("another_file", node("coast/eels.md")),
    of(
        "other_letters",
        node("coast/eel.md", ',"label":"größe \\u2028"'),
        node("coast/ray.md", ',"label":"größe \\u2028"'),
    ),
    of("broken", '{"nodes":[{"file":"coast/eel.md"', says=r"b\.canvas:1"),
    of("deep", node("coast/eel.md"), node("coast/ray.md"), canvas="maps/x/b.canvas"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_canvas_follows(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
