"""``codex graph export`` and ``codex graph stats``."""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from codex_tools.app.workspace import load
from codex_tools.graph import formats
from codex_tools.runtime import discovery
from codex_tools.storage.writing.outputs import output as writing_to
from codex_tools.terminal.options import base_options, settings_for


@click.group("graph")
def command() -> None:
    """The graph of claims, sources and other notes with their typed edges."""


@command.command("export")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(discovery.names(formats)),
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
@base_options
def export(output_format: str, output: Path | None, root: Path | None) -> None:
    """Write the graph in a format that other programs read."""
    from codex_tools.graph.build import build_graph

    settings = settings_for(root)
    graph = build_graph(load(settings))
    writer = discovery.load(formats, output_format)
    if drawn := getattr(writer, "drawn", None):
        graph = drawn(graph, settings.relations)
    with nullcontext(sys.stdout.buffer) if output is None else writing_to(output) as stream:
        text = io.TextIOWrapper(stream, "utf-8", "backslashreplace", newline="\n")
        writer.export(graph, text)
        text.detach()
    if output is None:
        return
    counts = f"{graph.number_of_nodes():,} nodes and {graph.number_of_edges():,} edges"
    click.echo(f"{counts} written to {output}", err=True)


@command.command("stats")
@base_options
def stats(root: Path | None) -> None:
    """Count what the graph holds and show what stands out in it."""
    from codex_tools.graph.build import build_graph
    from codex_tools.graph.statistics import graph_statistics
    from codex_tools.reporters.graph import statistics_text

    settings = settings_for(root)
    graph = build_graph(load(settings))
    click.echo(statistics_text(graph_statistics(graph, settings.relations)))
