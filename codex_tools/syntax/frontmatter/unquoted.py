"""Wikilinks without quotes in YAML, which takes ``[[name]]`` for a list in a list.

They are read as the texts that they are meant to be, and reported, see
:class:`codex_tools.rules.unquoted_wikilink.UnquotedWikilink`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from codex_tools.model import Span

_WIKILINK = r"\[\[[^\[\]\n]+\]\]"
_ALONE = re.compile(_WIKILINK)
_LIST = re.compile(rf"{_WIKILINK}(?: *, *{_WIKILINK})+")
_LINE = re.compile(
    rf"""^ *(?:- +)*[^\s\[\]{{}}#'"&*!|>%@`?:-][^\n:]*: +({_LIST.pattern})(?=\s*(?:$|\s\#))""",
    re.MULTILINE,
)
_BETWEEN = re.compile(r"\]\]( *, *)\[\[")
_TEXT = "tag:yaml.org,2002:str"


class Unquoted(NamedTuple):
    """A wikilink that stands in YAML without quotes, or several in a list without brackets.

    The places count in characters.
    """

    places: tuple[Span, ...]
    quote: str = '"'

    def quoted(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield each place in the YAML ``text`` with what has to stand there."""
        last = len(self.places) - 1
        for index, place in enumerate(self.places):
            before = "[" if last and index == 0 else ""
            after = "]" if last and index == last else ""
            yield place, before + self._quoted(text[place.start : place.end]) + after

    def _quoted(self, wikilink: str) -> str:
        if self.quote == "'" or '"' in wikilink or "\\" in wikilink:
            return "'" + wikilink.replace("'", "''") + "'"
        return f'"{wikilink}"'


def in_brackets(text: str) -> str:
    """Return ``text`` with lists of lists in the place of values such as ``[[a]], [[b]]``.

    No YAML can be read that has such values; what comes back is as long.
    """
    return _LINE.sub(_listed, text) if "]]" in text else text


def _listed(line: re.Match[str]) -> str:
    value = _BETWEEN.sub(r"] \1 [", line[1])
    return line[0][: line.start(1) - line.start()] + value


def make_texts(root: yaml.Node | None, text: str) -> list[Unquoted]:
    """Make texts of the wikilinks without quotes below ``root``; returns those in file order.

    ``text`` is that of the file, before :func:`in_brackets`.
    """
    if root is None or "[[" not in text:
        return []
    found: dict[int, Unquoted] = {}
    for node in nodes(root):
        if isinstance(node, yaml.MappingNode):
            node.value = [(key, _as_text(value, text, '"', found)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            quote = _quote_in(node)
            node.value = [_as_text(value, text, quote, found) for value in node.value]
    return [found[start] for start in sorted(found)]


def nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """Yield each node once, its parent before it."""
    seen, left = {id(root)}, [root]
    while left:
        node = left.pop()
        yield node
        for child in children(node):
            if id(child) not in seen:
                seen.add(id(child))
                left.append(child)


def children(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the nodes right below ``node``."""
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _quote_in(node: yaml.SequenceNode) -> str:
    """The quotation mark of a list: single where no entry has another."""
    styles = {getattr(child, "style", None) for child in node.value}
    return "'" if "'" in styles and '"' not in styles else '"'


def _as_text(node: yaml.Node, text: str, quote: str, found: dict[int, Unquoted]) -> yaml.Node:
    if not (isinstance(node, yaml.SequenceNode) and node.flow_style and node.value):
        return node
    place = Span(node.start_mark.index, node.end_mark.index)
    written = text[place.start : place.end]
    if _LIST.fullmatch(written):
        marks = [(each.start_mark.index - 1, each.end_mark.index + 1) for each in node.value]
        places = tuple(Span(*each) for each in marks)
        found[place.start] = Unquoted(places)
        node.value = [_scalar(each, text) for each in places]
    elif _ALONE.fullmatch(written) and _holds_one_text(node):
        found[place.start] = Unquoted((place,), quote)
        return _scalar(place, text)
    return node


def _holds_one_text(node: yaml.Node) -> bool:
    """Tell whether a list in a list has one entry, a text without quotes."""
    for _ in range(2):
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 1:
            return False
        node = node.value[0]
    return isinstance(node, yaml.ScalarNode) and not node.style and node.tag == _TEXT


def _scalar(place: Span, text: str) -> yaml.ScalarNode:
    start, end = (yaml.Mark("", index, 0, 0, None, 0) for index in place)
    return yaml.ScalarNode(_TEXT, text[place.start : place.end], start, end)
