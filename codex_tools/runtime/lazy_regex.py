"""A pattern → a regular expression that is compiled when it is first used.

To compile those of all modules takes longer than to check a few files with the few that they need.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a compiled pattern, whose methods it takes over one by one."""

    def __init__(self, *made_of: Any) -> None:
        self._made_of = made_of

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazy, self._made_of

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # noqa: A001 - as `re` calls it
    """Return what ``re.compile`` does, without compiling it now."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
