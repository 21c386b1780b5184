from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import Finding, Severity, Span
from codex_tools.rule import AfterRule, Case, Rule
from codex_tools.rules._samples import claim


class UnusedSuppression(AfterRule):
    """A comment silences nothing.

    ## Why it matters
    It stays behind when the finding is repaired, and will silence the next one unseen.

    ## What to do
    Take the comment out, or correct the code in it.
    """

    code = "SU001"
    severity = Severity.WARNING
    valid = (
        Case(
            {"domains/a.md": claim("[[gone]] <!-- codex: ignore[RF001] still to be written -->\n")}
        ),
        Case({"domains/a.md": claim("<!-- codex: ignore[RF] -->\n[[gone]]\n")}),
        Case({"domains/a.md": claim("[[gone]]\n<!-- codex: ignore-file[dangling-wikilink] -->\n")}),
        Case({"domains/a.md": claim(supports="[gone] # codex: ignore[RF007] soon")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("Text. <!-- codex: ignore[RF001] -->\n")},
            ("domains/a.md:9:7",),
        ),
        Case(
            {"domains/a.md": claim("[[gone]]\n\n<!-- codex: ignore[RF001] -->\n")},
            ("domains/a.md:11:1",),
        ),
    )

    def check_after(
        self, base: KnowledgeBase, used: Collection[tuple[str, Span]], rules: Sequence[Rule]
    ) -> Iterator[Finding]:
        """Yield each suppression of rules that ran which silenced nothing."""
        for note in base.examined():
            for comment in note.document.suppressions:
                ran = all(
                    any(each in ("ALL", rule.name) or rule.code.startswith(each) for rule in rules)
                    for each in comment.selectors
                )
                if ran and (note.path, comment.place) not in used:
                    message = "this comment silences nothing"
                    yield Finding(note.path, comment.place, message, "take it out")
