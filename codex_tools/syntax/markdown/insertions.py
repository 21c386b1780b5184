"""A body → whether a generator puts text from elsewhere into it, with headings that are not here.

A line that stands for such text is that of mkdocstrings and its like (``::: package.module``,
which no ``:::`` ends), a snippet (``--8<-- "file"``), an include of MyST, VitePress, Jekyll, Hugo,
mdBook, Microsoft Learn or markdown-include, or a template or component that fills a line.
"""

from __future__ import annotations

from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body

_INSERTED = lazy_regex.compile(
    rb"(?m)^[ \t]{0,3}(?:-{1,}8<-{1,}[ \t]|\{[{%!<]|<!--[ \t]*@include|\[!INCLUDE\b|!INCLUDE\b"
    rb"|\.\. include::|<[A-Z][^\n>]*+(?<=/)>[ \t\r]*+$)"
)
_DIRECTIVE = lazy_regex.compile(rb"(?m)^[ \t]{0,3}:::(?P<name>[ \t]*+[^\s:][^\n]*)?")
_FENCED = lazy_regex.compile(rb"(?m)^(?:```+|~~~+|:::+)[ \t]*\{(?:include|eval-rst|auto\w+)\}")


def has_insertions(data: bytes, start: int) -> bool:
    """Tell whether the body of ``data`` that begins at ``start`` has a line that stands for text
    from elsewhere."""
    if _FENCED.search(data, start):
        return True
    body = Body(data, start)
    if any(not body.is_code(match.start()) for match in _INSERTED.finditer(data, start)):
        return True
    found = [match for match in _DIRECTIVE.finditer(data, start) if not body.is_code(match.start())]
    opened = sum(match["name"] is not None for match in found)
    return opened > len(found) - opened
