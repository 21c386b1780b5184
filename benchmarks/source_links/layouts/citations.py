"""Claims and archived sources: each work is cited once in every style and form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from source_links.bases import Base, note
from source_links.forms import FORMS, chance, with_slips
from source_links.styles import STYLES, UNTITLED, cited
from source_links.works import Work, archived, number_of, pairs, slug

MOST_AUTHORS = 6
SLIPS = "APA with three slips"
DOI = "DOI"
TWO = "two works"
JOINTS = ("; ", "; ", " and ", ", ")


def make(works: Sequence[Work]) -> Base:
    """A base of half the works, with claims that cite all of them."""
    base = Base("citations", "claims", "sources")
    have = archived(works)
    for work in have:
        base.archive(work, _name(work), source(work))
    for form, texts in _cited(works):
        for work in works:
            if texts.get(work.key):
                alike = FORMS[form].alike(work, have) if form in FORMS else ()
                base.claim(
                    form, texts[work.key], [work], _fields(work, texts[work.key]), alike=alike
                )
    short = FORMS["author, year, cut title"]
    for pair in pairs(works):
        text = JOINTS[number_of(pair[0].key) % len(JOINTS)].join(map(short, pair))
        alike = [other for one in pair for other in short.alike(one, have)]
        base.claim(TWO, text, pair, _fields(pair[0], text), alike=alike)
    return base


def source(work: Work) -> str:
    """The archived source: the bibliographic data in the front matter, then the abstract."""
    names = [one.full for one in work.authors]
    people = names if len(names) <= MOST_AUTHORS else [*names[:MOST_AUTHORS], "et al."]
    fields = {
        "type": "source",
        "title": work.title,
        "author": people if chance(work, "listed").random() < 0.3 else ", ".join(people),
        "url": f"https://doi.org/{work.doi}" if work.doi else "",
        "date": str(work.year),
        "publisher": work.container or work.publisher,
        "domain": work.field,
        "status": "unprocessed",
    }
    return note(fields, f"# {work.title}\n\n{work.abstract}")


def _name(work: Work) -> str:
    name = slug(f"{work.authors[0].family} {work.title}", 6)
    return f"{work.field}/{work.year}-{name}-{number_of(work.key) % 1000:03}"


def _cited(works: Sequence[Work]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, style in {**STYLES, **UNTITLED}.items():
        texts = cited(works, style)
        yield name, texts
        if name == "APA":
            yield SLIPS, {key: with_slips(text, key) for key, text in texts.items()}
    for name, form in FORMS.items():
        yield name, {work.key: form(work) for work in works}
    yield DOI, {work.key: f"https://doi.org/{work.doi}" for work in works if work.doi}


def _fields(work: Work, cited: str) -> Mapping[str, object]:
    return {
        "type": "claim",
        "domain": work.field,
        "confidence": "likely",
        "source": cited,
        "created": "2026-01-15",
    }
