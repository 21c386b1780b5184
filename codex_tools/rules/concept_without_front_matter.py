from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, sure_concepts
from codex_tools.rules._samples import ROOT, concept

_MADE = concept("generated: {by: agent/1}\n")


class ConceptWithoutFrontMatter(BundleRule):
    """A concept of a bundle has no front matter.

    ## Why it matters
    The bundle does not conform to the Open Knowledge Format: every Markdown file in it besides
    `index.md` and `log.md` begins with a front matter that can be read. A program that reads the
    bundle finds no type, and leaves the file out. One that is there and cannot be read has rules of
    its own, such as `invalid-yaml`.

    ## What to do
    Begin the file with a line `---`, a `type:`, and another line `---`. A file that is no concept,
    such as a README, stands outside of the bundle, or fits `exclude`. Where no list declares the
    bundle by `okf_version`, only files beside concepts are looked at.
    """

    code = "OK001"
    valid = (
        Case({"index.md": ROOT, "a.md": concept(), "log.md": "# Log\n"}),
        Case({"index.md": ROOT, "a.md": "\n---\ntype: Metric\n---\n"}),
        Case({"README.md": "# About\n", "bundle/index.md": ROOT, "bundle/a.md": concept()}),
        Case({"index.md": "# No bundle\n", "a.md": "# A\n"}),
        Case({"README.md": "# About\n", "x/a.md": _MADE, "x/b.md": _MADE}),
    )
    invalid = (
        Case({"index.md": ROOT, "tables/a.md": "# Orders\n"}, ("tables/a.md:1:1",)),
        Case({"x/a.md": _MADE, "x/b.md": _MADE, "x/c.md": "# C\n"}, ("x/c.md:1:1",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each concept without a front matter, at whatever place."""
        for note in sure_concepts(scope):
            misplaced = any(p.kind == "misplaced-front-matter" for p in note.document.problems)
            if not (note.document.has_front_matter or misplaced):
                hint = "a concept begins with a front matter that says at least its `type`"
                yield Finding(note.path, None, "the concept has no front matter", hint)
