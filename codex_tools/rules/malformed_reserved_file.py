from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import INDEX, LOG, VERSION_KEY
from codex_tools.base.okf.instants import parse_instant
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Heading, Note, Span
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, day_headings, reserved
from codex_tools.rules._samples import ROOT, concept
from codex_tools.rules.misused_reserved_name import holds_concept
from codex_tools.runtime import lazy_regex

_DATE = lazy_regex.compile(
    r"(?i:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\d{8}\b"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:\d{1,2}\D{1,4})?\d{4}\b)"
)
"""How a heading begins that is a date in any form."""


class MalformedReservedFile(BundleRule):
    """An `index.md` or a `log.md` of a bundle is not written as the format has it.

    ## Why it matters
    The bundle does not conform to the Open Knowledge Format. An `index.md` is a list and has no
    front matter, but for `okf_version` in the root of the bundle; the entries of a `log.md` stand
    below headings `## YYYY-MM-DD`. Programs that look for these find something else.

    ## What to do
    Take the front matter out, or move what it says to a concept; write the date as `2026-07-01`.
    """

    code = "OK003"
    valid = (
        Case({"index.md": ROOT, "a/index.md": "# Metric\n\n* [B](b.md)\n", "a/b.md": concept()}),
        Case(
            {"index.md": ROOT, "log.md": "---\ntype: Log\n---\n# Log\n\n## 2026-07-01\n\nText.\n"}
        ),
        Case({"index.md": ROOT, "log.md": "# Log\n\n## 2026-07-01: moved\n\n## How to read it\n"}),
    )
    invalid = (
        Case(
            {
                "index.md": '---\nokf_version: "0.2"\ntitle: All\n---\n* [A](a.md)\n',
                "a.md": concept(),
            },
            ("index.md:3:1",),
        ),
        Case(
            {
                "index.md": ROOT,
                "b/index.md": "---\ntype: List\n---\n* [A](a.md)\n",
                "b/a.md": concept(),
            },
            ("b/index.md:2:1",),
        ),
        Case(
            {
                "index.md": ROOT,
                "log.md": "# Log\n\n## July 1, 2026\n\n## 01/06/2026\n\n## 2026-13-01\n",
            },
            ("log.md:3:4", "log.md:5:4", "log.md:7:4"),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield the keys that an index has, and the headings of a log that are dates of a sort."""
        base = scope.base
        for note in reserved(scope, INDEX):
            if note.document.has_front_matter and not holds_concept(base, note):
                yield from _keys(base, note)
        for note in reserved(scope, LOG):
            for heading in day_headings(base, note):
                if _DATE.match(heading.text) and not is_day(heading):
                    place = Span(heading.start, heading.end)
                    message = f"the heading is no date of the form YYYY-MM-DD: {heading.text}"
                    yield Finding(note.path, place, message)


def _keys(base: KnowledgeBase, note: Note) -> Iterator[Finding]:
    is_root = note.path.removesuffix(INDEX).rstrip("/") in base.kinds.bundles
    others = [key for key in note.document.fields if not (is_root and key == VERSION_KEY)]
    if others:
        message = f"the front matter of a list has the key `{others[0]}`"
        hint = f"only `{VERSION_KEY}` may stand there, in the root of the bundle"
        yield Finding(note.path, FieldPath((others[0],), on_key=True), message, hint)


def is_day(heading: Heading) -> bool:
    """Tell whether a heading is a day, or begins with one."""
    return parse_instant(heading.text[:10]) is not None
