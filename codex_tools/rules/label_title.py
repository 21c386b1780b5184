from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import words
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.text import pluralise

_UNSPACED = lazy_regex.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
"""Letters of scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han."""

FEWEST = 4
LONGEST = 80
"""Letters from which on a name is taken for more than a label."""


class LabelTitle(Rule):
    """The title of a claim may be a label instead of a statement.

    ## Why it matters
    "Spring tides" can be neither true nor false. A claim whose title says what is claimed is
    understood wherever it is linked, without opening it.

    ## What to do
    Where it is a label, make it a sentence with a verb: "Spring tides follow the full moon". Titles
    of three words and less are asked about; some of them are statements ("Eels swim"). Titles in a
    bundle of the Open Knowledge Format are labels by its nature, and are not asked about. Nor are
    those of a base with a model of its own, unless four in five of its claims have more words.
    """

    code = "TI002"
    subject = "claims"
    severity = Severity.INFO
    foreign_to = frozenset({Model.OKF})
    valid = (
        Case({"domains/潮汐的高度主要取决于月球的距离.md": claim()}),
        Case({"domains/spring-tides-follow-the-full-moon.md": claim()}),
        Case({"domains/a.md": claim(title="Spring tides follow the full moon")}),
        Case({"domains/a.md": claim("# Spring tides follow the full moon\n")}),
    )
    invalid = (Case({"domains/spring-tides.md": claim()}, ("domains/spring-tides.md:1:1",)),)

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether the other claims say what is usual."""
        return base.kinds.model is Model.NONE

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose title, heading and name all have fewer than four words."""
        if scope.base.kinds.model is Model.NONE and not _is_usual(scope.base):
            return
        for note in scope.claims:
            texts = _texts(note)
            if note.document.has_front_matter and _are_labels(texts):
                count = pluralise(max(map(_length, texts)), "word")
                message = f"the title has {count}; can it be true or false? {note.title!r}"
                yield Finding(note.path, None, message)


def _texts(note: Note) -> list[str]:
    heading = note.document.heading
    return [note.title, note.name, *([heading.text] if heading else [])]


def _are_labels(texts: list[str]) -> bool:
    """Tell whether the title, the name and the heading of a note all have few words."""
    return len(texts[1]) <= LONGEST and all(_length(text) < FEWEST for text in texts)


def _is_usual(base: KnowledgeBase) -> bool:
    from codex_tools.rules._habit import is_habit  # for bases with a model of their own

    return is_habit(base, "titles that state", _is_statement)


def _is_statement(_: KnowledgeBase, note: Note) -> bool:
    return not _are_labels(_texts(note))


def _length(text: str) -> int:
    """The number of words, two letters making one where there are no blanks between them."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(words(text)) + unspaced // 2
