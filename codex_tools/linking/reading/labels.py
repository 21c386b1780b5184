"""The places of a text that say where it comes from: a section, what stands behind a label, a
column of a table, or brackets. Labels are words of the languages that notes are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.runtime import lazy_regex

_WORDS = (
    "(?:(?:key|main|primary|original) )?sources?|references?|bibliography|works cited"
    "|source (?:notes?|materials?|documents?|papers?)"
    "|(?:roh|primär)?quellen?|quellenangaben?|quellenverzeichnis|literatur(?:verzeichnis)?|belege?"
    "|références?|bibliographie|fuentes?|referencias?|bibliografía|fontes?|referências?"
    "|bibliografia|fonti|riferiment[oi]|bron(?:nen)?|literatuur(?:lijst)?|referenties?"
    "|käll(?:a|or)|kilder?|lähteet|lähde|źródł[oa]|zdroje?|источники?|литература|джерел\\w"
    "|посилання|kaynak(?:ça|lar)?|出典|参考文献|参考資料|引用元|情報源|ソース|来源|來源|出处|出處"
    "|来源(?:论文|文献|文章|资料|材料)|原文来源|参考来源|参考资料|參考資料|參考文獻"
    "|출처|참고문헌|참고 ?자료"
)
_LABEL = rf"(?=\w)(?:{_WORDS})"
_COLON = "[:\uff1a]:?"
_BLANKS = r"[^\S\n]*+"

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+)?"
_GLOSS = "(?:\\s?[(\uff08][^()\uff08\uff09\\n]{1,60}[)\uff09])?"
"""A number before the label of a section, and what stands in brackets behind it: the same in
another language, or how many there are."""

# Patterns that begin with a line end or a class of characters are searched several times faster
# than those that begin with `^` or with looking back.
_SECTION = lazy_regex.compile(
    rf"\n(?:#{{1,6}}\s+|<h[1-6]>){_NUMBER}[^\w\n<]{{0,4}}{_LABEL}{_GLOSS}"
    rf"{_BLANKS}:?+{_BLANKS}(?:</h[1-6]>)?+{_BLANKS}(?=\n)"
    r"(.*?)(?=\n#{1,6}\s|\n<h[1-6]>|\Z)",
    re.S | re.I,
)
_OPENING = r"\n(?:<\w{1,6}>)?\W{0,4}(?:<\w{1,6}>)?"
_BETWEEN = rf"\W{{0,3}}(?:</\w{{1,6}}>)?{_COLON}\W{{0,3}}?"
_LED = lazy_regex.compile(rf"{_OPENING}{_LABEL}{_BETWEEN}", re.I)
"""What lines and lists have in common, and most texts do not have."""

_LINE = lazy_regex.compile(
    rf"{_OPENING}{_LABEL}{_BETWEEN}(?=[\w\[\"'\u201c\u201e\u2018@«「『《<])(\S.*)", re.I
)
_LIST = lazy_regex.compile(rf"{_OPENING}{_LABEL}{_BETWEEN}((?:\n\s*[-*+]\s.*)+)", re.I)
# What stands in brackets has a most, lest a line be read to its end from each bracket in it.
_BRACKETED = lazy_regex.compile(
    rf"[\[(\uff08【](?:(?<=\w.[ \t].)|(?<=[\uff08【])){_LABEL}\s?{_COLON}\s*+"
    r"((?:\[\[[^\]\n]{0,300}\]\]|[^\]\n]){0,600}?)[\])\uff09】](?=\W|\Z)",
    re.I,
)
_BEHIND = lazy_regex.compile(
    rf"[.!?…»\u201d\"')\]*。][ \t]*[*_]{{0,2}}{_LABEL}\s?{_COLON}[*_]{{0,2}}[ \t]*"
    r"((?:!?\[\[|\[[^\]\n]{1,600}\]\().*)",
    re.I,
)
"""A link behind a label at the end of a paragraph: `… they leak. Source: [[lock-book]]`."""

_HEAD = lazy_regex.compile(
    rf"\n[ \t]*\|(?=(?:[^\n]*\|)?[ \t*_]*{_LABEL}[ \t*_]*\|)(.*)\|[ \t]*\n[ \t]*\|[-:| \t]+"
    r"((?:\n[ \t]*\|.*)+)",
    re.I,
)
_CELL = lazy_regex.compile(r"(?<!\\)\|")
_IS_LABEL = lazy_regex.compile(rf"[\s*_]*{_LABEL}[\s*_]*", re.I)


def labelled(text: str, inline: bool) -> Iterator[str]:
    """Yield what stands in sections of sources, behind labels and in columns of tables; ``inline``
    is whether to look in the midst of paragraphs and in tables too."""
    text = f"\n{text}"
    led = (_LIST, _LINE) if _LED.search(text) else ()
    within = (_BRACKETED, _BEHIND) if inline else ()
    for pattern in (_SECTION, *led, *within):
        yield from pattern.findall(text)
    if inline and "|" in text:
        yield from _columns(text)


def _columns(text: str) -> Iterator[str]:
    """The cells below a label in the head of a table."""
    for head, table in _HEAD.findall(text):
        labels = enumerate(_cells(f"|{head}|"))
        [*columns] = (number for number, label in labels if _IS_LABEL.fullmatch(label))
        for row in table.splitlines():
            cells = _cells(row)
            yield from (cells[number] for number in columns if number < len(cells))


def _cells(row: str) -> list[str]:
    return [each.replace("\\|", "|") for each in _CELL.split(row.strip())[1:-1]]
