"""python-frontmatter with our handler reads what codex reads."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest

from codex_tools.syntax.document import parse_document
from codex_tools.syntax.frontmatter.handler import CoreSchemaHandler


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\nday: 2026-01-02\non: yes\n---\nA\n", {"day": "2026-01-02", "on": "yes"}, "A"),
        ("---\r\na: 1\r\n---\r\nA\r\n", {"a": 1}, "A"),
        ("---\na: |\n  x\n----: 2\n---\nA", {"a": "x\n", "----": 2}, "A"),
        ("\ufeff---\na: 0o17\n---\n", {"a": 15}, ""),
        ("---\nnever closed: 1\n", {}, "---\nnever closed: 1"),
        ("A\n---\nb: 1\n---\n", {}, "A\n---\nb: 1\n---"),
    ],
)
def test_a_text_is_read(text: str, fields: dict[str, object], body: str) -> None:
    handler = CoreSchemaHandler()
    post = frontmatter.loads(text, handler=handler)
    assert (post.metadata, post.content) == (fields, body)
    assert handler.detect(text) == bool(fields)


def test_the_real_knowledge_base_is_read_alike(corpus: Path) -> None:
    handler, count = CoreSchemaHandler(), 0
    for path in sorted(corpus.rglob("*.md")):
        document = parse_document(path.name, path.read_bytes())
        if document.has_front_matter and not document.problems:
            post = frontmatter.load(str(path), handler=handler)
            assert repr(post.metadata) == repr(document.fields), path
            count += 1
    assert count > 1000
