"""A class or function → its docstring, also where Python was told to drop docstrings (``-OO``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def docstring(of: Callable[..., Any]) -> str:
    """Return the docstring, without the indentation of its lines; empty where there is none."""
    import inspect

    return inspect.cleandoc(of.__doc__ or _in_source(of))


def _in_source(of: Callable[..., Any]) -> str:
    import ast
    import inspect
    import textwrap

    try:
        [statement, *_] = ast.parse(textwrap.dedent(inspect.getsource(of))).body
    except (OSError, SyntaxError, ValueError):
        return ""
    if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return ""
    return ast.get_docstring(statement) or ""
