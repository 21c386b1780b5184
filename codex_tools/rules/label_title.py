from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.names import words
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
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
    bundle of the Open Knowledge Format are labels by its nature, and are not asked about.
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

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose title, heading and name all have fewer than four words."""
        for note in scope.claims:
            if len(note.name) > LONGEST:
                continue
            texts = [note.title, note.name]
            texts += [note.document.heading.text] if note.document.heading else []
            if note.document.has_front_matter and all(_length(text) < FEWEST for text in texts):
                count = pluralise(max(map(_length, texts)), "word")
                message = f"the title has {count}; can it be true or false? {note.title!r}"
                yield Finding(note.path, None, message)


def _length(text: str) -> int:
    """The number of words, two letters making one where there are no blanks between them."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(words(text)) + unspaced // 2
