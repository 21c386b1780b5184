"""Rows come out of the database as they went in."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_samples import database, note

from codex_tools.query.database import build_database
from codex_tools.query.search import find
from codex_tools.query.tables import TABLES, describe

TEXTS = st.text(st.characters(exclude_categories=[]))  # surrogates and NUL included


@given(TEXTS, TEXTS)
def test_texts_come_back_as_they_were(path: str, title: str) -> None:
    connection = database(notes=[note(path, title)]).connection
    assert connection.execute("SELECT path, title FROM notes").fetchall() == [(path, title)]
    assert connection.execute("SELECT typeof(title) FROM notes").fetchall() == [("text",)]


def test_values_keep_their_types() -> None:
    rows = [("a.md", 3, "RF001", "\udcff", None, "", None)]
    connection = build_database({"links": rows}).connection
    assert connection.execute("SELECT * FROM links").fetchall() == rows


def test_every_table_is_there_and_described() -> None:
    connection = build_database({}).connection
    words = describe()
    for table in TABLES:
        shown = connection.execute(f"SELECT name FROM pragma_table_info('{table.name}')")
        assert [name for (name,) in shown] == [column.name for column in table.columns]
        assert f"{table.name} -- {table.meaning}" in words
        assert all(column.meaning in words for column in table.columns)


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="nodes"):
        build_database({"nodes": []})


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(sqlite3.Error):
        build_database({"findings": [("a.md", 1)]})


def test_a_path_that_comes_twice_is_an_error() -> None:
    with pytest.raises(sqlite3.IntegrityError):
        build_database({"sources": [("s.md", "s.md", 1), ("s.md", "s.md", 2)]})


def test_the_longest_row_is_known() -> None:
    assert build_database({"texts": [("a", "é", "x" * 50), ("b", "", "")]}).longest_row == 53


def test_a_word_in_a_title_counts_more() -> None:
    rows = [("body.md", "Other", "on rain and more"), ("title.md", "Rain", "on other and more")]
    hits = find(database(texts=rows), "rain")
    assert [hit.path for hit in hits] == ["title.md", "body.md"]
    assert hits[0].score > hits[1].score > 0


def test_notes_with_all_words_or_else_with_any() -> None:
    rows = [("a", "", "red\nred house"), ("b", "", "house"), ("c", "", "tree")]
    base = database(texts=rows)
    assert [(hit.path, hit.line) for hit in find(base, "house RED")] == [("a", "red house")]
    assert [hit.path for hit in find(base, "house tree")] == ["c", "b", "a"]
    assert [hit.path for hit in find(base, "house", most=1)] == ["b"]


def test_case_and_diacritics_make_no_difference() -> None:
    rows = [("a", "", "first\nDas Café öffnet."), ("b", "", "Straße")]
    assert find(database(texts=rows), "CAFE ÖFFNET")[0].line == "Das Café öffnet."
    assert find(database(texts=rows), "straße")[0].path == "b"


def test_a_long_line_is_cut_around_the_word() -> None:
    line = find(database(texts=[("a", "", "word " * 100 + "needle " + "word " * 100)]), "needle")[
        0
    ].line
    assert "needle" in line
    assert len(line) <= 120


def test_a_cut_line_began_in_the_middle_of_a_word() -> None:
    text = "aggregation of many votes " * 10 + "needle " + "aggregation of many votes " * 10
    line = find(database(texts=[("a", "", text)]), "needle")[0].line
    assert line[0] == line[-1] == "…"
    assert set(line.strip("…").split(" ")) <= set(text.split())


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_line_without_blanks_is_cut_too(before: int, after: int) -> None:
    text = f"{'.' * before}needle{'.' * after}"
    line = find(database(texts=[("a", "", text)]), "needle")[0].line
    assert "needle" in line
    assert len(line) <= 120


@given(st.text())
def test_no_text_is_a_mistake_in_a_search(text: str) -> None:
    find(database(), text)
    assert find(database(), f'rain" AND {text}') is not None


def test_nothing_is_found_for_nothing() -> None:
    assert find(database(), "  ?! ") == []
    assert find(database(), "absent") == []
