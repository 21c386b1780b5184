"""What a reference, a field or the code of a rule is about, shown beside it."""

from __future__ import annotations

import re

from lsprotocol import types

from codex_tools.app.engine import rules_of
from codex_tools.lsp.about import description
from codex_tools.lsp.features.navigation import found_at
from codex_tools.lsp.field_lines import field_line
from codex_tools.lsp.positions import Text
from codex_tools.lsp.references import title_span
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer
from codex_tools.rules import Rule
from codex_tools.runtime import lazy_regex

_WORD = lazy_regex.compile(rb"[\w/-]+")
_SILENCED = lazy_regex.compile(rb"codex: ignore(?:-file)?\[([^\]\n]*)\]")


def register(server: CodexServer) -> None:
    """Register the request of this module."""
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)


def _hover(ls: CodexServer, params: types.HoverParams) -> types.Hover | None:
    place = ls.place(params.text_document.uri)
    if place is None or place.note is None:
        return None
    text = ls.text(place)
    offset = text.offset(params.position)
    parts = [_reference(ls, place, params.position), _code(place, text, offset)]
    parts += [_heading(place, offset) or _field(place, text, offset)]
    parts += [] if any(parts) else [_findings(place, offset)]
    shown = "\n\n---\n\n".join(filter(None, parts))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown)) if shown else None


def _reference(ls: CodexServer, place: Place, position: types.Position) -> str:
    found = found_at(ls, place, position)
    target = place.base.notes.get(found.target) if found else None
    return description(place.base, target) if target else ""


def _heading(place: Place, offset: int) -> str:
    """The note itself, on its heading."""
    note = place.note
    span = title_span(note) if note else None
    if note and span and span.end and span.start <= offset <= span.end:
        return description(place.base, note)
    return ""


def _code(place: Place, text: Text, offset: int) -> str:
    """The rule whose code or name stands in a comment that silences it."""
    start = text.data.rfind(b"\n", 0, offset) + 1
    end = text.data.find(b"\n", offset)
    line = text.data[start : end if end >= 0 else None]
    for match in _SILENCED.finditer(line):
        for word in _WORD.finditer(line, *match.span(1)):
            if word.start() <= offset - start <= word.end():
                return _rule(place, word.group().decode())
    return ""


def _rule(place: Place, selector: str) -> str:
    rules = rules_of(place.root.workspace.settings)
    found = [rule for rule in rules if selector in (rule.code, rule.name)]
    return _page(found[0]) if found else ""


def _page(rule: Rule) -> str:
    page = re.sub(r"^#+ (.+)$", r"**\1**", rule.page, flags=re.MULTILINE)
    return f"**{rule.code} {rule.name}** ({rule.facts})\n\n{page}"


def _field(place: Place, text: Text, offset: int) -> str:
    """What the schema says of the field whose name is under the cursor."""
    end = text.data.find(b":", offset)
    line = field_line(text.data, offset)
    kind = place.base.kinds.by_name.get(place.note.kind) if place.note else None
    if line is None or line.field or kind is None or end < 0:
        return ""
    name = text.data[line.start : end].decode("utf-8", "replace")
    about = kind.schema.get("properties", {}).get(name, {})
    words = about.get("description", "")
    return f"**{about.get('title', name)}**\n\n{words}" if words else ""


def _findings(place: Place, offset: int) -> str:
    """The pages of the rules that found something here."""
    found = place.root.findings(place.path)
    codes = {each.code for each in found if each.start <= offset <= each.end}
    return "\n\n".join(_rule(place, code) for code in sorted(codes))
