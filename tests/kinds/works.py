"""Tables of what a claim says of its source, and which of some archived works that is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bases import MakeBase, with_outcome
from kinds.table import archived, claim, run, write_base

_OTHERS = (
    ("Slipways of the western firths", "Greta Almond", "2018-02-01"),
    ("Bell buoys and their keepers", "Hugo Farrow", "2020"),
    ("How oyster beds recover", "Noor Vandal", "2021-09-12"),
    ("Fog signals before radio", "Pia Lindgren", "2019"),
    ("Rope walks of the old port", "Samuel Okoro", "2022-04-30"),
    ("Night soil and the estuary", "Yara Costa", "2017"),
    ("Pilots under contract", "Anton Weiss", "2023-03-05"),
    ("Sand as a commodity", "Lucia Moreno", "2016"),
    ("A census of cormorants", "Derek Holloway", "2015"),
    ("Ice in the inner basin", "Maja Kowal", "2014-12-24"),
)
"""Works that no claim is about, so that words and names are as rare as in a real base."""


@dataclass(frozen=True)
class Works:
    """What a claim says; the works that there are, as title, author and date; those it means.

    ``never`` are works that it does not mean; the others may be linked or not.
    """

    name: str
    says: str
    works: dict[str, tuple[str, str, str]]
    linked: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def probabilities(case: Works, make_base: MakeBase, says: str = "") -> dict[str, tuple[float, str]]:
    """The probability and the outcome of each work that ``codex link`` says anything of."""
    files = {
        "domains/coast/c.md": claim("# The piers are old\n", source=_quoted(says or case.says))
    }
    files |= dict(_files(case))
    root = write_base(make_base, files)
    answer = json.loads(run(root, "link", "--no-git", "--format", "json").stdout)
    found = with_outcome(answer, "write")
    names = (each["source"].removeprefix("inbox/archive/").removesuffix(".md") for each in found)
    values = ((each["probability"], each["outcome"]) for each in found)
    return dict(zip(names, values, strict=True))


def verify_works(case: Works, make_base: MakeBase) -> None:
    """Hold what is linked against what is meant."""
    found = probabilities(case, make_base)
    written = {name for name, (_, outcome) in found.items() if outcome == "write"}
    assert not written & case.never, found
    if case.linked:
        assert written == case.linked, found


def _files(case: Works) -> Iterator[tuple[str, str]]:
    others = {f"other-{number}": work for number, work in enumerate(_OTHERS)}
    for name, (title, author, date) in {**others, **case.works}.items():
        text = f"# {title}\n\nWhat {author} found out, page {len(title)}.\n"
        url = f"https://example.org/{name}"
        given = {"title": _quoted(title), "author": _quoted(author), "url": url, "date": date}
        yield f"inbox/archive/{name}.md", archived(text, **given)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
