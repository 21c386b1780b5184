"""``codex lsp``."""

from __future__ import annotations

import gc

import click

from codex_tools.errors import MissingExtraError


@click.command("lsp")
def command() -> None:
    """Serve an editor by the Language Server Protocol.

    Editors start it by themselves, and talk to it over standard input and output. It never writes a
    file: what is to change is proposed to the editor. Needs codex-tools[lsp].
    """
    gc.enable()  # which a process that stays needs, see `__main__`
    try:
        from codex_tools.lsp.server import serve
    except ImportError as error:
        raise MissingExtraError("the language server", "lsp") from error
    serve()
