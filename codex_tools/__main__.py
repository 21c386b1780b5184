"""``python -m codex_tools`` is ``codex``, and this is where both begin.

This is the only place for tricks with the process. It collects no garbage and ends at once, without
taking down what it built: to walk over a large knowledge base takes longer than to check a small
one.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # the folder where we are, which may hold anybody's `json.py`

import gc
import os

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_tools.storage.cache.results import Call


def run() -> None:
    """Run the command line of this process, and end the process with its exit status."""
    gc.disable()
    _make_writable()
    try:
        status = _command(sys.argv[1:])()
    except BaseException as error:  # noqa: BLE001 - all of them end the process
        from codex_tools.terminal.failure import exit_status, is_json_asked_for

        status = exit_status(error, is_json_asked_for(sys.argv[1:]))
    os._exit(_flushed(status))


def _make_writable() -> None:
    """Let all streams be open, and both of the output take any text, in encodings that lack letters
    too."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 - open to the end
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "ascii").lower() not in ("utf-8", "ascii", "us-ascii"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _check_names(arguments: list[str]) -> None:
    """Raise CodexError for an option that is the name of a file here.

    Hooks and shells put names of files behind a command, and whoever made a file chose its name.
    """
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and os.path.lexists(argument):
            from codex_tools.errors import CodexError

            words = "put `--` before the names of files, or remove that file"
            raise CodexError(f"`{argument}` is an option and the name of a file here: {words}")


def _command(arguments: list[str]) -> Callable[[], int]:
    """Return what runs a command line: with as little as it takes for a check, or for links."""
    _check_names(arguments)
    if arguments[:1] not in (["check"], ["link"]):
        return _by_click(arguments)
    call = None
    if "--no-cache" not in arguments:
        from codex_tools.storage.cache.results import begin, replay

        call = begin(arguments)
        if call and (known := replay(call)):
            return lambda: _print_again(*known)
    plain = _plainly(arguments, call)
    return plain or _by_click(arguments, call)


def _plainly(arguments: list[str], call: Call | None) -> Callable[[], int] | None:
    """Return what runs a command line that click need not read; ``None`` for any other."""
    from codex_tools.commands import _fast_args as fast_args

    if arguments[0] == "check":
        if (checked := fast_args.read_check(arguments[1:])) is None:
            return None
        from codex_tools.commands.check.run import run as check

        return lambda: check(checked, call)
    if (linked := fast_args.read_link(arguments[1:])) is None:
        return None
    from codex_tools.commands.link.run import run as link

    return lambda: link(linked, call)


def _by_click(arguments: list[str], call: Call | None = None) -> Callable[[], int]:
    from codex_tools.cli import main

    return lambda: main(arguments, call)


def _print_again(output: str, status: int) -> int:
    from codex_tools.terminal.output import write

    write(output)
    return status


def _flushed(status: int) -> int:
    """Write the last of the output; returns ``status``, or another where that cannot be done."""
    try:
        if not sys.stdout.closed:  # as it is when its reader went before the end
            sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return 1
    except OSError as error:
        sys.stderr.write(f"codex: the output cannot be written: {error.strerror}\n")
        sys.stderr.flush()
        return 2
    return status


if __name__ == "__main__":
    run()
