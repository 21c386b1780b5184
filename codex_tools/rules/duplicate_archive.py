from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.base.scope import Scope
from codex_tools.base.urls import constant_part, page_of
from codex_tools.model import FieldPath, Finding, Note, Role, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._bodies import body
from codex_tools.rules._few import few_examined
from codex_tools.rules._samples import source


class DuplicateArchive(Rule):
    """The same piece is archived in two files.

    ## Why it matters
    Each of the two gets some of the claims, so that neither shows all of them, and one piece of
    evidence counts as two.

    ## What to do
    Keep the one that more claims name, move the links of the other to it, and retire the other.
    """

    code = "PV006"
    subject = "sources"
    whole_base = True
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "inbox/archive/a.md": source(),
                "inbox/archive/b.md": source(url="https://example.org/moon"),
            }
        ),
        Case(
            {
                "inbox/archive/a.md": source(url="https://example.org/"),
                "inbox/archive/b.md": source(url="https://example.org", title="On moons"),
            }
        ),
        Case(
            {
                "inbox/archive/a.md": source(title="''"),
                "inbox/archive/b.md": source(title="''", url="https://example.org/moon"),
            }
        ),
        Case(
            {
                "inbox/archive/a.md": source(),
                "inbox/archive/b.md": source(url=None, date="2025-07-01"),
            }
        ),
        Case(
            {
                "inbox/archive/a.md": source("The moon."),
                "inbox/archive/b.md": source("The sun.", url="https://example.org/sun"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "inbox/archive/a.md": source("The moon."),
                "inbox/archive/b.md": source("The moon.", url="https://example.org/copy"),
            },
            ("inbox/archive/b.md:3:8",),
        ),
        Case(
            {
                "inbox/archive/a.md": source(),
                "inbox/archive/b.md": source(url="http://www.example.org/tides/", title="Tides!"),
            },
            ("inbox/archive/b.md:5:6",),
        ),
        Case(
            {
                "inbox/archive/a.md": source(),
                "inbox/archive/b.md": source(url=None, title="'On Tides'"),
            },
            ("inbox/archive/b.md:3:8",),
        ),
        Case(
            {
                "inbox/archive/x/a.md": source(),
                "inbox/archive/y/a.md": source(url="urn:isbn:1", title="On moons"),
            },
            ("inbox/archive/y/a.md:1:1",),
        ),
        Case(
            {
                "inbox/archive/a.md": source(title="On moons"),
                "inbox/archive/b.md": source(),
                "inbox/archive/c.md": source(url=None),
            },
            ("inbox/archive/b.md:5:6", "inbox/archive/c.md:3:8"),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each source that has the address, the title and author, or the name of another."""
        seen: dict[int, Note] = {}  # by hashes, which take little room
        for note in _candidates(scope):
            found = [
                Finding(note.path, place, f"{first.path} has {what}", "merge the two by hand")
                for key, place, what in _marks(scope.base, note)
                if (first := seen.setdefault(hash(key), note)) is not note
                and _are_same(scope.base, first, note, key, what)
            ]
            yield from found[:1]


def _candidates(scope: Scope) -> list[Note]:
    """The sources; where a few are examined, those that may have something in common with them."""
    sources, few = list(scope.base.of_role(Role.SOURCE)), few_examined(scope, Role.SOURCE)
    if few is None:
        return sources
    names, titles = {note.name for note in few}, {fold(note.title) for note in few}
    urls = (_page(scope.base.fields.get(note, Meaning.URL)) for note in few)
    pages = [constant_part(page) for page in urls if page]
    return [
        note
        for note in sources
        if note.name in names or fold(note.title) in titles or any(map(note.may_say, pages))
    ]


def _are_same(
    base: KnowledgeBase, first: Note, note: Note, key: tuple[str, ...], what: str
) -> bool:
    if not any(key == other for other, _, _ in _marks(base, first)):
        return False
    return what != _TITLE or _are_one_work(base, first, note)


_TITLE = "the same title and author"
_Mark = tuple[tuple[str, ...], FieldPath | None, str]


def _marks(base: KnowledgeBase, note: Note) -> Iterator[_Mark]:
    """What tells one piece from another, and where it stands."""
    url = base.fields.get(note, Meaning.URL)
    if url and (page := _page(url)):
        yield ("page", page), url.place, "the same URL"
    title = base.fields.get(note, Meaning.TITLE)
    author = base.fields.text(note, Meaning.AUTHOR)
    if author and title and (words := fold(title.text)):
        yield ("title", words, fold(author)), title.place, _TITLE
    yield ("name", note.name), None, "the same file name"


def _page(url: FieldValue | None) -> str:
    return page_of(url.text) if url and url.text.startswith("http") else ""


def _are_one_work(base: KnowledgeBase, one: Note, other: Note) -> bool:
    """Tell whether two pieces of one title and author are copies, and no parts of a series.

    Parts of a series have their own dates, or their own addresses with other texts.
    """
    from codex_tools.linking.reading.copies import same_work
    from codex_tools.linking.reading.records import source_record

    days = [base.fields.text(note, Meaning.DATE) for note in (one, other)]
    if all(days) and days[0] != days[1]:
        return False
    records = (
        source_record(note.path, note.fields, partial(body, base, note)) for note in (one, other)
    )
    return same_work(*records)
