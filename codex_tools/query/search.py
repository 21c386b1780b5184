"""Words → the notes that say them, best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from codex_tools.query.database import Database

WORD = re.compile(r"\w+")
WIDTH = 120
RANKED = """
    SELECT path, title, body, -bm25(texts, 0, 5, 1) AS score
    FROM texts WHERE texts MATCH ? ORDER BY score DESC, path
"""


class Hit(NamedTuple):
    """A note that was found, and the line of it that says most of the words."""

    path: str
    title: str
    score: float
    line: str


def find(
    database: Database, text: str, most: int = 10, keep: Callable[[str], bool] = lambda _: True
) -> list[Hit]:
    """Return the notes with all words of a text, or with any of them if none has all.

    A word in a title counts five times. ``keep`` tells by a path whether a note is wanted. Okapi
    BM25: Robertson and Zaragoza, "The probabilistic relevance framework", Foundations and Trends in
    Information Retrieval 3 (2009).
    """
    given = WORD.findall(text)
    words = set(map(folded, given))
    quoted = dict.fromkeys(f'"{word}"' for word in given)
    for expression in (" AND ".join(quoted), " OR ".join(quoted)) if quoted else ():
        rows = database.connection.execute(RANKED, (expression,))
        wanted = islice((row for row in rows if keep(row[0])), most)
        hits = [Hit(path, title, rank, _line(body, words)) for path, title, body, rank in wanted]
        if hits:
            return hits
    return []


def _line(body: str, words: set[str]) -> str:
    """Return the first line with the most of the words, cut around the first of them."""

    def said(line: str) -> int:
        return len(words.intersection(WORD.findall(folded(line))))

    line = max(body.splitlines(), key=said, default="").strip()
    at = min((m.start() for m in WORD.finditer(line) if folded(m[0]) in words), default=0)
    return _cut(line, at) if len(line) > WIDTH else line


def _cut(line: str, at: int) -> str:
    """Return the whole words around a place in a line, with an ellipsis for what is left out."""
    start = max(0, at - WIDTH // 3)
    end = start + WIDTH - 2
    if start:
        start = line.find(" ", start, at) + 1 or start
    if end < len(line):
        blank = line.rfind(" ", at, end)
        end = blank if blank > at else end
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def folded(text: str) -> str:
    """Return a text as full text compares it: lower case, without diacritics."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in split if not unicodedata.combining(mark))
