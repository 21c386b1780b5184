from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE
from codex_tools.base.okf.families import text_of
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Note
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, sure_concepts
from codex_tools.rules._samples import ROOT, concept


class ConceptWithoutType(BundleRule):
    """A concept of a bundle does not say its type.

    ## Why it matters
    The bundle does not conform to the Open Knowledge Format: `type` is the one key that every
    concept has, and what programs choose and show concepts by.

    ## What to do
    Write a `type:`. Any short text will do, such as `Metric` or `Playbook`: types are registered
    nowhere.
    """

    code = "OK002"
    valid = (
        Case({"index.md": ROOT, "a.md": concept(), "b.md": "# No front matter\n"}),
        Case({"index.md": ROOT, "a.md": "---\ntype: [\n---\n"}),
    )
    invalid = (
        Case({"index.md": ROOT, "a.md": "---\ntitle: Orders\n---\n"}, ("a.md:2:1",)),
        Case({"index.md": ROOT, "a.md": "---\ntitle: A\ntype: ''\n---\n"}, ("a.md:3:7",)),
        Case({"index.md": ROOT, "a.md": "---\ntype: [Metric, Table]\n---\n"}, ("a.md:2:7",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each concept whose front matter can be read and has no type."""
        for note in sure_concepts(scope):
            given = note.document.fields.get(TYPE)
            if _was_read(note) and not text_of(given):
                words = "has no `type`" if given in (None, "") else "has a `type` that is no text"
                place = FieldPath((TYPE,) if TYPE in note.document.fields else ())
                yield Finding(note.path, place, f"the concept {words}")


_UNREAD = frozenset({"alias-bomb", "invalid-yaml", "not-a-mapping", "unclosed-front-matter"})
"""The problems of a front matter that leave nothing of it."""


def _was_read(note: Note) -> bool:
    return note.document.has_front_matter and all(
        problem.kind not in _UNREAD for problem in note.document.problems
    )
