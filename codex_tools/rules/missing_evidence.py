from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body
from codex_tools.rules._samples import claim, source
from codex_tools.runtime import lazy_regex

_WEB = lazy_regex.compile(r"https?://|\bdoi:|\barxiv:")
BACKS = frozenset({"claims_extracted", "supports", "enriches"})
FIELDS = ("source", "sourced_from", "sources", "depends_on", "cross_references", "supported_by")


class MissingEvidence(Rule):
    """A claim names no evidence: neither a source in words nor a link to one nor an address.

    ## Why it matters
    Nobody can find out whether it is true, and nobody can say whom it rests on.

    ## What to do
    Say in `source` whose evidence it is, and link the archived piece in `sourced_from`.
    """

    code = "CL003"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim()}),
        Case({"domains/a.md": claim("See https://example.org/tides.\n", source=None)}),
        Case(
            {
                "domains/a.md": claim(source=None),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
    )
    invalid = (
        Case({"domains/a.md": claim("Because.\n", source=None)}, ("domains/a.md:1:1",)),
        Case({"domains/a.md": claim("Because.\n", source="''")}, ("domains/a.md:1:1",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim with nothing in its fields, its links or its text to rest on."""
        bare = [note for note in scope.examined("claim") if not _given(note)]
        backed = _backed(scope.base, {note.path for note in bare}) if bare else set()
        for note in bare:
            if note.path not in backed and not _names_address(body(scope.base, note)):
                message = "the claim names no source and links to none"
                yield Finding(note.path, None, message, "add `source` or `sourced_from`")


def _names_address(text: str) -> bool:
    """Tell whether an address of the web stands there. To look for the colons first is faster."""
    return ":" in text and _WEB.search(text.lower()) is not None


def _given(note: Note) -> bool:
    fields = note.fields
    return bool(fields.get("source")) or not fields or any(fields.get(name) for name in FIELDS)


def _backed(base: KnowledgeBase, paths: set[str]) -> set[str]:
    """Those of the notes that link to a source, that a source names, or that a claim supports."""
    found: set[str] = set()
    for path, name in base.links.pairs():
        if path in paths and (target := base.notes.get(name)) and target.kind == "source":
            found.add(path)
    backs = (link.target for link in base.links.fields.resolved if link.link.relation in BACKS)
    return found | paths.intersection(backs)
