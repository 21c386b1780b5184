"""Plain notes: the library holds a file a work, called by its title; notes name titles in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from source_links.bases import Base, note
from source_links.forms import Form, chance, head
from source_links.works import Work, archived

FORMS = {
    "[[Title]]": "Source: [[{name}]]",
    "[[Title|author]]": "Sources:\n- [[{name}|{who}]]",
    "link to the file": "Source: [{who}](../Library/{address}.md)",
    "“Title” by author": "Source: “{title}” by {who}",
    "author, short title": "## Sources\n\n- {who}, {short}",
}
_UNSAFE = re.compile(r"[\\/:?*\"<>|#^\[\]“”]")


def first(work: Work) -> str:
    """The first author."""
    return work.authors[0].full


SHORT = Form(("{first}, {head}",), (first, head))


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; the notes name all of them."""
    base = Base("plain notes", "Notes", "Library")
    have = archived(works)
    for work in have:
        base.archive(work, name_of(work), item(work))
    for form, pattern in FORMS.items():
        for work in works:
            alike = SHORT.alike(work, have) if form == "author, short title" else ()
            cited = pattern.format(**_named(work))
            base.claim(form, cited, [work], {"tags": ["note"]}, "{body}\n\n{cited}", alike)
    return base


def name_of(work: Work) -> str:
    """The title as a file name."""
    return " ".join(_UNSAFE.sub(" ", work.title).split())


def _named(work: Work) -> dict[str, str]:
    name = name_of(work)
    return {
        "name": name,
        "address": quote(name),
        "title": work.title,
        "who": first(work),
        "short": head(work),
    }


def item(work: Work) -> str:
    """A note on a work, with who wrote it in the front matter or in the text."""
    people = ", ".join(one.full for one in work.authors)
    if chance(work, "item").random() < 0.5:
        return note({"author": people, "year": work.year}, work.abstract)
    return note({}, f"By {people}, {work.year}.\n\n{work.abstract}")
