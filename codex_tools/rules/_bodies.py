"""What the rules that look into a body share: its text, and which part of it is running text."""

from __future__ import annotations

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.text import without

_LISTED_LINK = lazy_regex.compile(
    r"(?:[-*+]|\d+\.)\s+(?:\[\[[^\[\]]*\]\]|\[[^\[\]]*\]\([^()]*\))\s*"
)
_RULER = lazy_regex.compile(r"[-*_=\s]+")


def body(base: KnowledgeBase, note: Note) -> str:
    """Return the text below the front matter."""
    return base.text(note.path)[note.document.body_start :].decode("utf-8", "replace")


def has_prose(text: str) -> bool:
    """Tell whether a body has a line that is more than a heading, a label, a link or a comment."""
    lines = (line.strip() for line in without(text, "<!--", "-->").splitlines())
    return any(_is_prose(line) for line in lines)


def _is_prose(line: str) -> bool:
    if not line or line.startswith("#") or line.rstrip("*_").endswith(":"):
        return False
    return not (_LISTED_LINK.fullmatch(line) or _RULER.fullmatch(line))
