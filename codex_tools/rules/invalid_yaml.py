from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.edits import apply_edits
from codex_tools.model import Applicability, Block, Edit, Finding, Fix, Replace, Span
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.syntax import frontmatter

_TABS = rb"(?m)^[ \t]*\t[ \t]*"
_VALUE = (
    rb"^[ \t]*(?:- +)?[\w-]+:[ \t]+(?P<text>(?:\[\[|[^'\"\s|>\[{#])[^\r\n]*?)"
    rb"[ \t]*(?:[ \t]#[^\r\n]*)?\r?$"
)
_FILLED_IN = rb"[ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?[\"'\[ ]*(?:\{\{|\{%|<%)"
_COMMAND = rb"(?m)^[ \t]*(?:\{%|<%)"


class InvalidYaml(ProblemRule):
    """The YAML of a front matter cannot be read.

    ## Why it matters
    One wrong character hides every field of the file from every tool.

    ## What to do
    Mostly a text wants quotes, because it has a colon in it or begins with `*`, `&`, `@` or `%`;
    the fix puts them, where that makes the whole front matter readable. Tabs before a field become
    spaces, which is a guess about what belongs to what. Nothing is said of a template, whose front
    matter can be read when `{{…}}`, `{%…%}` or `<%…%>` is filled in.
    """

    code = "FM003"
    valid = (
        Case({"domains/a.md": "---\ntype: map\ntitle: 'one: two'\n---\n"}),
        Case({"templates/a.md": "---\ntype: map\ncreated: {{date}}\n---\n"}),
    )
    invalid = (
        Case(
            {"domains/a.md": "---\ntype: map\ntitle: one's: two\n---\n"},
            ("domains/a.md:3:13",),
            {"domains/a.md": "---\ntype: map\ntitle: 'one''s: two'\n---\n"},
        ),
        Case(
            {"domains/a.md": "---\ntype: map\ntitle: one: two  # so far\n---\n"},
            ("domains/a.md:3:11",),
            {"domains/a.md": "---\ntype: map\ntitle: 'one: two'  # so far\n---\n"},
        ),
        Case({"domains/a.md": "---\ntype: map\ntitle: !!set {a, b}\n---\n"}, ("domains/a.md:3:8",)),
        Case(
            {"domains/a.md": "---\ntitle: *star\n---\n"},
            ("domains/a.md:2:8",),
            {"domains/a.md": "---\ntitle: '*star'\n---\n"},
        ),
        Case(
            {"domains/a.md": "---\ntype: map\ntags:\n\t- x\n---\n"},
            ("domains/a.md:4:1",),
            {"domains/a.md": "---\ntype: map\ntags:\n  - x\n---\n"},
        ),
        Case({"domains/a.md": "---\ntype: map\n*so*\n---\n"}, ("domains/a.md:3:4",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file whose front matter is no YAML."""
        for found in super().check(scope):
            fix = None
            if isinstance(found.place, Span):
                data = scope.base.text(found.path)
                if _is_filled_in(data, found.place):
                    continue
                fix = _quotes(found.path, data, found.place) or _spaces(found.path, data)
            yield Finding(found.path, found.place, found.message, found.hint, fix)


def _is_filled_in(data: bytes, place: Span) -> bool:
    """Tell whether a template engine is to fill in the value at a mistake, or stands above it."""
    start = data.rfind(b"\n", 0, place.start) + 1
    if re.match(_FILLED_IN, data[start : data.find(b"\n", start)]):
        return True
    return re.search(_COMMAND, data[:start]) is not None


def _quotes(path: str, data: bytes, place: Span) -> Fix | None:
    """Put the value on the line of the mistake between quotes, where that is all it takes."""
    start = data.rfind(b"\n", 0, place.start) + 1
    line = data[start : data.find(b"\n", start)]
    value = re.match(_VALUE, line)
    if value is None or value["text"].startswith(b"!!"):  # a tag that is meant as one
        return None
    span = Span(start + value.start("text"), start + value.end("text"))
    quoted = b"'" + value["text"].replace(b"'", b"''") + b"'"
    return _checked("put the text between quotes", path, data, span, quoted, Applicability.SAFE)


def _spaces(path: str, data: bytes) -> Fix | None:
    """Write two spaces for each tab that a line of the front matter begins with."""
    block = frontmatter.find_block(data)
    if not isinstance(block, Block) or b"\t" not in data[block.start : block.end]:
        return None
    yaml = data[block.start : block.end]
    spaced = re.sub(_TABS, lambda tabs: tabs.group().replace(b"\t", b"  "), yaml)
    span = Span(block.start, block.end)
    return _checked("indent with spaces", path, data, span, spaced, Applicability.UNSAFE)


def _checked(
    title: str, path: str, data: bytes, span: Span, new: bytes, applicability: Applicability
) -> Fix | None:
    """The fix, if the front matter can be read with it."""
    result = apply_edits(data, [Edit(*span, new)])
    block = frontmatter.find_block(result)
    if not isinstance(block, Block) or frontmatter.read_block(result, block).problems:
        return None
    try:
        return Fix(title, (Replace(path, span, new.decode()),), applicability)
    except UnicodeDecodeError:
        return None
