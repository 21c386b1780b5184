"""A front matter that a template engine is to fill in is no mistake; other mistakes in it are."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, verify


def note(name: str, *lines: str, fixed: str = "") -> Variation:
    """A note whose front matter has these lines, and others when it is repaired."""
    path, end = "templates/note.md", "\n---\n# {{title}}\n"
    after = {path: f"---\n{fixed}{end}"} if fixed else {}
    text = "---\n" + "\n".join(lines) + end
    return Variation(name, {path: text}, after, guessed=None, select=("FM003",))


TABLE = (
    note("value", "created: {{date}}"),
    note("value_with_words", "created: {{date}} at {{time}}"),
    note("item", "tags:", "  - papers", "  - {{tag}}"),
    note("items_in_brackets", "tags: [{{tag}}, {{other}}]"),
    note("quoted_in_part", 'created: "{{date}}" {{time}}'),
    note("wikilink", "up: [[{{folder}}]]"),
    note("filter", 'created: {{date:YYYY-MM-DD}} {{ "now" | date }}'),
    note("liquid", "{% if draft %}", "draft: true", "{% endif %}"),
    note("templater", "<%* const name = 1 %>", "title: x"),
    note("templater_value", "title: <% tp.file.title: 1 %>"),
    note("readable", "title: x {{name}}", "made: '{{date}}'"),
    note(
        "another_line",
        "created: '{{date}}'",
        "title: one«FM003 :» two",
        fixed="created: '{{date}}'\ntitle: 'one: two'",
    ),
    note("behind_words", "title: one«FM003 :» {{two}}", fixed="title: 'one: {{two}}'"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_what_is_filled_in_later_is_no_mistake(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
