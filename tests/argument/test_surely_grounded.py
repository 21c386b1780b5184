"""What is said to have evidence without the argument has it by the argument too."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.rules._samples import claim, source
from codex_tools.rules.circular_edges import _circles_of, _may_be_unfounded
from codex_tools.syntax.document import parse_document
from codex_tools.weighing.grounded import surely_grounded
from codex_tools.weighing.weighed import weighed

NAMES = [*"abcd", *"st"]
FIELDS = ("supports", "depends_on", "sourced_from", "challenges")
ROWS = st.fixed_dictionaries(
    {},
    optional={name: st.lists(st.sampled_from(NAMES), max_size=2) for name in FIELDS}
    | {"status": st.sampled_from(["retired", "archived", "null"])},
)


def base_of(rows: list[dict[str, list[str] | str]]) -> KnowledgeBase:
    """A base of four claims with some fields, and two sources."""
    texts = {
        f"domains/{name}.md": claim(
            **{key: str(value).replace("'", "") for key, value in row.items()}
        )
        for name, row in zip("abcd", rows, strict=True)
    }
    texts |= {f"inbox/archive/{name}.md": source(title=name) for name in "st"}
    documents = (parse_document(path, text.encode()) for path, text in texts.items())
    return KnowledgeBase.of(documents, build_kinds({}, Path()))


@given(st.lists(ROWS, min_size=4, max_size=4))
def test_what_is_surely_grounded_is_grounded(rows: list[dict[str, list[str] | str]]) -> None:
    base = base_of(rows)
    known = weighed(base)
    held = known.judgement.ground.held
    for path in surely_grounded(base):
        assert held[known.argument.numbers[path]]
    assert _may_be_unfounded(base) or not list(_circles_of(known))


def test_a_circle_with_evidence_is_told_from_one_without() -> None:
    circle = [{"supports": ["b"]}, {"supports": ["a"]}, {}, {}]
    assert _may_be_unfounded(base_of(circle))
    circle[0] = {"supports": ["b"], "sourced_from": ["s"]}
    assert not _may_be_unfounded(base_of(circle))
    circle[0] = {"supports": ["b"], "sourced_from": ["s"], "depends_on": ["b"]}
    assert _may_be_unfounded(base_of(circle))
