from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.base.violations import place_of
from codex_tools.model import Finding
from codex_tools.rules._base import Rule
from codex_tools.rules._registry import listed_rules
from codex_tools.rules._samples import valid_claim


class SchemaViolation(Rule):
    """A front matter breaks its schema in a way that no rule of its own describes.

    ## Why it matters
    Schemas of your own may use every keyword of JSON Schema, such as `maximum` or `uniqueItems`.

    ## What to do
    See the message, which is that of the JSON Schema validator.
    """

    code = "SC009"
    subject = "invalid"
    needs_schemas = True
    valid = (valid_claim(),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each violation of a keyword that no other rule reports."""
        reported = {word for rule in listed_rules() for word in rule.keywords}
        for note in scope.invalid:
            for violation in scope.base.violations.of(note):
                if violation.keyword not in reported:
                    place = place_of(note, violation)
                    yield Finding(note.path, place, violation.message, violation.hint)
