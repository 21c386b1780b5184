"""A file before and after → the spans of text that change, for programs that make edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from codex_tools.model import FileEdit


def changed_spans(path: str, before: bytes, after: bytes) -> Iterator[FileEdit]:
    """Yield the edits that make ``after`` of ``before``, in order; no two of them touch.

    Lines are compared first, and then the characters of those that differ.
    """
    from difflib import SequenceMatcher

    old, new = _lines(before), _lines(after)
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    offset = sum(map(_size, _lines(before)[:first]))
    offsets = list(accumulate(map(_size, old), initial=offset))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _narrowed(path, offsets[i1], "".join(old[i1:i2]), "".join(new[j1:j2]))


def _lines(data: bytes) -> list[str]:
    """Cut after line feeds alone; bytes that are no UTF-8 become what stands for them."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines, or characters, both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _narrowed(path: str, offset: int, gone: str, come: str) -> FileEdit:
    """Return the edit without the characters that both texts begin and end with."""
    head = _shared(gone, come)
    tail = _shared(gone[head:][::-1], come[head:][::-1])
    inner = gone[head : len(gone) - tail]
    start = offset + _size(gone[:head])
    return FileEdit(path, start, start + _size(inner), come[head : len(come) - tail])
