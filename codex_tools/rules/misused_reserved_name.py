from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import INDEX, LOG
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Note, Severity
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, day_headings, reserved
from codex_tools.rules._samples import ROOT, concept
from codex_tools.runtime import lazy_regex

_DATED = lazy_regex.compile(rb"(?m)^[ \t]*[-*+|#>]+[ \t*_`\[]*\d{4}-\d\d-\d\d\b")
"""How an entry of a log begins: an item, a row of a table or a heading with a day."""


class MisusedReservedName(BundleRule):
    """A concept has the name of a list or a log.

    ## Why it matters
    In the Open Knowledge Format `index.md` is the list of a folder and `log.md` its history, in
    every folder. Programs take neither for a concept: what is said there is not found.

    ## What to do
    Give the concept another name, as with `codex rename`.
    """

    code = "OK004"
    severity = Severity.WARNING
    valid = (
        Case({"index.md": ROOT, "a/index.md": "---\ntype: List\n---\n* [B](b.md)\n"}),
        Case({"index.md": ROOT, "log.md": "---\ntype: Log\n---\n## 2026-07-01\n"}),
        Case({"index.md": ROOT, "log.md": "---\ntype: Log\n---\n| day |\n|-|\n| 2026-07-01 |\n"}),
    )
    invalid = (
        Case({"index.md": ROOT, "a/index.md": concept(body="What it is.\n")}, ("a/index.md:2:7",)),
        Case({"index.md": ROOT, "log.md": concept(body="# How we log\n")}, ("log.md:2:7",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file of a reserved name that has a type and is neither a list nor a log."""
        for name, what in ((INDEX, "the list of its folder"), (LOG, "the log of its folder")):
            for note in reserved(scope, name):
                if holds_concept(scope.base, note):
                    message = f"a concept may not be called {name}, which is {what}"
                    yield Finding(note.path, FieldPath((TYPE,)), message)


def holds_concept(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether a file of a reserved name is a concept: it has a type, and no entries."""
    if not note.given_type:
        return False
    if note.path.rsplit("/", 1)[-1] == LOG:
        is_log = any(heading.text[:4].isdigit() for heading in day_headings(base, note))
        return not (is_log or _DATED.search(base.text(note.path), note.document.body_start))
    return not any(link.syntax.is_address for link in note.document.links)
