"""What ended a command → its exit status, and words for people where it failed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.runtime.printable import json_text, printable
from codex_tools.terminal.output import tell

FAILURE = 2
"""The exit status of a command that could not do its work."""


def exit_status(error: BaseException, as_json: bool = False) -> int:
    """Return the exit status of a command that ended with ``error``, and tell people why.

    Programs are told ``as_json``, in one line on standard error. A reader of the output that went
    away is no failure to tell of. What is no ``Exception`` of a kind known here is raised again.
    """
    match error:
        case CodexError() if as_json:
            return _told_programs(error.kind, list(map(str, error.args)), error.status)
        case CodexError():
            return _told("codex: " + "\n".join(error.lines(printable)) + "\n", error.status)
        case KeyboardInterrupt():
            return _told("\nAborted!\n", 1)
        case SystemExit(code=int(code)):
            return code
        case SystemExit(code=code):
            return int(code is not None)
        case BrokenPipeError():
            return 1
        case OSError() if as_json:
            return _told_programs("system", [_refusal(error)])
        case OSError():
            return _told(f"codex: {_refusal(error)}\n", FAILURE)
        case Exception():
            return _internal_error(error)
    raise error


def _refusal(error: OSError) -> str:
    """Say what the system refuses, and of which file."""
    try:
        Path.cwd()
    except OSError:
        if error.filename is None:
            return "the folder where you are is not there any more"
    named = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
    return f"{named}{error.strerror or error}"


def is_json_asked_for(arguments: Sequence[str]) -> bool:
    """Tell whether a command line asks for JSON, so that its failures are told in JSON too."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=False)
    forms = ("json", "json-lines")
    return any(
        (word == "--format" and value in forms) or word.removeprefix("--format=") in forms
        for word, value in pairs
        if word.startswith("--format")
    )


def _told_programs(kind: str, lines: Sequence[str], status: int = FAILURE) -> int:
    from codex_tools.reporters.envelope import enveloped

    items = [{"message": line} for line in lines]
    data = enveloped("error", None, items, kind=kind, exit=status)
    return _told(json_text(data) + "\n", status)


def misuse(message: str) -> int:
    """Tell programs what is wrong with a command line; returns the exit status."""
    return _told_programs("usage", [message])


def _told(words: str, status: int) -> int:
    with suppress(OSError):  # as when nobody reads what goes wrong
        tell(words)
    return status


def _internal_error(error: Exception) -> int:
    import traceback

    tell("".join(traceback.format_exception(error)))
    return _told("codex: this is a mistake in codex itself, not in your files\n", FAILURE)
