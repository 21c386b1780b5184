"""An independent reading of a vault: which links it holds, and which of them are dead.

Markdown is parsed by markdown-it-py (CommonMark 0.31 with tables); wikilinks, ``%%`` comments and
math are rules of our own on top of it, after Obsidian's help pages. Links resolve as in Obsidian:
without regard to case, by name or by the end of a path. Nothing of codex is used.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_WIKILINK = re.compile(r"!?\[\[([^\[\]\n]+)(?<!\\)\]\]")
_ADDRESS_BEHIND = re.compile(r"\(<?([^()<>\s]+)>?\)")
_MATH = re.compile(r"\$\$.+?\$\$|\$(?!\s)(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)", re.DOTALL)
_FORMULA = re.compile(r"\\\[.*?\\\]|\\\(.*?\\\)", re.DOTALL)
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\s)|//")
_FRONT_MATTER = re.compile(r"---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def dead_links(files: Mapping[str, str]) -> set[tuple[str, str]]:
    """The path and the target of each link in the notes of a vault that names no file."""
    index = [_folded(path) for path in files]
    return {
        (path, readings[0])
        for path, text in files.items()
        if path.endswith(".md")
        for readings in links(text)
        if not any(_resolves(target, path, index) for target in readings)
    }


def links(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the targets of the links of a note; several where one can be read in several ways."""
    front = _FRONT_MATTER.match(text)
    if front:
        yield from _in_values(yaml.safe_load(front[1]))
        text = text[front.end() :]
    environment: dict[str, dict[str, dict[str, str]]] = {}
    for token in _PARSER.parse(text, environment):
        for inner in (token, *(token.children or ())):
            yield from _of_token(inner)
    for definition in environment.get("references", {}).values():
        yield from _address(definition["href"])


def _in_values(value: object) -> Iterator[tuple[str, ...]]:
    if isinstance(value, str):
        yield from (_wikilink(match[1]) for match in _WIKILINK.finditer(value))
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _in_values(item)


def _of_token(token: Token) -> Iterator[tuple[str, ...]]:
    if token.type == "wikilink":
        behind = token.meta["behind"]
        more = [target for (target,) in _address(behind)] if behind else []
        if not (behind and not more):  # an address on the web is a reading that resolves
            yield (*_wikilink(token.content), *more)
    elif token.type == "link_open" and token.info != "auto":
        yield from _address(str(token.attrs["href"]))
    elif token.type == "image":
        yield from _address(str(token.attrs["src"]))
        for child in token.children or ():
            yield from _of_token(child)
    elif token.type in ("html_inline", "html_block"):
        reader = _Attributes()
        reader.feed(token.content)
        for address in reader.found:
            yield from _address(address)


class _Attributes(HTMLParser):
    """Collects the addresses of HTML; what stands in comments and scripts is not markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def _wikilink(raw: str) -> tuple[str, ...]:
    target = raw.replace("\\|", "|").partition("|")[0].partition("#")[0].strip()
    return (target,)


def _address(address: str) -> Iterator[tuple[str, ...]]:
    if not _SCHEME.match(address):
        yield (unquote(address.partition("#")[0].partition("?")[0]),)


def _resolves(target: str, source: str, index: list[str]) -> bool:
    """Tell whether a link path leads to a file, as Obsidian's metadata cache finds it."""
    if not target or _SCHEME.match(target):
        return True
    wanted = _folded(target)
    if wanted.startswith(("./", "../")):
        folder = posixpath.dirname(_folded(source))
        wanted = posixpath.normpath(posixpath.join(folder, wanted))
        return any(path in (wanted, f"{wanted}.md") for path in index)
    if wanted.startswith("/"):
        return any(path in (wanted[1:], f"{wanted[1:]}.md") for path in index)
    ends = (f"/{wanted}", f"/{wanted}.md")
    return any(f"/{path}".endswith(ends) for path in index)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _wikilink_rule(state: StateInline, silent: bool) -> bool:
    match = _WIKILINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        behind = _ADDRESS_BEHIND.match(state.src, match.end())
        token = state.push("wikilink", "", 0)
        token.content, token.meta = match[1], {"behind": behind[1] if behind else ""}
    state.pos = match.end()
    return True


def _hidden_rule(form: re.Pattern[str], start: str) -> object:
    """An inline rule for what is shown in another way, or not at all."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos : state.pos + len(start)] != start:
            return False
        match = form.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            state.push("hidden", "", 0)
        state.pos = match.end()
        return True

    return rule


def _block_rule(mark: str) -> object:
    """A block that begins with a line that begins with ``mark``, and ends with the next mark.

    In a paragraph in which such a mark is open, the next one is its end.
    """

    def rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        if state.is_code_block(first):
            return False
        begin = state.bMarks[first] + state.tShift[first]
        line = state.src[begin : state.eMarks[first]]
        if not line.startswith(mark) or mark in line[len(mark) :]:
            return False
        if silent and state.src[state.bMarks[state.line] : begin].count(mark) % 2:
            return False
        for number in range(first + 1, last):
            text = state.src[state.bMarks[number] : state.eMarks[number]]
            if mark in text:
                if not silent:
                    state.push("hidden", "", 0)
                    state.line = number + 1
                return True
        return False

    return rule


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    interrupts = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    for mark in ("%%", "$$"):
        parser.block.ruler.before("fence", f"block {mark}", _block_rule(mark), interrupts)
    rules = parser.inline.ruler
    rules.before("escape", "math", _hidden_rule(_MATH, "$"))
    rules.before("escape", "formula", _hidden_rule(_FORMULA, "\\"))
    rules.before("escape", "comment", _hidden_rule(_COMMENT, "%%"))
    rules.before("link", "wikilink", _wikilink_rule)
    return parser


_PARSER = _parser()
