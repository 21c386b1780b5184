from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import words
from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Role, Severity, Span
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body
from codex_tools.rules._references import is_provenance
from codex_tools.rules._samples import claim, source

_QUOTATION = r"“([^“”\n]{20,600})”|(?<![\w\"])\"([^\"\n]{20,600})\"(?![\w\"])"
_GAP = r"\[[^\[\]]*\]|\.\.\.|…"
SHORTEST = 6
"""Words from which on a passage between quotes is taken for a quotation."""


class UnfoundQuotation(Rule):
    """A quotation is not in any of the sources that the claim is linked to.

    ## Why it matters
    A quotation is the one thing that can be checked to the letter. One that is not there was
    changed, was made up, or comes from a source that nobody named.

    ## What to do
    Compare it with the source. Mark what was left out by `…` and what was put in by `[ ]`: the
    parts between them are looked for one by one. Questions are left out, because most
    of them quote nobody. Off by default: where sources are archived as summaries, true quotations
    are missing from them.
    """

    code = "PV007"
    subject = "claims"
    severity = Severity.INFO
    default = False
    valid = (
        Case(
            {
                "domains/a.md": claim(
                    'She says "the moon [...] pulls the sea up twice a day".\n',
                    sourced_from="inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source(
                    "Of all, *the moon* alone\n> pulls the sea up twice a day.\n"
                ),
            }
        ),
        Case({"domains/a.md": claim('Nobody linked, so "this may stand somewhere else".\n')}),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(
                    'She says "the moon pulls the sea up thrice a day".\n',
                    sourced_from="inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source("The moon pulls the sea up twice a day.\n"),
            },
            ("domains/a.md:10:10",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each quotation of a claim of which no linked source has all parts."""
        linked = _linked(scope.base)
        for note in scope.claims:
            sources = sorted(linked.get(note.path, ()))
            texts = [_flat(body(scope.base, scope.base.notes[path])) for path in sources]
            for span, quotation in _quotations(scope.base, note) if texts else ():
                if not any(_has(text, quotation) for text in texts):
                    message = "the quotation is in no linked source"
                    yield Finding(note.path, span, message, "looked into " + ", ".join(sources))


def _linked(base: KnowledgeBase) -> dict[str, set[str]]:
    """The sources that each note links to, in a field or in the text, or that name it."""
    found: dict[str, set[str]] = {}
    for path, target in base.links.pairs():
        if target in base.notes and base.notes[target].role is Role.SOURCE:
            found.setdefault(path, set()).add(target)
    gives = is_provenance(base, Provenance.GIVES)
    for link in base.links.fields.resolved:
        if gives(link.link):
            found.setdefault(link.target, set()).add(link.source)
    return found


def _quotations(base: KnowledgeBase, note: Note) -> Iterator[tuple[Span, str]]:
    text = body(base, note)
    for match in re.finditer(_QUOTATION, text):
        quotation = match[1] or match[2]
        if len(words(quotation)) >= SHORTEST and not quotation.endswith("?"):
            start = note.document.body_start + len(text[: match.start()].encode())
            yield Span(start, start + len(match.group().encode())), quotation


def _flat(text: str) -> str:
    """The words of a text with one space between them and around them."""
    return f" {' '.join(words(text))} "


def _has(text: str, quotation: str) -> bool:
    """Tell whether all parts of a quotation stand in a text in their order."""
    position = 0
    for part in re.split(_GAP, quotation):
        flat = _flat(part)
        if flat.strip():
            position = text.find(flat, position)
            if position < 0:
                return False
            position += len(flat) - 1  # the blank behind it may be the one before the next
    return True
