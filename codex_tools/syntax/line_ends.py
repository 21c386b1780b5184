"""Files whose lines end with CR alone, as they did on the Macintosh, are read as if with LF.

Both are one byte, so that every offset holds.
"""

from __future__ import annotations

from collections.abc import Callable


def has_cr_alone(data: bytes) -> bool:
    """Tell whether the lines of a file end with CR alone."""
    return b"\r" in data and b"\n" not in data


def with_lf(data: bytes) -> bytes:
    """Return a file as it is read: with LF in the place of CR, where that alone ends its lines."""
    return data.replace(b"\r", b"\n") if has_cr_alone(data) else data


def edited(data: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """Return what ``edit`` makes of a file as it is read, with the line ends that the file has."""
    after = edit(with_lf(data))
    return after.replace(b"\n", b"\r") if has_cr_alone(data) else after
