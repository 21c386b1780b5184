from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Problem, Severity
from codex_tools.rules._base import Case, ProblemRule

_FEWEST, _MOST = 5, 0.5
"""Files with such lines, and their part of all, from which on they are usual."""


class CrlfLineEnds(ProblemRule):
    """The lines of a file end with CRLF.

    ## Why it matters
    It is allowed and kept as it is. But where a base mixes both, every other editor shows a file
    as changed from top to bottom.

    ## What to do
    Nothing, or let git convert line ends with `* text=auto` in `.gitattributes`. Where most files
    of a base have them, they are reported once, with their number.
    """

    code = "IO004"
    severity = Severity.INFO
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    invalid = (Case({"domains/a.md": "---\r\ntype: map\r\n---\r\n"}, ("domains/a.md:1:4",)),)

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether such files are usual."""
        return _are_usual(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each such file; they are told once where most are such."""
        once = "lines end with CRLF in {count:,} files" if _are_usual(scope.base) else ""
        for found in super().check(scope):
            yield found._replace(once=once)


def _are_usual(base: KnowledgeBase) -> bool:
    """Tell whether all lines end so in most files of a base."""
    return base.once("files with CRLF", _prevail)


def _prevail(base: KnowledgeBase) -> bool:
    found = sum(any(map(_is_crlf, note.document.problems)) for note in base.notes.values())
    return found >= max(_FEWEST, _MOST * len(base.notes))


def _is_crlf(problem: Problem) -> bool:
    return problem.kind == "crlf-line-ends"
