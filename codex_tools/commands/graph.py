"""``codex graph export`` and ``codex graph stats``."""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from codex_tools.graph import formats
from codex_tools.runtime import discovery
from codex_tools.runtime.printable import printable
from codex_tools.storage.writing.outputs import output as writing_to
from codex_tools.terminal.options import AS_TEXT_OR_JSON, AT, base_options, state_for
from codex_tools.terminal.output import say

if TYPE_CHECKING:
    from codex_tools.app.revisions import State

SQLITE = "sqlite"
"""The format that is no text and holds more than the graph: the tables of ``codex query``."""


@click.group("graph")
def command() -> None:
    """Export the graph of notes with their typed edges, or count it."""


@command.command("export")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(sorted([*discovery.names(formats), SQLITE])),
    default="json",
    show_default=True,
    help="The form of the graph.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; standard output without it.",
)
@AT
@base_options
def export(output_format: str, output: Path | None, root: Path | None) -> None:
    """Write the graph in a format that other programs read.

    json is the node-link form of networkx, which D3 reads too.
    """
    if output_format == SQLITE and output is None and sys.stdout.isatty():
        raise click.UsageError("a database is no text for a terminal: give --output FILE")
    write = _write_tables if output_format == SQLITE else _write_graph
    state = state_for(root)
    with nullcontext(sys.stdout.buffer) if output is None else writing_to(output) as stream:
        counts = write(state, output_format, stream)
    if output is not None:
        say(f"{counts} written to {printable(str(output))}", err=True)


def _write_graph(state: State, output_format: str, stream: BinaryIO) -> str:
    from codex_tools.graph.build import build_graph

    graph = build_graph(state.base)
    writer = discovery.load(formats, output_format)
    if drawn := getattr(writer, "drawn", None):
        graph = drawn(graph, state.settings.relations)
    text = io.TextIOWrapper(stream, "utf-8", "backslashreplace", newline="\n")
    writer.export(graph, text)
    text.detach()
    return f"{graph.number_of_nodes():,} nodes and {graph.number_of_edges():,} edges"


def _write_tables(state: State, _: str, stream: BinaryIO) -> str:
    from codex_tools.app.tables import database_of

    connection = database_of(*state).connection
    stream.write(connection.serialize())
    [nodes], [edges] = connection.execute(
        "SELECT count(*) FROM notes UNION ALL SELECT count(*) FROM edges"
    )
    return f"{nodes:,} nodes and {edges:,} edges"


@command.command("stats")
@AS_TEXT_OR_JSON
@AT
@base_options
def stats(output_format: str, root: Path | None) -> None:
    """Count what the graph holds, and what stands out in it.

    How well the claims of each domain are held up is counted too.
    """
    from codex_tools.graph.build import build_graph
    from codex_tools.graph.statistics import graph_statistics
    from codex_tools.reporters.argument.domains import domain_dicts, domains_text
    from codex_tools.reporters.envelope import envelope
    from codex_tools.reporters.graph import statistics_dict, statistics_text
    from codex_tools.weighing.domains import figures_by_domain

    base, settings = state_for(root)
    figures = graph_statistics(build_graph(base), settings.relations)
    domains = figures_by_domain(base)
    if output_format == "json":
        more = {"graph": statistics_dict(figures)}
        say(envelope("graph-stats", settings.root, domain_dicts(domains), **more))
    else:
        say(statistics_text(figures))
        say(domains_text(domains), end="\n" if domains else "")
