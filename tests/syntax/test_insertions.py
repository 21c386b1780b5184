"""Which bodies a generator fills with text from elsewhere."""

from __future__ import annotations

import pytest

from codex_tools.syntax.markdown.insertions import has_insertions

FILLED = {
    "mkdocstrings": "# Reference\n\n::: tides.turn\n    options:\n      heading_level: 3\n",
    "mkdocs-click": "::: mkdocs-click\n    :module: tides\n",
    "beside_admonition": "::: tip\nCalm.\n:::\n\n::: tides.turn\n",
    "snippet": '--8<-- "tides.md"\n',
    "jekyll": "{% include tides.md %}\n",
    "jinja": "{{ macro() }}\n",
    "hugo": "{{< include tides >}}\n",
    "mdbook": "{{#include tides.md}}\n",
    "markdown-include": "{!tides.md!}\n",
    "vitepress": "<!--@include: ./tides.md-->\n",
    "microsoft": "[!INCLUDE [tides](tides.md)]\n",
    "myst": "```{include} tides.md\n```\n",
    "sphinx": "```{eval-rst}\n.. autofunction:: turn\n```\n",
    "component": "import Tides from './_tides.mdx'\n\n<Tides />\n",
}
PLAIN = {
    "empty": "",
    "admonition": "::: tip Calm\nNo wind.\n:::\n",
    "nested": ":::: note\n::: tip\nCalm.\n:::\n::::\n",
    "pandoc": "::: {.callout-note}\nCalm.\n:::\n",
    "code": "```\n::: tides.turn\n{% include tides.md %}\n```\n",
    "span": "Write `{{ macro() }}` there.\n",
    "in_text": "It is {{ name }} and <b>calm</b>.\n",
    "html": "<br/>\n<img src='a.png'/>\n",
    "comment": "<!-- include nothing -->\n",
    "link": "[INCLUDE](tides.md)\n",
}


@pytest.mark.parametrize("name", FILLED)
def test_what_a_generator_fills(name: str) -> None:
    data = FILLED[name].encode()
    assert has_insertions(data, 0)
    assert has_insertions(b"---\ntitle: x\n---\n" + data, 17)


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_all_there(name: str) -> None:
    assert not has_insertions(PLAIN[name].encode(), 0)


def test_what_stands_before_the_body_does_not_count() -> None:
    assert not has_insertions(b"---\n::: a\n---\nx\n", 14)
