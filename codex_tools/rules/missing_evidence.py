from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_fields
from codex_tools.base.relations import Polarity, RelationType
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body
from codex_tools.rules._evidence import held_up, linking_to_sources, says
from codex_tools.rules._samples import claim, source
from codex_tools.runtime import lazy_regex

_WEB = lazy_regex.compile(r"https?://|\bdoi:|\barxiv:")


class MissingEvidence(Rule):
    """A claim names no evidence: neither a source in words nor a link to one nor an address.

    ## Why it matters
    Nobody can find out whether it is true, and nobody can say whom it rests on.

    ## What to do
    Say in `source` whose evidence it is, and link the archived piece in `sourced_from`.
    """

    code = "CL003"
    subject = "claims"
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
        base = scope.base
        carrying = _carrying(base)
        bare = [note for note in scope.claims if not _given(base, note, carrying)]
        backed = linking_to_sources(base) | held_up(base) if bare else set()
        for note in bare:
            if note.path not in backed and not _names_address(body(base, note)):
                named = _named(base, carrying)
                what = f"none of {named} is" if "," in named else f"{named} is not"
                message = f"no evidence: {what} filled"
                yield Finding(note.path, None, message, "name a source, or link one")


def _carrying(base: KnowledgeBase) -> list[RelationType]:
    """The relations in which a claim names what it rests on."""
    backed = base.relations.with_polarity(Polarity.BACKED_BY)
    return [row for row in base.relations if row.carries or row in backed]


def _named(base: KnowledgeBase, carrying: list[RelationType]) -> str:
    """The fields for evidence that the base has, for a message."""
    texts = base.fields.names[Meaning.SOURCE_TEXT]
    used = [row for row in carrying if base.edges.of(row.name)]
    rows = [row.name for row in (provenance_fields(base).forward, *used) if row]
    in_words = [name for name in texts if next(base.having(name), None)] or texts[: not rows]
    return ", ".join(f"`{name}`" for name in dict.fromkeys((*in_words, *rows)))


def _names_address(text: str) -> bool:
    """Tell whether an address of the web stands there. To look for the colons first is faster."""
    return ":" in text and _WEB.search(text.lower()) is not None


def _given(base: KnowledgeBase, note: Note, carrying: list[RelationType]) -> bool:
    if not note.fields or base.fields.get(note, Meaning.SOURCE_TEXT):
        return True
    return says(note, carrying)
