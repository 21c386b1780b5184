"""How commands write: in batches, and coloured where that is wanted."""

from __future__ import annotations

import codecs
import os
import sys
from itertools import islice

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JOBS = ("CI", "TF_BUILD", "TEAMCITY_VERSION")
"""The variables that tell that a runner of jobs reads the output."""


def write(text: str, coloured: bool = False) -> None:
    """Write to standard output, its colours in the way that the terminal takes."""
    if coloured or _is_ascii(sys.stdout.encoding):
        from click import echo

        echo(text, nl=False, color=True)
    else:
        sys.stdout.write(text)


def say(text: str, *, err: bool = False, coloured: bool = False, end: str = "\n") -> None:
    """Write lines for people; to standard error with ``err``."""
    from click import echo

    from codex_tools.runtime.printable import printable_lines

    echo(printable_lines(text + end), nl=False, err=err, color=coloured)


def write_diff(text: str) -> None:
    """Write a diff: exactly, for other programs, but not to a screen or the log of a job."""
    is_read = sys.stdout.isatty() or any(os.environ.get(name) for name in _JOBS)
    if is_read:
        from codex_tools.runtime.printable import printable_lines

        text = printable_lines(text)
    write(text)
    sys.stdout.flush()


def tell(text: str) -> None:
    """Write lines at once to standard error, where what is no result goes."""
    from codex_tools.runtime.printable import printable_lines

    draw(printable_lines(text))


def draw(text: str) -> None:
    """Write to standard error what may move the cursor, none of which stems from a base."""
    if _is_ascii(sys.stderr.encoding):
        from click import echo

        echo(text, nl=False, err=True)
    else:
        sys.stderr.write(text)
        sys.stderr.flush()


def _is_ascii(encoding: str | None) -> bool:
    """Tell whether a stream is said to take no more than ASCII, to which click gives UTF-8."""
    return codecs.lookup(encoding or "ascii").name == "ascii"


def batches(pieces: Iterable[str], size: int = 1_000) -> Iterator[str]:
    """Join the pieces of an output: each write costs, and thousands of them take long."""
    rest = iter(pieces)
    while batch := "".join(islice(rest, size)):
        yield batch


def is_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_coloured(choice: str) -> bool:
    """Turn ``--color``, the environment and the terminal into whether to colour the output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
