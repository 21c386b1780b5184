from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Polarity
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

_DOUBT = (
    r"(?i)challeng|limit|counter|caveat|objection|weakness|scope|tension|critici|critique|against"
    r"|uncertain|doubt|fail|open question|boundar|disput|refut|risk|wrong"
)


class UnchallengedConfidence(Rule):
    """A claim is held likely or proven, but nothing says what speaks against it.

    ## Why it matters
    Confidence is earned by looking for what would refute a claim. Where nobody wrote down what was
    found, it looks as if nobody looked.

    ## What to do
    Add a section on limits or counter-evidence, or name claims in `challenged_by`. Off by default:
    many bases do not ask for it.
    """

    code = "CL004"
    subject = "claims"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(confidence="experimental")}),
        Case({"domains/a.md": claim("## Limits\n\nNine ports only.\n")}),
        Case({"domains/a.md": claim(challenged_by="[The ports are all in bays.]")}),
        Case(
            {
                "domains/a.md": claim(),
                "domains/b.md": claim(confidence="speculative", challenges="[a]"),
            }
        ),
    )
    invalid = (Case({"domains/a.md": claim("# Tides\n\nSo.\n")}, ("domains/a.md:5:13",)),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each confident claim without a challenge and without a heading about one."""
        base = scope.base
        challenged = {each.target for each in base.edges.meaning(Polarity.ATTACKS)}
        for note in scope.claims:
            found = base.fields.get(note, Meaning.CONFIDENCE)
            sure = found and base.scale.is_high(found.value)
            if found and sure and note.path not in challenged and not _doubted(base, note):
                message = (
                    f"the claim is `{found.text}`, and no field or section says what is against it"
                )
                yield Finding(note.path, found.place, message)


def _doubted(base: KnowledgeBase, note: Note) -> bool:
    attacked = base.relations.with_polarity(Polarity.ATTACKED_BY)
    if any(note.fields.get(name) for row in attacked for name in row.fields):
        return True
    headings = (heading for heading in base.headings(note) if heading.level > 1)
    return any(re.search(_DOUBT, heading.text) for heading in headings)
