from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import names_claim, names_source, provenance_fields
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Finding, Fix, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._named_sources import SourceIndex, named_sources
from codex_tools.rules._samples import claim, source


class UnlinkedSource(Rule):
    """The `source` text of a claim names an archived source that the claim does not link to.

    ## Why it matters
    The evidence is at hand, and neither a reader nor a program gets to it by a link.

    ## What to do
    Add it to `sourced_from`, and the claim to `claims_extracted` there; the fix does both. Only
    what is beyond doubt is reported: the path or the address of one source, or its whole title
    in a text with quotes. Run `codex link` for the rest.
    """

    code = "PV005"
    subject = "claims"
    whole_base = True
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(source="https://example.org/tides", sourced_from="[s]"),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
        Case({"domains/a.md": claim(), "inbox/archive/s.md": source()}),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(source="Ada (https://example.org/tides)"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="Ada (https://example.org/tides)",
                    sourced_from="\n  - inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source(claims_extracted="\n  - a"),
            },
        ),
        Case(
            {
                "domains/a.md": claim(source="Ada, 'How the moon moves seas', 2025"),
                "inbox/archive/s.md": source(title="How the Moon moves seas"),
            },
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="Ada, 'How the moon moves seas', 2025",
                    sourced_from="\n  - inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source(
                    title="How the Moon moves seas", claims_extracted="\n  - a"
                ),
            },
        ),
        Case(
            {"domains/a.md": claim(source="archive/s.md"), "inbox/archive/s.md": source()},
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="archive/s.md", sourced_from="\n  - inbox/archive/s.md"
                ),
                "inbox/archive/s.md": source(claims_extracted="\n  - a"),
            },
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim with an archived source in its `source` text and no link to it."""
        known, base = SourceIndex(scope.base), scope.base
        if provenance_fields(base).forward is None:
            return
        for note in scope.claims:
            found = base.fields.get(note, Meaning.SOURCE_TEXT)
            if found and isinstance(found.value, str):
                for target, certain in named_sources(base, note, found.value, known):
                    if not _linked(base, note.path, target):
                        yield _finding(base, note, found, target, certain)


def _linked(base: KnowledgeBase, claim: str, source: str) -> bool:
    return names_source(base, claim, source) or names_claim(base, source, claim)


def _finding(
    base: KnowledgeBase, note: Note, found: FieldValue, target: str, certain: bool
) -> Finding:
    from codex_tools.refactoring.writing_style import append_reference, takes_entry

    forward, backward = provenance_fields(base)
    ends = ((note.path, forward, target), (target, backward, note.path))
    changes = tuple(
        append_reference(base, path, relation.name, other)
        for path, relation, other in ends
        if relation and takes_entry(base, path, relation.name)
    )
    applicability = Applicability.SAFE if certain else Applicability.UNSAFE
    fix = Fix("link the two", changes, applicability)
    message = f"the text names {target}, which is not linked"
    return Finding(note.path, found.place, message, "", fix)
