from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import (
    Append,
    Applicability,
    FieldPath,
    Finding,
    Fix,
    Link,
    Note,
    Severity,
)
from codex_tools.naming import words
from codex_tools.rule import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.writing_style import style_of, write_reference

_URL = re.compile(r"https?://[^\s<>\"'\])]+")
_PATH = re.compile(r"(?:\[\[)?([\w./-]+(?:/[\w.-]+)+|[\w.-]+\.md)(?:\]\])?")
_SHORTEST = 5
"""Words from which on a title is taken for a title wherever it stands."""


class UnlinkedSource(Rule):
    """The `source` text of a claim names an archived source that the claim does not link to.

    ## Why it matters
    The evidence is at hand, and neither a reader nor a program gets to it by a link.

    ## What to do
    Add it to `sourced_from`, and the claim to `claims_extracted` there; the fix does both. Only
    what is beyond doubt is reported: the path, the address or the whole title of one source. Run
    `codex link` for the rest.
    """

    code = "PV005"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(source="https://example.org/tides", sourced_from="[s]"),
                "inbox/archive/s.md": source(claims_extracted="[a]"),
            }
        ),
        Case({"domains/a.md": claim(), "inbox/archive/s.md": source()}),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(source="Ada (https://example.org/tides)"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="Ada (https://example.org/tides)",
                    sourced_from="\n  - inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source(claims_extracted="\n  - a"),
            },
        ),
        Case(
            {
                "domains/a.md": claim(source="Ada, 'How the moon moves seas', 2025"),
                "inbox/archive/s.md": source(title="How the Moon moves seas"),
            },
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="Ada, 'How the moon moves seas', 2025",
                    sourced_from="\n  - inbox/archive/s.md",
                ),
                "inbox/archive/s.md": source(
                    title="How the Moon moves seas", claims_extracted="\n  - a"
                ),
            },
        ),
        Case(
            {"domains/a.md": claim(source="archive/s.md"), "inbox/archive/s.md": source()},
            ("domains/a.md:6:9",),
            {
                "domains/a.md": claim(
                    source="archive/s.md", sourced_from="\n  - inbox/archive/s.md"
                ),
                "inbox/archive/s.md": source(claims_extracted="\n  - a"),
            },
        ),
    )

    def check(self, base: KnowledgeBase) -> Iterator[Finding]:
        """Yield each claim with an archived source in its `source` text and no link to it."""
        known = _index(base)
        for note in base.of_kind("claim"):
            text = note.fields.get("source")
            if isinstance(text, str) and text:
                for target, certain in _named(base, note, text, known):
                    if not _linked(base, note.path, target):
                        yield _finding(base, note, target, certain)


class _Known(NamedTuple):
    """The archived sources by address, and by the first three words of their titles."""

    pages: Mapping[str, list[str]]
    titles: Mapping[tuple[str, ...], list[tuple[list[str], str]]]


def _index(base: KnowledgeBase) -> _Known:
    known = _Known(defaultdict(list), defaultdict(list))
    for note in base.of_kind("source"):
        page, title = note.fields.get("url"), words(note.title)
        if isinstance(page, str) and _page(page):
            known.pages[_page(page)].append(note.path)
        if len(title) >= _SHORTEST:
            known.titles[tuple(title[:3])].append((title, note.path))
    return known


def _page(url: str) -> str:
    """An address below the front page of its site, in the form that is compared."""
    page = re.sub(r"^https?://(www\.)?|#.*$", "", url.strip()).rstrip("/.,;:")
    return page if "/" in page else ""


def _named(base: KnowledgeBase, note: Note, text: str, known: _Known) -> Iterator[tuple[str, bool]]:
    """Yield the sources that a text names, once each, and whether that is certain."""
    found: dict[str, bool] = {}
    for path in _PATH.findall(_URL.sub(" ", text)) if "/" in text or ".md" in text else ():
        link = Link("sourced_from", path, path, FieldPath(()))
        targets, _ = base.resolver.resolve(link, note.path, frozenset({"source"}))
        if len(targets) == 1 and targets[0] in base.notes:
            found[targets[0]] = base.notes[targets[0]].kind == "source"
    for url in _URL.findall(text):
        pages = known.pages.get(_page(url), []) if _page(url) else []
        found.update({page: True for page in pages if len(pages) == 1})
    for path in _titled(words(text), known):
        found.setdefault(path, False)
    return ((path, sure) for path, sure in found.items() if base.notes[path].kind == "source")


def _titled(text: list[str], known: _Known) -> list[str]:
    """The sources whose whole title stands in a text, where no other source has that title."""
    found = []
    for start in range(len(text)):
        near = known.titles.get(tuple(text[start : start + 3]), ())
        full = [path for title, path in near if text[start : start + len(title)] == title]
        found += full if len(full) == 1 else []
    return found


def _linked(base: KnowledgeBase, path: str, target: str) -> bool:
    there = target in base.targets(path, "sourced_from") or target in base.targets(path, "sources")
    return there or path in base.targets(target, "claims_extracted")


def _finding(base: KnowledgeBase, note: Note, target: str, certain: bool) -> Finding:
    ends = (
        (note.path, "sourced_from", target),
        (target, "claims_extracted", note.path),
    )
    changes = tuple(
        Append(path, name, write_reference(base, other, style_of(base, name, path)))
        for path, name, other in ends
    )
    applicability = Applicability.SAFE if certain else Applicability.UNSAFE
    fix = Fix("link the two", changes, applicability)
    place = FieldPath((note.renamed.get("source", "source"),))
    return Finding(note.path, place, f"the text names {target}, which is not linked", "", fix)
