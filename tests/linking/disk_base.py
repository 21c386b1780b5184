"""A made-up knowledge base on disk, with as many linked claims as one wants."""

from __future__ import annotations

import itertools

from codex_tools.rules._samples import claim, source

_FIRST = ("Slow", "Wide", "Old", "Cold", "Bright", "Hidden", "Broken", "Silent")
_SECOND = ("harbours", "glaciers", "orchards", "tramways", "lighthouses", "quarries", "mills")
_PEOPLE = ("Ada Quillfeather", "Tomas Berrigold", "Ines Marrowfen", "Oskar Thistledown")


def many(count: int, linked: bool = True) -> dict[str, str]:
    """Files of a base with this many claims, each with a source of its own that it names."""
    files = {}
    names = itertools.islice(itertools.product(_FIRST, _SECOND), count)
    for number, (first, second) in enumerate(names):
        title = f"{first} {second} and their keepers"
        author = _PEOPLE[number % len(_PEOPLE)]
        date = f"20{10 + number % 15}-0{1 + number % 9}-11"
        stem = f"{date}-{first}-{second}".lower()
        path = f"inbox/archive/{stem}.md"
        files[path] = source(
            f"# {title}\n\nThe {second} cost {1371 + 97 * number} crowns a year.\n",
            title=title,
            author=author,
            url=f"https://example.org/{stem}",
            date=date,
        )
        more = {"sourced_from": path} if linked else {}
        files[f"domains/{first}-{second}-are-costly.md".lower()] = claim(
            f"They cost {1371 + 97 * number} crowns.",
            source=f"{author}, '{title}' ({date[:4]})",
            created="2026-02-01",
            **more,
        )
    return files
