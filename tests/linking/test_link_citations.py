"""A text may cite a work by author and year, in a footnote, or by the number of its file."""

from __future__ import annotations

import pytest
from linking_base import DELTAS, RIVERS, SOURCES

from codex_tools.linking.matching.matcher import match
from codex_tools.linking.reading.bodies import source_lines
from codex_tools.linking.reading.citations import (
    by_author_and_year,
    by_plain_key,
    cites_in_words,
)
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.reading.references import number_of

KILNS = SourceRecord(
    "library/32.11 Kilns of the marsh.md", "Kilns of the marsh", "Mira Tallow", body="Kilns."
)
SALT = SourceRecord(
    "library/202301011200 salt-and-smoke.md", "Salt and smoke", "Odd Fenn", body="Salt."
)


WELLS = SourceRecord(
    "library/SRC-0012-wells-of-the-plain.md", "Wells of the plain", "Odd Fenn", body="Wells."
)


def sources_of(body: str, text: str = "") -> tuple[str, ...]:
    claims = [ClaimRecord("notes/c.md", "Water takes time", text, body=body)]
    known = RIVERS._replace(identifiers="arxiv:2103.04005 pmid:33440022")
    sources = [known if one is RIVERS else one for one in SOURCES]
    return match(claims, [*sources, KILNS, SALT, WELLS])[0].written()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("They silt [Quill 2021, pp. 5-6].", ["Quill 2021"]),
        ("They silt (Quill, 2021).", ["Quill, 2021"]),
        ("They silt [Quill2021].", ["Quill 2021"]),
        ("They silt (see Quill et al., 2021b; Ott & Ray 1998: 4).", ["Quill et al., 2021b"]),
        ("([Quill, 2021, p. 1](zotero://select/library/items/A1))", ["Quill, 2021"]),
        ("(vgl. van der Ott 2001, S. 4)", ["van der Ott 2001"]),
        ("(Ott, Ray & Quill, 2021)", ["Ott & Ray & Quill, 2021"]),
        ("(Quill, A., 2021)", ["Quill, A., 2021"]),
        ("As Ott and Ray (1998, p. 4) show.", ["Ott and Ray (1998)"]),
        ("As Quill et al. (2021) show.", ["Quill et al. (2021)"]),
        ("It rose (by 4 m in 2021) and [Item 4, 2010] fell.", []),
        ("[Quill 2021](https://example.org) and [Quill 2021][1] and ![Quill 2021](a.png)", []),
        ("It rained in March (see the map of 2004) and so on.", []),
    ],
)
def test_author_and_year_in_brackets_are_a_citation(text: str, cited: list[str]) -> None:
    assert list(by_author_and_year(text))[: len(cited) or None] == cited


@pytest.mark.parametrize(
    "body",
    [
        "Rivers carry silt [Quill 2021, pp. 5-6].",
        "Rivers carry silt.\n\n**来源论文**: Quill2021 HYD\n",
        "Rivers carry silt (Berlin, 2019), as Quill (2021) found.",
        "Rivers carry silt.[^1]\n\n[^1]: Ada Quill, *The Weight of Slow Rivers* (2021), p. 4.\n",
        "Rivers carry silt.[^a]\n\n[^a]: Quill, Ada:\n    *The Weight of Slow Rivers*,\n    12.",
        "Rivers carry silt.^[Quill, A. (2021). The Weight of Slow Rivers. *Land*, 60(1), 2-5.]",
        "Rivers carry silt (arXiv:2103.04005).",
        "Rivers carry silt, PMID 33440022, and more.",
        "Rivers carry silt.[^1]\n\n[^1]: Read in May: https://example.org/slow-rivers\n",
    ],
)
def test_a_citation_in_the_text_says_the_source(body: str) -> None:
    assert sources_of(body) == (RIVERS.id,)


