from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Block, Finding, Fix, Replace, Span
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.syntax import frontmatter
from codex_tools.syntax.document import MISPLACED


class MisplacedFrontMatter(ProblemRule):
    """A front matter stands below empty lines, behind spaces or below another one.

    ## Why it matters
    It counts only where it begins with the first letter of the file. Anywhere else it is text, and
    none of its fields is read. Pages of Hugo, which reads it below empty lines too, are fine.

    ## What to do
    Move the line `---` to the top, without spaces before it; the fix does, and leaves the fields
    as they are. Taking spaces away is a guess: an indented block may be meant as an example. A
    second front matter is to be merged into the first one by hand.
    """

    code = "FM008"
    valid = (
        Case({"domains/a.md": "---\ntype: map\n---\n"}),
        Case({"notes/a.md": "\nText.\n\n---\nwhy: because\n---\n"}),
        Case({"notes/a.md": "\n---\n\nText between rules.\n\n---\n"}),
    )
    invalid = (
        Case(
            {"domains/a.md": "\n\n---\ntype: map\n---\nText.\n"},
            ("domains/a.md:3:1",),
            {"domains/a.md": "---\ntype: map\n---\nText.\n"},
        ),
        Case(
            {"domains/a.md": "  ---\n  type: map\n  tags:\n    - x\n  ---\nText.\n"},
            ("domains/a.md:1:3",),
            {"domains/a.md": "---\ntype: map\ntags:\n  - x\n---\nText.\n"},
        ),
        Case(
            {"domains/a.md": "---\ntype: map\n---\n\n---\ntags: [x]\n---\nText.\n"},
            ("domains/a.md:5:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file in which a front matter is not where it counts."""
        for found in super().check(scope):
            is_second = scope.base.notes[found.path].document.has_front_matter
            match = re.match(MISPLACED, scope.base.text(found.path))
            if match is not None and not match["indent"] and _counts(scope.base, found.path):
                continue
            fix = None
            if match is not None and not is_second:
                moved = _moved(match.group().decode("utf-8", "surrogateescape"))
                change = Replace(found.path, Span(0, match.end()), moved)
                safe = Applicability.UNSAFE if match["indent"] else Applicability.SAFE
                title = "move the front matter to the top"
                fix = Fix(title, (change,), safe) if _sound(moved) else None
            yield Finding(found.path, found.place, found.message, found.hint, fix)


def _counts(base: KnowledgeBase, path: str) -> bool:
    """Tell whether the generator of its site reads a front matter below empty lines."""
    sites = base.resolver.layout.sites
    return any(site.generator.blank_first and site.holds(path) for site in sites)


def _moved(text: str) -> str:
    """The front matter without the lines above it and the spaces that all its lines begin with."""
    lines = text.splitlines(keepends=True)
    while not lines[0].strip():
        del lines[0]
    indent = min(len(line) - len(line.lstrip(" \t")) for line in lines if line.strip())
    lines = [line[indent:] if line.strip() else line for line in lines]
    return "".join([lines[0].lstrip(), *lines[1:-1], lines[-1].lstrip()])


def _sound(text: str) -> bool:
    """Tell whether it can be read where it counts."""
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        return False
    data = text.encode()
    block = frontmatter.find_block(data)
    return isinstance(block, Block) and not frontmatter.read_block(data, block).problems
