"""Pages of the documentation as plays: the files that they show are written, their commands run.

A file is a block of code below a line that holds nothing but its path as code. A command is a line
of a ``console`` block that begins with ``$``; what it prints follows.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import CodexError

_BLOCK = re.compile(
    r"(?P<file>^`(?P<path>[^`\n]+)`\n\n```\w+\n(?P<text>[\s\S]*?)^```$)"
    r"|^```console\n(?P<console>[\s\S]*?)^```$",
    re.MULTILINE,
)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def play(page: str, root: Path) -> str:
    """Carry out a page in the folder ``root`` and return it with what its commands really print."""
    shim = _shim(root)

    def played(block: re.Match[str]) -> str:
        if block["file"]:
            path = root / block["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")
            return block[0]
        return f"```console\n{_COMMAND.sub(command, block['console'])}```"

    def command(line: re.Match[str]) -> str:
        output = run(line[1], root, shim).replace(f"{root}/", "").replace(str(root), ".")
        return f"$ {line[1]}\n{output}{'' if output.endswith(chr(10)) or not output else chr(10)}"

    return _BLOCK.sub(played, page)


def run(line: str, root: Path, shim: Path) -> str:
    """Return what a command line prints in a folder, errors included."""
    name, *arguments = shlex.split(line)
    if name != "codex":
        path = f"{shim}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            line,
            shell=True,
            cwd=root,
            capture_output=True,
            text=True,
            env=os.environ | {"PATH": path},
        )
        return done.stdout + done.stderr
    result = CliRunner().invoke(codex, arguments, prog_name="codex")
    if isinstance(result.exception, CodexError):
        return f"{result.output}codex: {result.exception}\n"
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def _shim(root: Path) -> Path:
    """A folder with a program `codex`, for hooks."""
    folder = root.parent / f"{root.name}-bin"
    folder.mkdir(exist_ok=True)
    program = folder / "codex"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m codex_tools "$@"\n')
    program.chmod(0o755)
    return folder
