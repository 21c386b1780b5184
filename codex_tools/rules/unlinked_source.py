from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import (
    Applicability,
    FieldPath,
    Finding,
    Fix,
    Note,
    Severity,
)
from codex_tools.refactoring.writing_style import append_reference
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
        known = SourceIndex(scope.base)
        for note in scope.examined("claim"):
            text = note.fields.get("source")
            if isinstance(text, str) and text:
                for target, certain in named_sources(scope.base, note, text, known):
                    if not _linked(scope.base, note.path, target):
                        yield _finding(scope.base, note, target, certain)


def _linked(base: KnowledgeBase, path: str, target: str) -> bool:
    there = target in base.edges.targets(path, "sourced_from") or target in base.edges.targets(
        path, "sources"
    )
    return there or path in base.edges.targets(target, "claims_extracted")


def _finding(base: KnowledgeBase, note: Note, target: str, certain: bool) -> Finding:
    ends = (
        (note.path, "sourced_from", target),
        (target, "claims_extracted", note.path),
    )
    changes = tuple(append_reference(base, path, name, other) for path, name, other in ends)
    applicability = Applicability.SAFE if certain else Applicability.UNSAFE
    fix = Fix("link the two", changes, applicability)
    place = FieldPath((note.renamed.get("source", "source"),))
    return Finding(note.path, place, f"the text names {target}, which is not linked", "", fix)
