"""Patterns that are compiled late do what compiled ones do."""

from __future__ import annotations

import pickle
import re

from codex_tools.runtime import lazy_regex


def test_it_stands_for_a_pattern() -> None:
    late, now = (
        lazy_regex.compile(r"(\w+)-(?P<end>\d)", re.IGNORECASE),
        re.compile(r"(\w+)-(?P<end>\d)", re.I),
    )
    for each in (late, pickle.loads(pickle.dumps(late))):
        assert each.pattern == now.pattern
        assert each.flags == now.flags
        assert each.sub(r"\2", "See A-1 and b-2") == "See 1 and 2"
        assert [found.span("end") for found in each.finditer("A-1 b-2")] == [(2, 3), (6, 7)]
        assert each.fullmatch("A-1") is not None
        assert each.search("nothing") is None
