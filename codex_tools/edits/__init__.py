"""The bytes of files and changes → their new bytes, or the reason why not; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools.errors import EditRefusedError
from codex_tools.model import Edit


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return ``data`` with the edits made, every other byte as it was.

    Raises EditRefusedError when two edits touch each other or one lies outside.
    """
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < position or not edit.start <= edit.end <= len(data):
            raise EditRefusedError("two edits touch each other")
        pieces += (data[position : edit.start], edit.content)
        position = edit.end
    return b"".join((*pieces, data[position:]))
