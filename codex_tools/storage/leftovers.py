"""Files that a killed process left half written → deleted by the next one."""

from __future__ import annotations

import os


def sweep(folder: str, prefix: str = "") -> None:
    """Delete ``<prefix>….<process>.tmp`` in a folder where that process is no more."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.startswith(prefix) and name.endswith(".tmp") and _is_left(name):
            try:
                os.unlink(os.path.join(folder, name))
            except OSError:
                continue


def _is_left(name: str) -> bool:
    number = name.split(".")[-2]
    if os.name != "posix" or not number.isascii() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
