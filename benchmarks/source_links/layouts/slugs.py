"""Raw texts that nobody touches, without front matter, and a wiki whose pages list them by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from source_links.bases import Base, note
from source_links.works import Work, archived, slug

FORMS = {
    "raw/folder/date-slug": "raw/{field}/{date}-{slug}",
    "path with .md": "raw/{field}/{date}-{slug}.md",
    "date-slug": "{date}-{slug}",
    "slug without date": "{slug}",
    "slug.md without date": "{slug}.md",
    "[[slug without date]]": "[[{slug}]]",
}
PAGE = "# {title}\n\n{body}\n\n## See also\n\nOther pages."


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; the wiki names all of them."""
    base = Base("raw and wiki", "wiki", "raw")
    names = _names(works)
    for work in archived(works):
        base.archive(work, "{field}/{date}-{slug}".format(**names[work.key]), raw(work))
    for form, pattern in FORMS.items():
        for work in works:
            text = pattern.format(**names[work.key])
            fields = {"sources": [text], "updated": "2026-02-11"}
            base.claim(form, text, [work], fields, PAGE)
    return base


def _names(works: Sequence[Work]) -> dict[str, dict[str, str]]:
    """The parts of each work's path; no two slugs are the same."""
    taken: Counter[str] = Counter()
    found = {}
    for work in works:
        name = slug(work.title)
        taken[name] += 1
        tail = f"-{taken[name]}" if taken[name] > 1 else ""
        found[work.key] = {"field": work.field, "date": work.date, "slug": name + tail}
    return found


def raw(work: Work) -> str:
    """A text as it was clipped: a heading, a line on who wrote it, paragraphs."""
    people = ", ".join(one.full for one in work.authors)
    return note({}, f"# {work.title}\n\nBy {people}\n\n{work.abstract}")
