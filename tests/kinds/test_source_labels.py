"""A note may say where it comes from in any language, and without any label."""

from __future__ import annotations

import json

import pytest
from bases import MakeBase, with_outcome
from kinds.table import run, write_base

_SETTINGS = '[kinds.claim]\nfolders = ["wiki"]\n[kinds.source]\nfolders = ["raw"]\n'
_WORKS = {
    "lock-book": "Locks of the upper canal",
    "pier-log": "A log of the old pier",
    "@vind1984": "Sluices and their keepers",
    "eel-count": "Eels counted by hand",
    "salt-roads": "Roads of the salt carriers",
}

SAYS = {
    "german": "Sie lecken. (Quelle: [[raw/lock-book]])\n",
    "german_list": "Sie lecken.\n\n## Quellen\n- [[lock-book|Das Schleusenbuch]]\n",
    "german_twice": "**Quellen**: (Quelle: [[lock-book.md]])\n\nSie lecken.\n",
    "german_literature": "Sie lecken.\n\n# Literatur\n\n[[lock-book]]\n",
    "spanish": "Tienen fugas. Fuente: [[lock-book]].\n",
    "spanish_emphasis": "Tienen fugas. *Fuente: [[lock-book]], cap. 2.*\n",
    "french": "Elles fuient.\n\nRéférence : [[lock-book]], p. 3\n",
    "portuguese": "Elas vazam.\n\n## Referências\n\n- [o livro](../raw/lock-book.md)\n",
    "italian": "Perdono.\n\nFonte: [[lock-book]]\n",
    "dutch": "Ze lekken.\n\nBronnen:\n- [[lock-book]]\n",
    "polish": "Przeciekają.\n\nŹródło: [[lock-book]]\n",
    "russian": "Они текут.\n\n## Источники\n[[lock-book]]\n",
    "japanese": "# 水門は漏れる\n\n- 出典: [[raw/lock-book]]\n- 確度: 高\n",
    "japanese_brackets": "水門は漏れる\uff08出典\uff1a[[lock-book]]\uff09。\n",
    "chinese": "船闸漏水。\n\n## 参考资料\n\n- [[lock-book]]\n",
    "korean": "갑문이 샌다.\n\n출처: [[lock-book]]\n",
    "english_list": "They leak.\n\n---\nReferences:\n- [[lock-book]]\n",
    "sentence": "They leak. Source: [[lock-book]]\n",
    "html": '<p>They leak.</p>\n<p>Source: <a href="../raw/lock-book.md">the book</a></p>\n',
    "column": "| Evidence | Source |\n|---|---|\n| wet floors | [[lock-book\\|book]] |\n",
    "column_in_the_midst": "| # | **Quelle** | Note |\n|:--|---|--:|\n| 1 | [[lock-book]] | x |\n",
    "no_label": "They leak, says [[lock-book]].\n",
    "section": "They leak.\n\nSource: [p. 3](../raw/lock-book.md#floors)\n",
    "no_label_section": "They leak, says [the book](<../raw/lock-book.md#wet floors>).\n",
    "no_label_link": "They leak, says [the book](../raw/lock-book.md).\n",
}
KEYS = {
    "key": "They leak [@vind1984].\n",
    "key_with_page": "They leak [see @vind1984, p. 12].\n",
    "key_as_link": "They leak ([[@vind1984|Vind 1984]], p. 5).\n",
    "key_behind_label": "They leak.\n\nSource: [@vind1984]\n",
}
NEVER = {
    "another_note": "They leak, see [[piers-rot]].\n",
    "label_alone": "Quelle: unbekannt\n",
    "other_column": "| Evidence | Note |\n|---|---|\n| wet floors | dry in spring |\n",
    "handle": "They leak, as [@lock-book](https://example.org) said.\n",
    "word_in_a_sentence": "Die Quelle [[spring]] fließt.\n",
    "label_before_another_note": "Fuente: [[piers-rot]]\n",
}


def _linked(make_base: MakeBase, body: str) -> set[str]:
    files = {"codex.toml": _SETTINGS, "wiki/locks-leak.md": body, "wiki/piers-rot.md": "Rot.\n"}
    for name, title in _WORKS.items():
        files[f"raw/{name}.md"] = f"# {title}\n\nWhat was seen, page {len(title)}.\n"
    root = write_base(make_base, files)
    ours = str(root / "wiki/locks-leak.md")
    answer = json.loads(run(root, "link", "--no-git", "--format", "json", ours).stdout)
    return {each["source"] for each in with_outcome(answer, "write")}


@pytest.mark.parametrize("body", SAYS.values(), ids=SAYS.keys())
def test_a_label_in_any_language_is_read(body: str, make_base: MakeBase) -> None:
    assert _linked(make_base, body) == {"raw/lock-book.md"}


@pytest.mark.parametrize("body", KEYS.values(), ids=KEYS.keys())
def test_a_citation_by_key_is_read(body: str, make_base: MakeBase) -> None:
    assert _linked(make_base, body) == {"raw/@vind1984.md"}


@pytest.mark.parametrize("body", NEVER.values(), ids=NEVER.keys())
def test_what_names_no_source_makes_no_link(body: str, make_base: MakeBase) -> None:
    assert _linked(make_base, body) == set()


def test_a_label_goes_before_a_link_without_one(make_base: MakeBase) -> None:
    body = "They leak, unlike [[pier-log]] has it. Fuente: [[lock-book]]\n"
    assert _linked(make_base, body) == {"raw/lock-book.md"}


def test_each_row_of_a_table_names_its_source(make_base: MakeBase) -> None:
    body = "| Evidence | Source |\n|--|--|\n| a | [[lock-book]] |\n| b | [[pier-log]] |\n"
    assert _linked(make_base, body) == {"raw/lock-book.md", "raw/pier-log.md"}
