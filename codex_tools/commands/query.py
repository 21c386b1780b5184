"""``codex query``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.terminal.options import AS_TEXT_OR_JSON, AT, base_options, state_for
from codex_tools.terminal.output import say


@click.command("query")
@click.argument("sql", required=False)
@click.option("--schema", is_flag=True, help="Describe the tables, and ask nothing.")
@AS_TEXT_OR_JSON
@AT
@base_options
def command(sql: str | None, schema: bool, output_format: str, root: Path | None) -> None:
    """Ask the knowledge base with a SELECT statement of SQLite.

    A query can only read, and ends after some seconds. --schema says which tables there are.
    """
    from codex_tools.query.tables import describe
    from codex_tools.reporters.envelope import envelope
    from codex_tools.reporters.query import table_text

    if schema == bool(sql):
        raise click.UsageError("give a SELECT statement, or --schema")
    if not sql:
        say(describe())
        return
    from codex_tools.app.tables import database_of
    from codex_tools.query.asking import ask

    base, settings = state_for(root)
    found = ask(database_of(base, settings, sql), sql)
    if output_format == "json":
        more = {"columns": found.columns, "truncated": found.truncated}
        say(envelope("query", settings.root, found.rows, **more))
    else:
        say(table_text(found))
