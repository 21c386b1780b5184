"""What the text of a source says of the work above all else counts as its front matter does."""

from __future__ import annotations

import pytest
from linking_base import SOURCES

from codex_tools.linking.matching.matcher import match
from codex_tools.linking.reading.properties import properties_in
from codex_tools.linking.reading.records import ClaimRecord, source_record

HIGHLIGHTS = """# Salt and smoke

![cover](https://img.example.org/1.png)

## Metadata
- Author: [[Odd Fenn]], [[Mira Tallow]]
- Full Title: Salt and smoke: a history
- Category: #articles
- Summary: It says this: salt was dear.
- URL: https://example.org/salt

## Highlights
- Author: nobody else
"""
CALLOUT = """> [!Cite]
> Fenn, O., & Tallow, M. (2018). Salt and smoke. *Land*, 60(1). https://doi.org/10.1234/salt

>[!md]
>**FirstAuthor**:: Fenn, Odd
>**Author**:: Tallow, Mira
>**Title**:: Salt and smoke
>**Year**:: 2018
>**Citekey**:: fenn2018salt
"""
TABLE = """>[!infobox]+
> ![[logo.png]]
> ###### **Bibliography**
>  |  |
> ---|---|
> Author(s): | Odd Fenn |
> Publication Date: | 2018 |
> DOI: | 10.1234/salt |
"""


def found_in(body: str) -> dict[str, str]:
    return {name: value for (_, name), value in properties_in(body).items()}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            HIGHLIGHTS,
            {
                "author": "Odd Fenn; Mira Tallow",
                "title": "Salt and smoke: a history",
                "url": "https://example.org/salt",
            },
        ),
        (
            CALLOUT,
            {
                "author": "Fenn, Odd; Tallow, Mira",
                "title": "Salt and smoke",
                "year": "2018",
                "citekey": "fenn2018salt",
                "url": "https://doi.org/10.1234/salt",
            },
        ),
        (TABLE, {"author": "Odd Fenn", "date": "2018", "doi": "10.1234/salt"}),
        ("# T\n\n*by Odd Fenn (2018)*\n\nText.\n", {"author": "Odd Fenn", "year": "2018"}),
        ("# T\n\n**Autor**: Odd Fenn\n**Jahr**: 2018\n", {"author": "Odd Fenn", "year": "2018"}),
        (
            "| Title | Salt |\n| Link | <https://a.org/b> |\n",
            {"title": "Salt", "url": "https://a.org/b"},
        ),
    ],
)
def test_properties_above_a_text_are_read(body: str, found: dict[str, str]) -> None:
    assert found_in(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "# T\n\nAuthor: I saw it rain: so it goes.\n\nText.\n",
        "# T\n\nBy the river we sat.\n",
        "One.\nTwo.\nThree.\nFour.\nAuthor: Odd Fenn\nYear: 2018\n",
        "Text.\n\nLink: see below\nName: Odd Fenn\nKey: a\n",
        "",
    ],
)
def test_what_only_looks_like_properties_is_none(body: str) -> None:
    assert found_in(body) == {}


def test_a_front_matter_wins_over_the_text() -> None:
    record = source_record("a.md", {"title": "Salt", "year": 2017}, CALLOUT)
    assert (record.title, record.date) == ("Salt", "2017")
    assert record.author == "Fenn, Odd; Tallow, Mira"


def test_a_text_is_not_read_for_what_a_front_matter_says() -> None:
    def unread() -> str:
        raise AssertionError

    source_record("a.md", {"title": "Salt", "author": "Odd Fenn", "url": "https://a.org"}, unread)


@pytest.mark.parametrize(
    ("cited", "body"),
    [
        ("https://example.org/salt", HIGHLIGHTS),
        ("[@fenn2018salt]", CALLOUT),
        ("https://doi.org/10.1234/salt", TABLE),
        ("Fenn (2018)", TABLE),
    ],
)
def test_a_source_is_found_by_what_its_text_says(cited: str, body: str) -> None:
    salt = source_record("library/n17.md", {}, body)
    claims = [ClaimRecord("notes/c.md", "Water takes time", cited)]
    assert match(claims, [*SOURCES, salt])[0].written() == (salt.id,)


def test_an_address_in_a_text_names_its_source() -> None:
    salt = source_record("library/n17.md", {}, HIGHLIGHTS)
    body = "Salt was dear, as [they](https://example.org/salt) say. https://example.org/else"
    claims = [ClaimRecord("notes/c.md", "Water takes time", body=body)]
    assert match(claims, [*SOURCES, salt])[0].written() == (salt.id,)
