from __future__ import annotations

from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import Append, Finding, Fix, Severity
from codex_tools.rule import Case, Rule
from codex_tools.rules._samples import claim
from codex_tools.writing_style import style_of, write_reference


class OneSidedChallenge(Rule):
    """A challenge stands at one of its two claims only.

    ## Why it matters
    Whoever reads the challenged claim should see that there is something against it.

    ## What to do
    Write `challenges` at the one and `challenged_by` at the other.
    """

    code = "ED006"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(challenges="[b]"),
                "domains/b.md": claim(challenged_by="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(challenges="[b]"), "domains/b.md": claim()},
            ("domains/a.md:8:14",),
            {"domains/b.md": claim(challenged_by="\n  - a")},
        ),
    )

    def check(self, base: KnowledgeBase) -> Iterator[Finding]:
        """Yield each challenge whose other end does not say it too."""
        for (path, relation), targets in base.typed.items():
            about = base.relations.by_name[relation]
            inverse = about.inverse
            if inverse and not about.provenance:
                for target, resolved in targets.items():
                    if target in base.notes and path not in base.targets(target, inverse):
                        entry = write_reference(base, path, style_of(base, inverse, target))
                        fix = Fix(f"add it to `{inverse}`", (Append(target, inverse, entry),))
                        message = f"{target} does not name this file in `{inverse}`"
                        yield Finding(path, resolved.link.place, message, "", fix)
