"""A key that stands twice is reported, whatever stands beside it in the front matter."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, verify

B, C = {"coast/b.md": claim()}, {"coast/c.md": claim()}


def of(name: str, fields: str, edges: str = "c", **more: object) -> Variation:
    """A claim with these lines in its front matter, which supports other claims."""
    text = claim().replace("created:", f"{fields}created:")
    found = frozenset(f"coast/a.md supports coast/{each}.md" for each in edges)
    return Variation(name, {"coast/a.md": text, **B, **C}, edges=found, select=("FM",), **more)


TWICE = "supports: [b]\n«FM004 supports»: [c]\n"

TABLE = (
    of("flow_mapping_below", f"{TWICE}attribution: {{extractor: rosa}}\n"),
    of("flow_mapping_above", f"attribution: {{extractor: rosa}}\n{TWICE}"),
    of("flow_mapping_between", "supports: [b]\nattribution: {a: b}\n«FM004 supports»: [c]\n"),
    of("in_flow_mapping", "supports: [c]\nattribution: {handle: rosa, «FM004 handle»: emil}\n"),
    of("in_list_of_flow", "supports: [c]\nattribution:\n  who: [{handle: a, «FM004 handle»: b}]\n"),
    of("in_block_mapping", "supports: [c]\nattribution:\n  who: a\n  «FM004 who»: b\n"),
    of("in_list_item", "supports: [c]\nattribution:\n  - who: a\n    «FM004 who»: b\n"),
    of("flow_over_lines", f"{TWICE}attribution: {{\n  extractor: rosa,\n  at: dawn\n}}\n"),
    of("quoted", 'supports: [b]\nx: {y: z}\n«FM004 "supports"»: [c]\n'),
    of("explicit", "supports: [b]\nx: {y: z}\n? «FM004 supports»\n: [c]\n"),
    of("anchor", f"{TWICE}x: &one {{y: z}}\nw: *one\n"),
    of("three_times", f"{TWICE}«FM004 supports»: [c]\nx: {{y: z}}\n"),
    of("with_comment", "supports: [b]  # {old}\n# {a: b}\n«FM004 supports»: [c]\nx: {y: z}\n"),
    of(
        "not_the_same_mapping", "supports: [c]\nx: {who: a}\ny: {who: b}\nz: [{who: c}, {who: d}]\n"
    ),
    of("in_a_text", "supports: [c]\nx: {y: z}\nsummary: |\n  supports: [b]\n  supports: [b]\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_repeated_key_is_reported(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
