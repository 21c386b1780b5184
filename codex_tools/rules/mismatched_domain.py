from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Finding, Fix, Note, Replace, Role, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim


class MismatchedDomain(Rule):
    """A claim names another domain than the folder it stands in.

    ## Why it matters
    Filters go by the field and people go by the folder; each misses what the other finds.

    ## What to do
    Move the file, or correct the field. Only folders named like a domain of the knowledge base
    are compared. The fix writes the name of the folder, which is a guess.
    """

    code = "SC012"
    subject = "claims"
    whole_base = True
    severity = Severity.INFO
    valid = (
        Case({"domains/tides/a.md": claim(), "domains/moons/b.md": claim(domain="moons")}),
        Case({"domains/drafts/a.md": claim(), "domains/tides/b.md": claim()}),
    )
    invalid = (
        Case(
            {
                "domains/moons/a.md": claim(),
                "domains/moons/b.md": claim(domain="moons"),
                "domains/tides/c.md": claim(),
            },
            ("domains/moons/a.md:3:9",),
            {"domains/moons/a.md": claim(domain="moons")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose domain is not its folder, where the folder is a domain."""
        fields = scope.base.fields
        differing = [
            (note, domain)
            for note in scope.claims
            if _folder(note)
            and (domain := fields.get(note, Meaning.DOMAIN))
            and domain.value != _folder(note)
        ]
        claims = scope.base.of_role(Role.CLAIM) if differing else ()
        domains = {fields.text(note, Meaning.DOMAIN) for note in claims}
        for note, domain in differing:
            if isinstance(domain.value, str) and _folder(note) in domains:
                yield _finding(note, domain, _folder(note))


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0].rpartition("/")[2]


def _finding(note: Note, domain: FieldValue, folder: str) -> Finding:
    change = Replace(note.path, domain.place, folder)
    fix = Fix(f"write `{folder}`", (change,), Applicability.UNSAFE)
    message = f"`{domain.name}` is `{domain.text}`, the folder `{folder}`"
    return Finding(note.path, domain.place, message, "", fix)
