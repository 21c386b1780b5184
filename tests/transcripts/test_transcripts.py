"""Golden command lines: each file in ``transcripts/`` holds files, commands and what they print.

A transcript has sections that begin with a line ``=== file PATH``, ``=== run ARGUMENTS`` (the
output follows, then the exit status) or ``=== show PATH`` (the content of the file afterwards).
With ``REWRITE_TRANSCRIPTS=1`` the expected parts are written anew; read the diff before you commit.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import CodexError

FOLDER = Path(__file__).parent


def sections(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("=== ")[1:]:
        head, _, body = part.partition("\n")
        yield head, body


def play(text: str, root: Path) -> str:
    """Carry out a transcript below ``root`` and return it with what really came out."""
    pieces = [text.split("=== ")[0]]
    for head, body in sections(text):
        verb, _, rest = head.partition(" ")
        if verb == "file":
            path = root / rest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body.replace("\\r", "\r").encode())
        elif verb == "run":
            body = run(rest)
        else:
            body = (root / rest).read_bytes().decode().replace("\r", "\\r")
        pieces.append(f"{head}\n{body}")
    return "=== ".join(pieces)


def run(arguments: str) -> str:
    result = CliRunner().invoke(codex, shlex.split(arguments), prog_name="codex")
    output, status = result.output, result.exit_code
    if isinstance(result.exception, CodexError):
        output, status = f"{output}codex: {result.exception}\n", 2
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{output}(exit {status})\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_transcript(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "codex.toml").touch()
    text = path.read_text("utf-8")
    played = play(text, tmp_path).replace(str(tmp_path), "ROOT")
    played = played.replace(date.today().isoformat(), "TODAY")
    if os.environ.get("REWRITE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    assert played == text
