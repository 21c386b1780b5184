from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.attribution import FIELD, contributors
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, FieldPath, Finding, Fix, Replace, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import broken_claim, claim, valid_claim

_HANDLE = r"@?\w[\w.-]*"
_AROUND = r"(?:https?://)?(?:www\.)?(?:x|twitter|github)\.com/|^[@\s]+(?=@)|[\s,;/]+$"


class MalformedHandle(Rule):
    """A handle in `attribution` is no handle: it has spaces, or is an address or a sentence.

    ## Why it matters
    Contributions are added up by handle. "Ada Sample", "ada" and an address are three people.

    ## What to do
    Write the handle alone, such as `ada` or `@ada`; the full name fits into `context`.
    """

    code = "AT003"
    fields = (FIELD,)
    severity = Severity.WARNING
    valid = (
        valid_claim(attribution="{extractor: [{handle: ada}], sourcer: ['@ben_2', c.d]}"),
        valid_claim(attribution="Ada Sample"),
    )
    invalid = (
        broken_claim("8:36", attribution="{extractor: [{handle: Ada Sample}]}"),
        Case(
            {"domains/a.md": claim(attribution="{sourcer: 'https://x.com/ada'}")},
            ("domains/a.md:8:24",),
            {"domains/a.md": claim(attribution="{sourcer: 'ada'}")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each handle that is not letters, digits, dots and lines with an `@` at most."""
        for note in scope.having(FIELD):
            for each in contributors(note.fields):
                if each.handle is not None and not re.fullmatch(_HANDLE, each.handle):
                    message = f"{each.handle!r} is no handle"
                    place = FieldPath(each.keys)
                    yield Finding(
                        note.path, place, message, "", _fix(note.path, place, each.handle)
                    )


def _fix(path: str, place: FieldPath, handle: str) -> Fix | None:
    """Take away what stands around the handle, where a handle is left."""
    bare = re.sub(_AROUND, "", handle.strip())
    if not re.fullmatch(_HANDLE, bare):
        return None
    return Fix(f"write `{bare}`", (Replace(path, place, bare),), Applicability.UNSAFE)
