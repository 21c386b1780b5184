"""Where a knowledge base comes from, for those who ask git for its history."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HEAD = "HEAD"


class Origin(NamedTuple):
    """The folder and the revision whose history a knowledge base goes on from.

    ``max_size`` is in bytes; a larger file is not read. ``settings_digest`` gives a number for the
    settings that go into a note besides its file.
    """

    root: Path
    revision: str
    max_size: int
    is_cached: bool
    settings_digest: Callable[[], int]
