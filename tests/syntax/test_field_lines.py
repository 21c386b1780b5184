"""The fast and the explaining way to a place in a front matter give the same span."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from front_matters import files
from hypothesis import example, given
from hypothesis import strategies as st

from codex_tools.model import Block, FieldPath
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter import field_lines, field_nodes
from codex_tools.syntax.offsets import char_to_byte_span


def places(fields: dict[str, object]) -> Iterator[FieldPath]:
    for name, value in fields.items():
        yield FieldPath((name,))
        yield FieldPath((name,), on_key=True)
        length = len(value) if isinstance(value, list) else 1
        yield from (FieldPath((name, index)) for index in range(length))


def compare(data: bytes) -> tuple[int, int]:
    """Compare every place of a file; returns how many there are, and how many are fast."""
    block = frontmatter.find_block(data)
    if not isinstance(block, Block):
        return 0, 0
    fields, problems = frontmatter.read_block(data, block)
    text, root = field_nodes.compose(data, block)
    total = fast = 0
    for place in places(fields) if not problems else ():
        span = field_lines.find_span(text, place)
        if span is not None:
            slow = field_nodes.locate(text, root, place, block)
            assert char_to_byte_span(text, span, block.start) == slow, place
            fast += 1
        total += 1
    return total, fast


@given(files())
def test_both_agree_on_files_as_people_write_them(file: tuple[bytes, list[str]]) -> None:
    compare(file[0])


WORDS = st.sampled_from(
    ["a:", "b:", "  c:", " ", "- ", "  - ", "\n", "x", "'y'", '"z"', "# n", " # n", "[p, q]", "|"]
    + [">-", "  text", "1", "~", ": ", "{k: v}", "\r\n", "é"]
)


@given(st.lists(WORDS, max_size=14).map("".join))
@example("a: v\n\n  text")
@example("a: v\n \n  text")
@example("- a: v\n\n\n    text\n  b: c")
def test_both_agree_on_texts_made_of_yaml(text: str) -> None:
    compare(f"---\n{text}\n---\n".encode())


def test_both_agree_on_the_real_knowledge_base(corpus: Path) -> None:
    counts = [compare(path.read_bytes()) for path in sorted(corpus.rglob("*.md"))]
    total, fast = (sum(each) for each in zip(*counts, strict=True))
    assert fast > 0.8 * total, f"{fast} of {total}"
