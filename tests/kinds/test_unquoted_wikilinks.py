"""A wikilink in YAML needs quotes; without them it is a list in a list."""

from __future__ import annotations

import pytest
import yaml
from bases import MakeBase
from kinds.table import Variation, archived, claim, marked, run, verify, write_base

OTHERS = {"coast/eel.md": claim(), "coast/ray.md": claim()}


def of(name: str, fields: str, fixed: str = "", **more: object) -> Variation:
    """A claim with these lines in its front matter."""
    text, after = (claim().replace("created:", f"{lines}created:") for lines in (fields, fixed))
    changed = {"coast/a.md": after} if fixed else {}
    more = {"select": ("FM", "SC", "RF"), **more}
    return Variation(name, {"coast/a.md": text, **OTHERS}, changed, **more)


TABLE = (
    of("in_list", "supports:\n  - «FM009 [[eel]]»\n", 'supports:\n  - "[[eel]]"\n', words="quotes"),
    of(
        "with_label",
        "supports:\n  - «FM009 [[eel|The eel]]»\n",
        'supports:\n  - "[[eel|The eel]]"\n',
    ),
    of("in_flow", "related: [ «FM009 [[eel]]» ]\n", 'related: [ "[[eel]]" ]\n'),
    of(
        "two_in_flow",
        "related: [«FM009 [[eel]]», «FM009 [[ray]]»]\n",
        'related: ["[[eel]]", "[[ray]]"]\n',
    ),
    of("alone", "related: «FM009 [[eel]]»\n", 'related: "[[eel]]"\n'),
    of(
        "two_alone",
        "supports: «FM009 [[eel]]», «FM009 [[ray]]»\n",
        'supports: ["[[eel]]", "[[ray]]"]\n',
        words="quotes",
    ),
    of(
        "with_heading",
        "related:\n  - «FM009 [[eel#Skin|its skin]]»\n",
        'related:\n  - "[[eel#Skin|its skin]]"\n',
        select=("FM", "SC"),
    ),
    of("own_field", "up: «FM009 [[eel]]»\n", 'up: "[[eel]]"\n'),
    of("own_list", "see also:\n- «FM009 [[eel]]»\n- plain\n", 'see also:\n- "[[eel]]"\n- plain\n'),
    of(
        "beside_a_quoted_one",
        "related:\n  - '[[ray]]'\n  - «FM009 [[eel]]»\n",
        "related:\n  - '[[ray]]'\n  - '[[eel]]'\n",
    ),
    of("crlf", "related: «FM009 [[eel]]»\r\n", 'related: "[[eel]]"\r\n'),
    of("quoted", "related: ['[[eel]]', \"[[ray|Ray]]\"]\n"),
    of("numbers", "grid: [[1, 2], [3, 4]]\npairs:\n  - [a, b]\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_wikilink_without_quotes_is_one_finding(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


def test_backfill_appends_to_such_a_list(make_base: MakeBase) -> None:
    root = write_base(
        make_base,
        {
            "coast/a.md": claim("Text.\n", sourced_from="\n  - [[log]]"),
            "inbox/archive/log.md": archived(title="The log", claims_extracted="[a]"),
            "inbox/archive/tables.md": archived(
                title="The tables", claims_extracted="[a]", url="https://example.org/tables"
            ),
        },
    )
    run(root, "link", "--backfill", "--no-git")
    front = (root / "coast/a.md").read_text().split("---\n")[1]
    entries = yaml.safe_load(front)["sourced_from"]
    assert entries[0] == "[[log]]"
    assert len(entries) == 2
    assert "tables" in entries[1]
