from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, listed, quoted
from codex_tools.rules._samples import claim, source
from codex_tools.runtime.text import with_article


class WrongKind(Rule):
    """An edge leads to a document of the wrong kind.

    ## Why it matters
    A claim is supported by claims and comes from sources. Where the two are mixed, neither the
    argument nor the provenance can be followed.

    ## What to do
    Move the entry to the field that fits, such as `sourced_from` for a source.
    """

    code = "RF008"
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),
        Case(
            {"domains/a.md": claim(sourced_from="[inbox/archive/s.pdf]"), "inbox/archive/s.pdf": ""}
        ),
        Case({"notes/a.md": "---\nrelated: [b]\nsources: ['[[b]]']\n---\n", "notes/b.md": "B\n"}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(supports="[s]"), "inbox/archive/s.md": source()},
            ("domains/a.md:8:12",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each edge whose target is of a kind that the relation does not lead to."""
        relations = scope.base.relations
        origins = {row.name for row in relations.with_provenance(Provenance.FROM)}
        for resolved in scope.references:
            link = resolved.link
            allowed = relations.kinds(link.relation)
            target = scope.base.notes.get(resolved.target)
            if resolved.target in scope.base.others and link.relation in origins:
                continue  # what a claim was taken from may be a file of any type
            kind = target.kind if target else "file"
            if allowed and kind not in allowed and scope.base.has_kinds(allowed):
                what = with_article(kind) if kind else "a document of no kind"
                message = f"{field_of(link)} leads to {what}: {quoted(link)}"
                hint = f"`{link.relation}` leads to {with_article(listed(allowed))}"
                yield Finding(resolved.source, link.place, message, hint)
