"""What a rule is. Each module in :mod:`codex_tools.rules` holds one subclass."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.base.violations import place_of
from codex_tools.model import Finding, Fix, Note, Severity, Span
from codex_tools.runtime.text import did_you_mean
from codex_tools.schema import Violation


class Case(NamedTuple):
    """A small knowledge base that shows a rule at work: test and example at once.

    ``files`` maps paths to texts. ``finds`` are the expected places as ``path:line:column``.
    ``fixed`` maps the paths that the rule's fix changes to their texts afterwards.
    """

    files: Mapping[str, str]
    finds: tuple[str, ...] = ()
    fixed: Mapping[str, str] = {}

    def shown(self) -> Mapping[str, str]:
        """Return the files as people may see them: not too long, and without odd characters."""
        return {path: _shown(text) for path, text in self.files.items()}


MOST_SHOWN = 1_500


def _shown(text: str) -> str:
    text = text if len(text) < MOST_SHOWN else f"{text[:MOST_SHOWN]}…\n"
    text = text.encode("utf-8", "replace").decode().replace("\0", "\\0")
    return text.replace("\r", "").replace("\ufeff", "")


ANYTHING = "anything"
"""The subject of a rule that looks at more than one property of a scope gives."""


class Facts:
    """What is to be known of a rule before it runs: which runs use it, and what it takes.

    ``default`` tells whether the rule runs unselected. The facts of all rules stand in
    ``rules/_table.py`` too, which ``docs/generate.py`` writes.
    """

    code: str
    severity: Severity = Severity.ERROR
    default: bool = True
    needs_history: bool = False
    """Whether it asks git for the history of the knowledge base."""

    whole_base: bool = False
    """Whether what it finds in a note may change by notes that neither name it nor are named by it.
    What a finding of any rule proposes may."""

    beside: bool = False
    """Whether what it finds in a note rests on that note alone, and on those that name it or are
    named by it in a front matter: it is known as long as these are the same."""

    foreign_to: frozenset[Model] = frozenset()
    """The models whose notes are no worse for what it reports; it does not run there."""

    needs_schemas: bool = False
    """Whether it validates front matter: such rules run in one process, which loads what it takes.
    """

    subject: str = ANYTHING
    """All that it looks at, as a property of :class:`Scope` that gives that; of ``problems``, those
    of its own name. It is not even loaded where there is nothing of that."""

    fields: tuple[str, ...] = ()
    """Where it looks only at notes that have one of these fields: the fields."""

    keywords: frozenset[str] = frozenset()
    """The keywords of JSON Schema whose violations it reports, and no other rule."""

    runs_after: bool = False
    """Whether it looks at what the others found, and runs when they have."""

    @cached_property
    def name(self) -> str:
        """The rule's name, which is that of its module: ``dangling-wikilink``."""
        return type(self).__module__.rsplit(".", 1)[-1].replace("_", "-")

    def has_subject(self, scope: Scope) -> bool:
        """Tell whether there is anything that it looks at."""
        if self.fields and next(scope.having(*self.fields), None) is None:
            return False
        if self.subject == ANYTHING:
            return True
        found = getattr(scope, self.subject)
        return self.name in found if self.subject == "problems" else bool(found)

    def answers_to(self, selector: str) -> bool:
        """Tell whether a code, a prefix of codes, a name or ``ALL`` means this rule too."""
        return selector in ("ALL", self.name) or self.code.startswith(selector)


class Rule(Facts):
    """A check with a code that never changes.

    The subclass's docstring is the rule's page: a line that says what is wrong, then the sections
    *Why it matters* and *What to do*.
    """

    valid: ClassVar[tuple[Case, ...]] = ()
    invalid: ClassVar[tuple[Case, ...]] = ()

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether ``whole_base`` holds in a knowledge base."""
        return self.whole_base

    @property
    def page(self) -> str:
        """The rule's page in Markdown: what is wrong, then sections."""
        from codex_tools.runtime.docstrings import docstring

        return docstring(type(self)) or self.name

    @property
    def summary(self) -> str:
        """The sentence that says what is wrong."""
        return self.page.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """The sections of the page, which say why it matters and what to do."""
        return self.page.partition("\n")[2].strip()

    @property
    def fixable(self) -> bool:
        """Whether there is a fix, which a case shows."""
        return any(case.fixed for case in self.invalid)

    @property
    def facts(self) -> str:
        """A line of facts: ``error, on by default, can be fixed``."""
        on = "on by default" if self.default else "off unless selected"
        return f"{self.severity.label}, {on}{', can be fixed' if self.fixable else ''}"

    def section(self, title: str) -> str:
        """Return the text of a section of the page on one line; empty where there is none."""
        text = self.page.partition(f"## {title}\n")[2].partition("\n## ")[0]
        return " ".join(text.split())

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield what is wrong in the knowledge base."""
        raise NotImplementedError


def nearest_rule(selector: str, rules: Iterable[Facts]) -> str:
    """Return a hint that names the rule or the group most like a selector, or the empty string."""
    codes = [name for rule in rules for name in (rule.code, rule.code[:2], rule.name)]
    upper = selector.upper()
    return did_you_mean(upper if upper in codes else selector, codes) or did_you_mean(upper, codes)


class ProblemRule(Rule):
    """A rule that reports the problems of its own name that reading the files came upon.

    ``on_disk`` says that no text shows the problem: it lies in the file system.
    """

    subject = "problems"
    on_disk: ClassVar[bool] = False

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield a finding for each problem whose kind is the rule's name."""
        for path, problem in scope.problems.get(self.name, ()):
            yield Finding(path, problem.place, problem.message, problem.hint)


class ViolationRule(Rule):
    """A rule that reports the schema violations of some of JSON Schema's keywords."""

    needs_schemas = True
    subject = "invalid"

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield a finding for each violation of ``keywords``."""
        for note in scope.invalid:
            for violation in scope.base.violations.of(note):
                if violation.keyword in self.keywords:
                    fix = self.fix(scope.base, note, violation)
                    place = place_of(note, violation)
                    yield Finding(note.path, place, violation.message, violation.hint, fix)

    def fix(self, base: KnowledgeBase, note: Note, violation: Violation) -> Fix | None:
        """Return a repair of the violation; rules that have one say so here."""
        return None


class AfterRule(Rule):
    """A rule about the check itself, which runs when the others have."""

    runs_after = True

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield nothing: see :meth:`check_after`."""
        return iter(())

    def check_after(
        self,
        scope: Scope,
        used: Collection[tuple[str, Span]],
        ran: Collection[Rule],
        rules: Sequence[Rule],
    ) -> Iterator[Finding]:
        """Yield what is wrong with the suppressions.

        ``used`` are the path and place of those that silenced something, ``rules`` all that there
        are, and ``ran`` those of them that ran.
        """
        raise NotImplementedError
