"""A command line → what it printed the last time, while nothing that it depends on has changed.

:func:`replay` runs before anything else of this program is imported, so that the check of an
unchanged knowledge base costs hardly more than looking at its files.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from itertools import chain, zip_longest

from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest
from codex_tools.storage.walking import Walked, is_racy, stamp_at, walk

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from codex_tools.storage.files import Listing

Where = tuple[str, tuple[str, ...], tuple[str, ...], bool]
"""The root of a knowledge base, what is included and excluded there, and whether what git ignores
is left out."""

_ENVIRONMENT = (
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "SOURCE_DATE_EPOCH",
)
_VERSION = 2
"""The version of ``marshal`` that does not depend on which objects are shared."""

MAX_RESULTS = 64
"""How many results are kept; the oldest is deleted first."""


class Call:
    """A command line as it was given, and all that its result may depend on besides files.

    ``walked`` is what :func:`replay` found on disk, and where it looked.
    """

    walked: tuple[Where, tuple[Walked, ...]] | None = None

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
            program_digest(),
        )

    @property
    def file(self) -> str:
        """The file in which the result is kept."""
        from zlib import adler32, crc32

        data = marshal.dumps(self.key, _VERSION)
        name = f"{crc32(data):08x}{adler32(data):08x}"
        return os.path.join(location.cache_folder(), location.RESULTS, name)

    def listing(self, where: Where) -> Listing | None:
        """Return the files that there were when this began, if it looked for the same ones."""
        if self.walked is None or self.walked[0] != where:
            return None
        from codex_tools.storage.files import listing_of

        return listing_of(where[0], self.walked[1], self.started)


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
        key, dependencies, where, output, status = marshal.loads(next(parts))
        root, include, exclude, respect_gitignore = where
        if key != call.key or any(stamp != stamp_at(path) for path, stamp in dependencies):
            return None
        walked = tuple(walk(root, include, exclude, respect_gitignore, stamps=True))
        call.walked = where, walked
        now = location.marshalled(walked, _VERSION)
        if any(one != other for one, other in zip_longest(now, parts)):
            return None
    except (ValueError, EOFError, TypeError, OSError, StopIteration):
        return None
    return output, status


def remember(
    call: Call,
    dependencies: Iterable[str],
    where: Where,
    walked: tuple[Walked, ...],
    output: str,
    status: int,
) -> None:
    """Keep a result. ``dependencies`` are the files that it depends on besides those of ``walked``.

    Nothing is kept of a run during which, or just before which, one of the files changed.
    """
    stamps = [(path, stamp_at(path)) for path in dict.fromkeys(dependencies)]
    seen = [stamp for _, stamp in stamps] + [stamp for _, stamp, _ in walked]
    if any(stamp is not None and is_racy(stamp, call.started) for stamp in seen):
        return
    entry = (call.key, stamps, where, output, status)
    tree = location.marshalled(walked, _VERSION)
    location.write(call.file, chain([marshal.dumps(entry)], tree))
    location.evict(location.RESULTS, MAX_RESULTS)
