"""What a format makes of a knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Export(NamedTuple):
    """The files of a copy by their paths; ``copied`` maps those that are taken over as they are to
    their paths in the knowledge base. ``notes`` is how many notes there are among them."""

    files: Mapping[str, bytes]
    copied: Mapping[str, str]
    notes: int
