"""References to footnotes that are not there."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from codex_tools.model import Problem, Span
from codex_tools.runtime import lazy_regex


class Footnotes(NamedTuple):
    """Where footnotes are referred to, brackets and all, in file order; the labels of those that
    are there."""

    references: tuple[Span, ...]
    labels: frozenset[str]


_CHARACTER_CLASS = lazy_regex.compile(
    r"(?:a-z|A-Z|0-9).*|_*(?:(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])_*)+"
)
"""A label that is one of a regular expression, ``[^a-f0-9]``, and of no footnote."""


def undefined_footnotes(
    data: bytes, references: Collection[Span], labels: Collection[bytes]
) -> Iterator[Problem]:
    """Yield a problem for each reference, ``[^label]``, to none of the footnotes with ``labels``.

    Case makes no difference.
    """
    known = {_text(label).casefold() for label in labels} if references else ()
    for place in references:
        label = _text(data[place.start + 2 : place.end - 1])
        if label.casefold() not in known and not _CHARACTER_CLASS.fullmatch(label):
            message = f"no footnote is called `{label}`"
            hint = f"add a line that begins with `[^{label}]:`"
            yield Problem("undefined-footnote", place, message, hint)


def _text(label: bytes) -> str:
    return label.decode("utf-8", "replace")
