from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Polarity, Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body
from codex_tools.rules._evidence import held_up, linking_to_sources
from codex_tools.rules._samples import claim, source

_LISTED = r"\s*(?:[-*+]\s|\d+[.)]\s|#)"


class UnfoundedConfidence(Rule):
    """A claim is held likely or proven, but no document of the knowledge base bears it out.

    ## Why it matters
    A text in `source` says that there is evidence somewhere; only a link lets a reader, or a
    program that weighs the argument, get to it.

    ## What to do
    Archive the source and link it, name the claims that it depends on, or lower the confidence.
    A link to a claim counts where it stands in running text, not in a list of related notes. Off
    by default: many bases archive few of their sources.
    """

    code = "CL006"
    subject = "claims"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(confidence="speculative")}),
        Case(
            {
                "domains/a.md": claim(),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
        Case({"domains/a.md": claim("As [[s]] says.\n"), "inbox/archive/s.md": source()}),
        Case({"domains/a.md": claim("Since [[b]], so.\n"), "domains/b.md": claim("[[a]], so.\n")}),
    )
    invalid = (Case({"domains/a.md": claim()}, ("domains/a.md:5:13",)),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each confident claim that neither links to evidence nor is linked to by it."""
        founded, base = _founded(scope.base), scope.base
        for note in scope.claims:
            found = base.fields.get(note, Meaning.CONFIDENCE)
            sure = found and base.scale.is_high(found.value)
            if found and sure and note.path not in founded and not _argued(base, note):
                message = f"the claim is `{found.text}`, but no document is linked as its evidence"
                yield Finding(note.path, found.place, message)


def _founded(base: KnowledgeBase) -> set[str]:
    """The notes that link to a source or to what they rest on, or that something holds up."""
    found = linking_to_sources(base)
    relations, links = base.relations, base.links.fields.resolved
    holding = (Polarity.LEANS_ON, Polarity.BACKED_BY)
    rests = relations.with_provenance(Provenance.FROM) + relations.with_polarity(*holding)
    names = {row.name for row in rests}
    return found | {link.source for link in links if link.link.relation in names} | held_up(base)


def _argued(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether the text argues from another note: links to it outside a list."""
    lines = body(base, note).splitlines() if note.document.links else []
    return any("[[" in line and not re.match(_LISTED, line) for line in lines)
