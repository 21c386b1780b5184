"""An entry of a relation may be a link of Markdown."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import Variation, claim, marked, one, verify

PIER = {"notes/old pier.md": claim("# Old pier\n"), "b.md": claim("# B\n")}


def entry(name: str, text: str, **more: object) -> Variation:
    """A claim that is related to what a link says."""
    return one(name, claim("", related=f'["{text}"]'), beside=PIER, **more)


TO_PIER = frozenset({"notes/a.md related notes/old pier.md"})

TABLE = (
    entry("path", "[x](old%20pier.md)", edges=TO_PIER),
    entry("angles", "[x](<old pier.md>)", edges=TO_PIER),
    entry("heading", "[x](old%20pier.md#old-pier)", edges=TO_PIER),
    entry("above", "[x](../b.md)", edges=frozenset({"notes/a.md related b.md"})),
    entry("from_the_root", "[x](/b.md)", edges=frozenset({"notes/a.md related b.md"})),
    entry("empty_label", "[](old%20pier.md)", edges=TO_PIER),
    entry("web", "[x](https://sea.example/a.md)", edges=frozenset()),
    entry("mail", "[x](mailto:a@sea.example)", edges=frozenset()),
    entry("placeholder", "[x]({{url}})", edges=frozenset()),
    one("one", claim("", related="'[x](old%20pier.md)'"), beside=PIER, edges=TO_PIER),
    one("gone", claim("", related="[«RF007 '[x](lost.md)'»]"), edges=frozenset()),
    one("no_link", claim("", related="[«RF007 'a [x] (b)'»]"), edges=frozenset()),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_link_in_a_field_is_an_edge(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


def of(name: str, before: str, after: str) -> Rename:
    """A rename of a note that a field of another one links to."""
    files = {"notes/old pier.md": "# Old pier\n", "a.md": claim("", related=before)}
    moved = {"notes/old pier.md": "notes/new pier.md"}
    return Rename(
        name, files, "old pier", "new pier", moved, {"a.md": claim("", related=after)}, ""
    )


RENAMES = (
    of("quoted", '["[x](notes/old%20pier.md)"]', '["[x](notes/new%20pier.md)"]'),
    of("single", "'[x](notes/old%20pier.md)'", "'[x](notes/new%20pier.md)'"),
    of("angles", '["[x](<notes/old pier.md>)"]', '["[x](<notes/new pier.md>)"]'),
    of("heading", '["[x](notes/old%20pier.md#a)"]', '["[x](notes/new%20pier.md#a)"]'),
    of(
        "list",
        "\n  - '[x](notes/old%20pier.md)'\n  - '[[old pier]]'",
        "\n  - '[x](notes/new%20pier.md)'\n  - '[[new pier]]'",
    ),
    of("label_alike", '["[old pier](notes/old%20pier.md)"]', '["[old pier](notes/new%20pier.md)"]'),
)


@pytest.mark.parametrize("case", RENAMES, ids=lambda case: case.name)
def test_a_rename_follows_a_link_in_a_field(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)
