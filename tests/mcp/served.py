"""A knowledge base that is served, and the official client that asks it."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters, stdio_client

from codex_tools.mcp.server import build_server
from codex_tools.mcp.session import Session
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

MOON = "domains/tides/the-moon-pulls-the-sea.md"
GAUGE = "domains/tides/harbours-need-longer-gauges.md"
SOURCE = "inbox/archive/tides.md"
BASE = {
    "codex.toml": "",
    MOON: claim("The tables say so.\n", sourced_from=f"[{SOURCE}]", confidence="proven"),
    GAUGE: claim("It follows.\n", depends_on="[the-moon-pulls-the-sea]"),
    SOURCE: source(
        "Tables of two harbours.\n",
        claims_extracted="[the-moon-pulls-the-sea]",
        status="processed",
    ),
}
Script = Callable[[Client], Awaitable[None]]


def ask(root: Path, script: Script, allow_writes: bool = False) -> None:
    """Let a script ask a server in this process."""

    async def run() -> None:
        session = Session(root, load_settings, allow_writes)
        async with Client(build_server(session)) as client:
            await script(client)

    anyio.run(run)


def ask_process(root: Path, script: Script, *flags: str) -> None:
    """Let a script ask ``codex mcp`` over its standard input and output."""

    async def run() -> None:
        arguments = ["-m", "codex_tools", "mcp", "--root", str(root), *flags]
        kept = ("XDG_CACHE_HOME", "XDG_STATE_HOME", "PATH", "HOME")
        given = {name: os.environ[name] for name in kept if name in os.environ}
        params = StdioServerParameters(command=sys.executable, args=arguments, env=given)
        async with Client(stdio_client(params)) as client:
            await script(client)

    anyio.run(run)


async def answer(client: Client, tool: str, **given: Any) -> dict[str, Any]:
    """The answer of a tool, which is no failure."""
    found = await client.call_tool(tool, given)
    assert not found.is_error, found.content
    answered: dict[str, Any] = found.structured_content
    return answered


async def failure(client: Client, tool: str, **given: Any) -> str:
    """What a tool says that fails: what is wrong, and the next step."""
    found = await client.call_tool(tool, given)
    assert found.is_error, found.structured_content
    text = found.content[0].text  # type: ignore[union-attr]
    assert "\nNext: " in text
    return str(text)


def expected(proposal: dict[str, Any]) -> dict[str, Any]:
    """What an honest client says that it expects of a proposal."""
    files = [
        {name: each[name] for name in ("path", "before", "after")} for each in proposal["files"]
    ]
    return {"id": proposal["id"], "count": proposal["count"], "files": files}


def contents(root: Path) -> dict[str, bytes]:
    """All files of a base."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
