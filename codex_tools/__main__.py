"""``python -m codex_tools`` is ``codex``, and this is where both begin."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from codex_tools.storage.cache.results import Call


def run() -> None:
    """Run the command line of this process: from the cache if that has the result.

    The process ends at once, without taking down what it built, and collects no garbage before: to
    walk over a large knowledge base takes longer than to check a small one.
    """
    _make_writable()
    try:
        status = _run(sys.argv[1:])
        if not sys.stdout.closed:  # as it is when its reader went before the end
            sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = 1
    except OSError as error:  # the last of the output could not be written
        sys.stderr.write(f"codex: the output cannot be written: {error.strerror}\n")
        sys.stderr.flush()
        status = 2
    os._exit(status)


def _make_writable() -> None:
    """Let both streams take any text: where they are closed, and in encodings that lack letters."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "ascii").lower() not in ("utf-8", "ascii", "us-ascii"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _run(arguments: list[str]) -> int:
    gc.disable()
    if arguments[:1] == ["check"]:
        return _check(arguments)
    from codex_tools.cli import main

    return main(arguments)


def _check(arguments: list[str]) -> int:
    """Run ``codex check`` with as little as it takes."""
    if "--no-cache" in arguments:
        return _check_anew(arguments)
    from codex_tools.storage.cache.results import begin, replay

    call = begin(arguments)
    known = replay(call) if call else None
    if known:
        from codex_tools.commands._output import write

        output, status = known
        write(output)
        return status
    return _check_anew(arguments, call)


def _check_anew(arguments: list[str], call: Call | None = None) -> int:
    from codex_tools.commands._ending import ended
    from codex_tools.commands.check.fast_args import read_plainly

    options = read_plainly(arguments[1:])
    if options is None:
        from codex_tools.cli import main

        return main(arguments, call)
    from codex_tools.commands.check.run import run

    return ended(lambda: run(options, call))


if __name__ == "__main__":
    run()
