from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, FieldPath, Finding, Fix, Note, Replace, Severity
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
        differing = [
            note
            for note in scope.examined("claim")
            if _folder(note) and _domain(note) not in ("", _folder(note))
        ]
        domains = {_domain(note) for note in scope.base.of_kind("claim")} if differing else ()
        for note in differing:
            if _folder(note) in domains:
                yield _finding(note, _domain(note), _folder(note))


def _domain(note: Note) -> str:
    given = note.fields.get("domain")
    return given if isinstance(given, str) else ""


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0].rpartition("/")[2]


def _finding(note: Note, given: str, folder: str) -> Finding:
    place = FieldPath((note.renamed.get("domain", "domain"),))
    change = Replace(note.path, place, folder)
    fix = Fix(f"write `{folder}`", (change,), Applicability.UNSAFE)
    return Finding(note.path, place, f"the domain is `{given}`, the folder `{folder}`", "", fix)
