"""A server → its way to a client: standard input and output, or HTTP on this machine alone."""

from __future__ import annotations

from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

LOOPBACK = "127.0.0.1"


def serve_stdio(server: Server[Any]) -> None:
    """Serve one client over standard input and output until it goes."""

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)


def serve_http(server: Server[Any], port: int) -> None:
    """Serve clients of this machine over streamable HTTP at ``/mcp`` until the process ends.

    Requests whose ``Host`` or ``Origin`` is another machine are refused, so that no page of the web
    reaches the server by a name of its own (DNS rebinding).
    """
    app = server.streamable_http_app(host=LOOPBACK)
    uvicorn.run(app, host=LOOPBACK, port=port, log_level="warning")
