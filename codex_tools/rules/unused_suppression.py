from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity, Span
from codex_tools.rules._base import AfterRule, Case, Rule, nearest_rule
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
        Case(
            {"domains/a.md": claim("[[gone]] <!-- codex: ignore[rf001] -->\n")},
            ("domains/a.md:9:10",),
        ),
    )

    def check_after(
        self,
        scope: Scope,
        used: Collection[tuple[str, Span]],
        ran: Collection[Rule],
        rules: Sequence[Rule],
    ) -> Iterator[Finding]:
        """Yield each suppression that names no rule, or rules that ran, and silenced nothing."""
        for note in scope.examined():
            for comment in note.document.suppressions:
                unknown = [each for each in comment.selectors if not _meant(each, rules)]
                if unknown:
                    message = f"this comment names `{unknown[0]}`, which is no rule"
                    hint = nearest_rule(unknown[0], rules).removeprefix("; ")
                    yield Finding(note.path, comment.place, message, hint)
                elif (note.path, comment.place) not in used and all(
                    each in ran
                    for selector in comment.selectors or ("ALL",)
                    for each in _meant(selector, rules)
                ):
                    message = "this comment silences nothing"
                    yield Finding(note.path, comment.place, message, "take it out")


def _meant(selector: str, rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that have to run before a suppression counts as unused: the one that is
    named, or those of a group that run by default."""
    found = [rule for rule in rules if rule.answers_to(selector)]
    return [rule for rule in found if rule.default] or found
