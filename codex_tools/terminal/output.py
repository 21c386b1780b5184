"""How commands write: in batches, and coloured where that is wanted."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice


def write(text: str, coloured: bool = False) -> None:
    """Write to standard output, its colours in the way that the terminal takes."""
    if coloured or _is_ascii(sys.stdout.encoding):
        from click import echo

        echo(text, nl=False, color=True)
    else:
        sys.stdout.write(text)


def tell(text: str) -> None:
    """Write at once to standard error, where what is no result goes."""
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


def is_coloured(choice: str) -> bool:
    """Turn ``--color``, the environment and the terminal into whether to colour the output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
