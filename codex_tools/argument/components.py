"""Strongly connected components without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codex_tools.argument.model import Rows


def components(rows: Rows, roots: Iterable[int] | None = None) -> Iterator[list[int]]:
    """Yield the strongly connected components, each after those that its rows lead to.

    Only what ``roots`` lead to is looked at, which is everything by default. Linear.

    Robert Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1
    (1972), with the path on a list.
    """
    order = [0] * len(rows)  # 0 before a node is met, more than any count when it is done
    count = 0
    for root in range(len(rows)) if roots is None else roots:
        if not order[root]:
            for component in _from(root, rows, order, count):
                count += len(component)
                yield component


def _from(root: int, rows: Rows, order: list[int], count: int) -> Iterator[list[int]]:
    done = len(rows) + 1
    path, lows, stack = [(root, iter(rows[root]))], [count + 1], [root]
    order[root] = count = count + 1
    while path:
        node, following = path[-1]
        low = lows[-1]
        for after in following:
            if not order[after]:
                order[after] = count = count + 1
                path.append((after, iter(rows[after])))
                lows.append(count)
                stack.append(after)
                break
            if order[after] < low:
                lows[-1] = low = order[after]
        else:
            path.pop()
            lows.pop()
            if low == order[node]:
                component = _popped(stack, node)
                for member in component:
                    order[member] = done
                yield component
            elif low < lows[-1]:
                lows[-1] = low


def _popped(stack: list[int], last: int) -> list[int]:
    """Take all down to ``last`` from the stack."""
    at = len(stack) - 1
    while stack[at] != last:
        at -= 1
    component = stack[at:]
    del stack[at:]
    return component
