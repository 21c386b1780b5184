"""No input takes more than its size deserves: the work grows no faster than n log n.

Work is measured in the processor's time of this process. An input is made longer until it takes
long enough to be measured; then it is made four times as long, which may take four times as long.
What grows with the square takes sixteen times as long.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hostile.growing import INPUTS
from hostile.measuring import BOUND, SECONDS, growth, seconds, write

import codex_tools
from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.errors import CodexError
from codex_tools.reporters.formats import full, json, sarif
from codex_tools.settings import load_settings


@pytest.mark.parametrize("name", INPUTS)
def test_a_check_grows_evenly(name: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        root = tmp_path / str(size)
        write(root, INPUTS[name], size)
        return lambda: checked(root)

    assert growth(work, SECONDS) < BOUND


def checked(root: Path) -> None:
    try:
        settings = load_settings(root, cache=False)
        if not settings.select:
            settings = settings._replace(select=("ALL",))
        report = check(load(settings), settings)
    except CodexError as error:
        str(error)
        return
    for reporter in (full, json, sarif):
        for _ in reporter.render(report):
            pass


def test_what_grows_with_the_square_is_seen() -> None:
    """The tests can fail."""
    pattern = re.compile(r"\s*;")
    assert growth(lambda size: lambda: pattern.search(" " * size), 0.002) > BOUND
    assert not is_even(pattern.search, lambda size: " " * size)


def patterns() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the patterns of all modules, each with the methods that its module calls."""
    for found in pkgutil.walk_packages(codex_tools.__path__, "codex_tools."):
        if found.name.endswith(("__main__", "dask_cluster")):
            continue
        module = importlib.import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if hasattr(value, "finditer") and f"\n{name} = " in source:
                methods = set(re.findall(rf"\b{name}\.(\w+)", source))
                yield f"{found.name}.{name}", value, methods


SEARCHING = {"search", "finditer", "findall", "split", "sub", "subn"}
ATOMS = (
    " ",
    "\t",
    "\n",
    "a",
    "A",
    "1",
    "-",
    "[",
    "(",
    "<",
    "`",
    "'",
    '"',
    ":",
    "/",
    ",",
    "a ",
    "<!--",
)
BOUNDED = {"codex_tools.syntax.markdown.anchors._SHOWN"}
"""Patterns that no more than some hundred characters are given to."""

PATTERNS = {
    name: (pattern, methods) for name, pattern, methods in patterns() if name not in BOUNDED
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_grows_evenly(name: str) -> None:
    pattern, methods = PATTERNS[name]
    is_text = isinstance(pattern.pattern, str)
    parts = sorted(literals(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))[:8]
    uses = [pattern.fullmatch] if methods <= {"fullmatch"} else [pattern.match]
    uses += [lambda text: list(pattern.finditer(text))] if methods & SEARCHING else []
    for before in ("", *parts):
        for atom in (*ATOMS, *parts):
            for after in ("", "\0"):

                def text(size: int, parts: tuple[str, ...] = (before, atom, after)) -> Any:
                    made = parts[0] + parts[1] * (size // len(parts[1])) + parts[2]
                    return made if is_text else made.encode()

                for use in uses:
                    assert is_even(use, text), (before, atom, after)


def is_even(use: Callable[[Any], object], text: Callable[[int], Any]) -> bool:
    """Tell whether a pattern takes about four times as long for a text of four times the length."""
    long = text(8_000)
    if seconds(lambda: use(long)) < 0.02:
        return True
    short = text(2_000)
    one = min(seconds(lambda: use(short)) for _ in range(3))
    return min(seconds(lambda: use(long)) for _ in range(2)) < BOUND * max(one, 0.0005)


def literals(tree: Any) -> set[str]:
    """Return the runs of characters that a pattern names, which lead into its depths."""
    found, run = set(), ""
    for code, argument in [*tree, (None, None)]:
        if code is parser.LITERAL:
            run += chr(argument)
            continue
        found, run = found | ({run} if run else set()), ""
        for inner in argument if isinstance(argument, list | tuple) else ():
            branches = inner if isinstance(inner, list) else [inner]
            for each in branches:
                if isinstance(each, parser.SubPattern):
                    found |= literals(each)
    return found
