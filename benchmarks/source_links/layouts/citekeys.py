"""Literature notes named by citation key, and notes that cite the keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from source_links.bases import Base, note
from source_links.forms import chance
from source_links.works import Work, archived, pairs, words

FORMS = {
    "@key": "@{0}",
    "[@key, p. 12]": "[@{0}, p. {1}]",
    "[[@key]]": "[[@{0}]]",
    "key": "{0}",
    "see @key for …": "see @{0} for the details",
}
SEVERAL = "[@key; @key]"


def keys_of(works: Iterable[Work]) -> dict[str, str]:
    """The citation keys: first author, year, first telling word, a letter where that is taken."""
    taken: Counter[str] = Counter()
    found = {}
    for work in works:
        family = "".join(words(work.authors[0].family)[:2])
        key = f"{family}{work.year}{(work.topic or ['untitled'])[0]}"
        found[work.key] = key + ("", *"bcdefgh")[taken[key]]
        taken[key] += 1
    return found


def make(works: Sequence[Work]) -> Base:
    """A base of half the works; all keys are cited, those of the other half lead nowhere."""
    base = Base("citekeys", "notes", "literature")
    keys = keys_of(works)
    for work in archived(works):
        base.archive(work, f"@{keys[work.key]}", literature(work, keys[work.key]))
    for form, pattern in FORMS.items():
        for work in works:
            text = pattern.format(keys[work.key], chance(work, form).randint(2, 300))
            base.claim(form, text, [work], {"source": text, "tags": ["evergreen"]})
    for pair in pairs(works):
        text = f"[{'; '.join(f'@{keys[one.key]}' for one in pair)}]"
        base.claim(SEVERAL, text, pair, {"source": text, "tags": ["evergreen"]})
    return base


def literature(work: Work, key: str) -> str:
    """A literature note as an importer of references writes it, with notes in own words."""
    fields = {
        "citekey": key,
        "title": work.title,
        "authors": [one.full for one in work.authors],
        "year": work.year,
        "container": work.container or work.publisher,
        "doi": work.doi,
        "tags": ["literature"],
    }
    return note(fields, f"## Notes\n\n{work.abstract}")
