"""Whole results of commands, kept until anything that they rest on changes.

:func:`replay` runs before anything else of this program is imported, so that the check of an
unchanged knowledge base costs hardly more than looking at its files.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable
from itertools import chain, zip_longest

from codex_tools.storage.cache import location
from codex_tools.storage.cache.version import made_by
from codex_tools.storage.walking import Walked, is_racy, stamp_at, walk

Where = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The root of a knowledge base, and what is included and excluded there."""

_ENVIRONMENT = (
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "SOURCE_DATE_EPOCH",
)
_PLAIN = 2
"""The form of ``marshal`` that does not depend on which objects are shared."""

_MOST = 64
"""How many results are kept; the oldest go first."""


class Call:
    """A command line as it was given, and all that its result may rest on besides files."""

    def __init__(self, arguments: list[str]) -> None:
        self.started = time.time_ns()
        self.key = (
            tuple(arguments),
            tuple(os.path.realpath(each.partition("=")[2] or each) for each in arguments),
            os.getcwd(),
            tuple(os.environ.get(name) for name in _ENVIRONMENT),
            sys.stdout.isatty(),
            sys.stdout.encoding,
            tuple(time.localtime())[:3],
            made_by(),
        )

    @property
    def file(self) -> str:
        """The file in which the result is kept."""
        from zlib import adler32, crc32

        data = marshal.dumps(self.key, _PLAIN)
        name = f"{crc32(data):08x}{adler32(data):08x}"
        return os.path.join(location.cache_folder(), location.RESULTS, name)


def begin(arguments: list[str]) -> Call | None:
    """Return the call that these arguments make here; ``None`` where "here" is gone."""
    try:
        return Call(arguments)
    except OSError:
        return None


def replay(call: Call) -> tuple[str, int] | None:
    """Return the output and the exit status of an earlier run, if nothing has changed since."""
    parts = location.read(call.file)
    try:
        key, rests_on, root, include, exclude, output, status = marshal.loads(next(parts))
        if key != call.key or any(stamp != stamp_at(path) for path, stamp in rests_on):
            return None
        now = location.marshalled(walk(root, include, exclude, stamps=True), _PLAIN)
        if any(one != other for one, other in zip_longest(now, parts)):
            return None
    except (ValueError, EOFError, TypeError, OSError, StopIteration):
        return None
    return output, status


def remember(
    call: Call,
    rests_on: Iterable[str],
    where: Where,
    walked: tuple[Walked, ...],
    output: str,
    status: int,
) -> None:
    """Keep a result. ``rests_on`` are the files that it depends on besides those of ``walked``.

    Nothing is kept of a run during which, or just before which, one of the files changed.
    """
    stamps = [(path, stamp_at(path)) for path in dict.fromkeys(rests_on)]
    seen = [stamp for _, stamp in stamps] + [stamp for _, stamp, _ in walked]
    if any(stamp is not None and is_racy(stamp, call.started) for stamp in seen):
        return
    entry = (call.key, stamps, *where, output, status)
    tree = location.marshalled(walked, _PLAIN)
    location.write(call.file, chain([marshal.dumps(entry)], tree))
    location.forget(location.RESULTS, _MOST)
