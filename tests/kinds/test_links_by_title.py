"""Where a base says that it writes links by title, a title is no fault."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

PIER = {"notes/old-pier-2.md": "---\ntitle: The old pier leaks\n---\nText.\n"}
TITLED = {"notes/b-7.md": claim("", title="Salt water sinks")}


def by_title(name: str, body: str, **more: object) -> Variation:
    """A note of a base whose links have titles."""
    return one(name, body, **{"beside": PIER, "settings": ('link-style = "title"',), **more})


TABLE = (
    by_title("title", "See [[The old pier leaks]].\n"),
    by_title("case", "See [[the old pier Leaks]].\n"),
    by_title("label", "See [[The old pier leaks|it]].\n"),
    by_title("heading", "See [[The old pier leaks#Low]].\n", select=("RF001", "RF002", "RF003")),
    by_title("short", "See [[Ebb]].\n", beside={"notes/n1.md": "# Ebb\n"}),
    by_title("name", "See [[old-pier-2]].\n"),
    by_title("gone", "See [[«RF001 The new pier leaks»]].\n"),
    by_title(
        "name_in_another_form",
        "See [[«RF003 Old Pier 2»]].\n",
        fixed="See [[old-pier-2]].\n",
    ),
    by_title(
        "two_notes",
        "See [[«RF001 The old pier leaks»]].\n",
        beside={**PIER, "notes/c.md": "---\ntitle: The old pier leaks\n---\nText.\n"},
    ),
    by_title(
        "relation",
        claim("", supports="[Salt water sinks]"),
        beside=TITLED,
        edges=frozenset({"notes/a.md supports notes/b-7.md"}),
    ),
    one(
        "not_said",
        "See [[«RF003 The old pier leaks»]].\n",
        beside=PIER,
        fixed="See [[old-pier-2|The old pier leaks]].\n",
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_title_is_a_form_of_its_own(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
