from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.attribution import FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Severity
from codex_tools.rules._attribution import known_roles
from codex_tools.rules._base import Rule
from codex_tools.rules._samples import broken_claim, valid_claim


class AttributionWithoutRole(Rule):
    """`attribution` names people without saying what they did.

    ## Why it matters
    Who found the source, who wrote the claim and who reviewed it are not the same credit. A bare
    name counts for none of them.

    ## What to do
    Write a mapping of roles: `extractor: [{handle: ada}]`. Off by default, because the short form
    is allowed.
    """

    code = "AT001"
    fields = (FIELD,)
    severity = Severity.INFO
    default = False
    valid = (
        valid_claim(),
        valid_claim(attribution="{extractor: ada}"),
        valid_claim(attribution="null"),
    )
    invalid = (
        broken_claim("8:14", attribution="ada"),
        broken_claim("8:14", attribution="[ada, ben]"),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each attribution that is a name or a list of names."""
        for note in scope.having(FIELD):
            given = note.fields.get(FIELD)
            if given and isinstance(given, str | list):
                roles = ", ".join(known_roles(scope.base, note))
                hint = f"the roles are {roles}" if roles else ""
                message = "the attribution names nobody's role"
                yield Finding(note.path, FieldPath((FIELD,)), message, hint)
