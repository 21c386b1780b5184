"""Parts of an argument → the words for them, which all its texts share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from codex_tools.argument.judging import Verdict
from codex_tools.argument.why import Neighbour
from codex_tools.runtime.printable import printable


def verdict_words(verdict: Verdict) -> str:
    """Return what is said of a claim: its standing, or why it has none."""
    if verdict.standing:
        return str(verdict.standing)
    return str(verdict.grounding)


def named(node: Neighbour) -> str:
    """Return the path of a claim, or that of a source with the number of its copies."""
    copies = len(node.sources) - 1
    more = f" (and {copies} {'copy' if copies == 1 else 'copies'})" if copies > 0 else ""
    return printable(node.name) + more


def judged(node: Neighbour) -> str:
    """Return a claim or source with what is said of it."""
    return f"{named(node)}: {node.standing or 'not grounded'}"


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading with lines below it; nothing where there are no lines."""
    body = [f"  {line}" for line in lines]
    return iter(["", f"{title}:", *body] if body else [])


def neighbour_dict(node: Neighbour) -> dict[str, Any]:
    """Return a claim or source for programs."""
    return {
        "path": node.name,
        "copies": list(node.sources) or None,
        "grounded": node.grounded,
        "standing": node.standing and str(node.standing),
    }


def verdict_dict(verdict: Verdict) -> dict[str, str | None]:
    """Return what is said of a claim for programs."""
    standing = verdict.standing
    return {"grounding": str(verdict.grounding), "standing": standing and str(standing)}