@pytest.mark.parametrize(
    "body",
    [
        "Rivers carry silt (Quill, 1971).",
        "Rivers carry silt (arXiv:2103.04006).",
        "Rivers carry silt.[^1]\n\n[^1]: Ada Quill was born in the valley.\n",
        "Rivers carry silt.[^1]\n\n[^1]: Ada Quill, *The Silence of Wells* (1971), p. 4.\n",
    ],
)
def test_another_work_of_the_author_is_not_taken(body: str) -> None:
    assert sources_of(body) == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("They silt [quill2021weight].", ["quill2021weight"]),
        (
            "[quill2021weight; ott-ray:1998, fenn2018b]",
            ["quill2021weight", "ott-ray:1998", "fenn2018b"],
        ),
        ("[SRC-004] and [SRC-0012, INT-003]", ["SRC-004", "SRC-0012", "INT-003"]),
        ("[GPT-4] and [COVID-19] and [S-001]", []),
        ("[quill2021weight](a.md) [quill2021weight][1] ![quill2021weight] [[quill2021weight]]", []),
        ("[quill2021weight]: https://example.org", []),
        ("In [the spring of 2021] and [v20210] and [quill2021weight, in spring]", []),
    ],
)
def test_brackets_with_nothing_but_keys_may_cite(text: str, keys: list[str]) -> None:
    assert list(by_plain_key(text)) == keys


def test_a_key_in_brackets_cites_only_what_is_called_so() -> None:
    known = RIVERS._replace(names=("quill2021weight",))
    body = "They silt [quill2021weight], as [rfc2021] says.\n"
    found = match([ClaimRecord("c.md", "Silt", body=body)], [known, DELTAS])[0]
    assert found.written() == (RIVERS.id,)
    other = match([ClaimRecord("c.md", "Silt", body="It is [rfc2021] again.")], [known, DELTAS])[0]
    assert other.written() == ()


def test_a_number_of_a_register_in_brackets_cites() -> None:
    assert sources_of("They silt [SRC-0012] in spring.") == (WELLS.id,)
    assert sources_of("They silt [SRC-0013] in spring.") == ()


def test_a_citation_in_the_text_adds_nothing_to_a_named_source() -> None:
    body = "Rivers (Quill 2021).[^1]\n\n[^1]: Ada Quill, *The Weight of Slow Rivers* (2021).\n"
    assert sources_of(body, "Ada Quill, 'Deltas Without Dams' (2022)") == (DELTAS.id,)
    assert source_lines(body, inline=False) == ""


@pytest.mark.parametrize(
    ("note", "cites"),
    [
        ("Ott, R. (2014). Salt. *Land Letters, 60*(1), 25.", True),
        ("“Salt for the town.” Her.ie, 2014.", True),
        ("See Rolf Ott, *Salt for the town*, 41.", True),
        ("See the page at doi:10.1234/salt.4", True),
        ("Ibid., p. 4.", False),
        ("Ott, op. cit., p. 12.", False),
        ("In the spring the ditch was dug anew.", False),
        ("Portmere had 4,000 people in 1984.", False),
        ("See “The ditch” in the list of sites.", False),
    ],
)
def test_a_note_cites_by_two_of_author_title_and_year(note: str, cites: bool) -> None:
    assert cites_in_words(note) == cites


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("SRC-0012", WELLS),
        ("SRC-0012, p. 4", WELLS),
        ("32.11", KILNS),
        ("[[32.11]]", KILNS),
        ("32.11, p. 4", KILNS),
        ("- 32.11 (ch. 3)", KILNS),
        ("202301011200", SALT),
        ("[[202301011200]] Salt and smoke, p. 5", SALT),
    ],
)
def test_the_number_of_a_file_names_it(text: str, source: SourceRecord) -> None:
    assert sources_of("", text) == (source.id,)
    assert sources_of(f"Water takes time.\n\nSource: {text}\n") == (source.id,)


def test_a_number_in_a_sentence_names_no_file() -> None:
    assert sources_of("", "It rose by 32.11 percent") == ()
    assert sources_of("", "32.11 percent of all kilns") == ()


def test_years_and_days_are_no_numbers_of_files() -> None:
    names = ["2019 report", "2019-05-06 talk", "20190506 talk", "3.5 notes", "1200 and on"]
    assert [number_of(name) for name in names] == [""] * len(names)
    assert number_of("20230101T1200--salt__sea") == "20230101T1200"
