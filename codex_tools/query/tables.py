"""The tables that SQL can ask: what is created, and what ``--schema`` shows, comes from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Column(NamedTuple):
    """A column: its name, its SQL type, and what it holds."""

    name: str
    type: str
    meaning: str


class Table(NamedTuple):
    """A table: its name, its rows in words, its columns, and those of them that have an index."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    indexes: tuple[str, ...] = ()
    full_text: bool = False

    def definition(self) -> Iterator[str]:
        """Yield the statements that create the table."""
        if self.full_text:
            yield f"CREATE VIRTUAL TABLE {self.name} USING fts5({self._searched()}, {TOKENS})"
            return
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        yield f"CREATE TABLE {self.name} ({columns})"
        for name in self.indexes:
            yield f'CREATE INDEX {self.name}_{name} ON {self.name} ("{name}")'

    def _searched(self) -> str:
        return ", ".join(
            f'"{c.name}" {"UNINDEXED" if c.name == "path" else ""}' for c in self.columns
        )

    def insertion(self) -> str:
        """Return the statement that takes a row in; texts come as bytes of UTF-8."""
        values = (
            "CAST(? AS TEXT)" if column.type.startswith(TEXT) else "?" for column in self.columns
        )
        return f"INSERT INTO {self.name} VALUES ({', '.join(values)})"


TEXT, INTEGER = "TEXT", "INTEGER"
TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"

TABLES: tuple[Table, ...] = (
    Table(
        "notes",
        "a note of any kind",
        (
            Column("path", "TEXT PRIMARY KEY", "the path from the root"),
            Column("kind", TEXT, "the kind; empty when it has none"),
            Column("title", TEXT, "the title"),
            Column("domain", TEXT, "the field `domain`"),
            Column("confidence", TEXT, "the confidence that the note declares"),
            Column("status", TEXT, "the field `status`"),
            Column("created", TEXT, "the day on which it was created, YYYY-MM-DD"),
            Column("grounding", TEXT, "grounded, circular or ungrounded; NULL for no claim"),
            Column(
                "standing", TEXT, "stands, contested or defeated; NULL for what is not grounded"
            ),
            Column("origins", INTEGER, "how many independent documents reach the claim"),
            Column("backers", INTEGER, "how many notes back the claim directly"),
            Column("weakest", TEXT, "the path of the weakest link of the best path"),
            Column("trust", TEXT, "the trust tier of a concept of the Open Knowledge Format"),
            Column("stale_after", TEXT, "the instant from which on the concept is stale"),
            Column("fields", TEXT, "the whole front matter, as JSON"),
        ),
        ("kind", "domain"),
    ),
    Table(
        "edges",
        "a typed edge of the graph",
        (
            Column("source", TEXT, "the path of the note that the edge starts from"),
            Column("target", TEXT, "the path of the note that it leads to"),
            Column("relation", TEXT, "the name of the relation"),
            Column("meaning", TEXT, "leans-on, backs or attacks; NULL for none of these"),
            Column("inverse", INTEGER, "1 when the meaning runs from target to source"),
            Column(
                "origin",
                TEXT,
                "where it is written: front matter, reweave, body, footnote or citation",
            ),
            Column("date", TEXT, "the day of a dated edge, else NULL"),
        ),
        ("source", "target"),
    ),
    Table(
        "sources",
        "an archived source",
        (
            Column("path", "TEXT PRIMARY KEY", "the path of the note"),
            Column("document", TEXT, "the document that it is a copy of: the same for all copies"),
            Column("claims", INTEGER, "how many claims it backs directly"),
        ),
        ("document",),
    ),
    Table(
        "links",
        "a reference, as it is written",
        (
            Column("source", TEXT, "the path of the note in which it stands"),
            Column("line", INTEGER, "its line, from 1"),
            Column("relation", TEXT, "the field or relation that it belongs to"),
            Column("raw", TEXT, "its text"),
            Column("target", TEXT, "the path that it names; NULL when it names none or several"),
            Column("heading", TEXT, "the heading or block after #"),
            Column("resolved_by", TEXT, "how the target was found; NULL when it was not"),
        ),
        ("source", "target"),
    ),
    Table(
        "findings",
        "a finding of a check",
        (
            Column("path", TEXT, "the path of the file"),
            Column("line", INTEGER, "the line, from 1"),
            Column("column", INTEGER, "the column, from 1"),
            Column("code", TEXT, "the code of the rule, such as ED007"),
            Column("rule", TEXT, "the name of the rule"),
            Column("severity", TEXT, "info, warning or error"),
            Column("message", TEXT, "what is wrong"),
        ),
        ("path", "code"),
    ),
    Table(
        "texts",
        "full text: `WHERE texts MATCH 'word'`, best first with `ORDER BY bm25(texts)`",
        (
            Column("path", TEXT, "the path of the note, which is not searched"),
            Column("title", TEXT, "the title"),
            Column("body", TEXT, "the text without front matter"),
        ),
        full_text=True,
    ),
)


def describe() -> str:
    """Return the tables and columns in words."""
    return "\n".join(line for table in TABLES for line in _described(table))


def _described(table: Table) -> Iterator[str]:
    yield f"{table.name} -- {table.meaning}"
    for column in table.columns:
        yield f"  {column.name:12} {column.type.split()[0]:8} {column.meaning}"
