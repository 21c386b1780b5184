"""A knowledge base before and after a rename → which references name something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError
from codex_tools.model import Link
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.resolving import resolve
from codex_tools.runtime.text import abridged

MOST_NAMED = 3

Pair = tuple[str, Sequence[Link], Sequence[Link]]
"""A file by its old path, and its references before and after."""


def compare(
    before: KnowledgeBase, after: KnowledgeBase, move: Move, pairs: Iterable[Pair]
) -> Iterator[str]:
    """Yield a remark on each reference that names more or less than before, and may.

    Raises EditRefusedError for one that is lost, or that names something else.
    """
    for path, links, links_now in pairs:
        if len(links) != len(links_now):
            raise EditRefusedError(f"nothing is renamed: {path} would have other references")
        for link, new in zip(links, links_now, strict=True):
            was = {move.place(each) for each in resolve(before, link, path)[0]}
            now = set(resolve(after, new, move.place(path))[0])
            if was != now:
                yield from _judge(path, link, was, now, move)


def _judge(path: str, link: Link, was: set[str], now: set[str], move: Move) -> Iterator[str]:
    new = {each for each in now if each == move.new or each.startswith(f"{move.new}/")}
    if now == new and not was:
        yield f"{path}: `{link.raw}` named nothing and names it now"
    elif len(was) > 1 and now and now == was - {move.new}:
        yield f"{path}: `{link.raw}` may have meant it and names {_listed(now)} now"
    elif not (len(was) > 1 and now == was | new):
        raise EditRefusedError(
            f"nothing is renamed: `{link.raw}` in {path} would name {_listed(now)} instead of "
            f"{_listed(was)}"
        )


def _listed(paths: set[str]) -> str:
    return abridged(sorted(paths), MOST_NAMED, " or ", lambda rest: f" or {rest} more") or "nothing"
