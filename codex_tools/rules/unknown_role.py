from __future__ import annotations

from collections.abc import Iterator, Mapping

from codex_tools.base.attribution import FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._attribution import known_roles
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import broken_claim, claim, valid_claim
from codex_tools.runtime.text import closest


class UnknownRole(Rule):
    """`attribution` gives a role that the schema does not know.

    ## Why it matters
    Credit is counted by role. A role that nobody knows counts for nobody.

    ## What to do
    Take one of the roles that the message lists, or add yours to the schema of your base. The fix
    writes the nearest one, which is a guess.
    """

    code = "AT002"
    fields = (FIELD,)
    severity = Severity.WARNING
    valid = (valid_claim(attribution="{extractor: ada}"), valid_claim(attribution="ada"))
    invalid = (
        broken_claim("8:15", attribution="{author: ada}"),
        Case(
            {"domains/a.md": claim(attribution="\n  extracter:\n    - handle: ada")},
            ("domains/a.md:9:3",),
            {"domains/a.md": claim(attribution="\n  extractor:\n    - handle: ada")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each key of an attribution that is none of the roles of the schema."""
        for note in scope.having(FIELD):
            given = note.fields.get(FIELD)
            if isinstance(given, Mapping):
                roles = known_roles(scope.base, note)
                for role in given if roles else ():
                    if role not in roles:
                        yield _finding(note.path, str(role), roles)


def _finding(path: str, role: str, roles: list[str]) -> Finding:
    place = FieldPath((FIELD, role), on_key=True)
    close = closest(role, roles, 0.7)
    fix = None
    if close:
        change = Replace(path, place, close)
        fix = Fix(f"rename it to `{close}`", (change,), Applicability.UNSAFE)
    hint = "the roles are " + ", ".join(roles)
    return Finding(path, place, f"no role is called `{role}`", hint, fix)
