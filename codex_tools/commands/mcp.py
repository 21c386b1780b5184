"""``codex mcp``."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path

import click

from codex_tools.app.configuration import settings_of
from codex_tools.errors import MissingExtraError
from codex_tools.terminal.options import base_flags, base_options, settings_for
from codex_tools.terminal.output import tell


@click.command("mcp", epilog="Exit status: 0 when the client goes, 2 when it cannot be served.")
@click.option("--allow-writes", is_flag=True, help="Let proposals be applied.")
@click.option(
    "--http",
    "port",
    type=click.IntRange(0, 65_535),
    metavar="PORT",
    help="Serve over HTTP on this machine instead of standard input and output; 0 is any port.",
)
@base_options
def command(allow_writes: bool, port: int | None, root: Path | None) -> None:
    """Serve agents by the Model Context Protocol.

    Tools find, read, judge and check notes, and propose changes. Nothing is written without
    --allow-writes, and then only what was proposed and is named with its hashes. Needs
    codex-tools[mcp].
    """
    try:
        from codex_tools.mcp.server import build_server
        from codex_tools.mcp.session import Session
        from codex_tools.mcp.transports import serve_http, serve_stdio
    except ImportError as error:
        raise MissingExtraError("the server for agents", "mcp") from error
    gc.enable()  # which a command that ends soon does without
    folder, flags = settings_for(root).root, base_flags()
    given = [word for text in flags.config for word in ("--config", text)]
    more = [
        f"--{name}" for name in ("isolated", "no-cache") if getattr(flags, name.replace("-", "_"))
    ]
    session = Session(folder, partial(settings_of, flags), allow_writes, (*given, *more))
    server = build_server(session)
    if port is None:
        serve_stdio(server)
    else:
        tell(f"codex: serving {folder} at http://127.0.0.1:{port}/mcp\n")
        serve_http(server, port)
