"""Every member of what the rules list, and what each of their guards has to stop."""

from __future__ import annotations

import json
from itertools import product

import pytest
from bases import MakeBase, findings, places

from codex_tools.rules._samples import claim, source

RETIRED = (
    *("deprecated", "merged", "obsolete", "refuted", "rejected", "retired", "retracted"),
    *("superseded", "withdrawn"),
)
SOURCE = "inbox/archive/s.md"
LEANING = {
    "supports": "domains/b.md",
    "depends_on": "domains/b.md",
    "challenges": "domains/b.md",
    "enriches": "domains/b.md",
    "sourced_from": SOURCE,
    "sources": SOURCE,
}


def two(relation: str, target: str, status: str) -> dict[str, str]:
    """A claim that names another document, which has a status."""
    texts = {"domains/b.md": claim(), SOURCE: source(claims_extracted="[a]")}
    texts[target] = texts[target].replace("\n---\n", f"\nstatus: {status}\n---\n")
    if target == SOURCE:
        texts[target] = texts[target].replace("status: unprocessed\n", "")
    return {"domains/a.md": claim(**{relation: f"[{target}]"}), **texts}


@pytest.mark.parametrize("relation", LEANING)
def test_a_claim_leans_by_every_relation_that_carries_weight(
    make_base: MakeBase, relation: str
) -> None:
    root = make_base(two(relation, LEANING[relation], "retracted"))
    [found] = findings(root, "--select", "ED009")
    assert found["path"] == "domains/a.md"
    assert f"`{relation}`" in found["message"]
    assert LEANING[relation] in found["message"]


@pytest.mark.parametrize("relation", ["related", "cross_references", "challenged_by", "claims"])
def test_a_claim_does_not_lean_on_what_it_only_mentions(make_base: MakeBase, relation: str) -> None:
    root = make_base(two(relation, "domains/b.md", "retracted"))
    assert findings(root, "--select", "ED009") == []


@pytest.mark.parametrize("status", RETIRED)
def test_every_word_for_retired_counts(make_base: MakeBase, status: str) -> None:
    root = make_base(two("supports", "domains/b.md", status))
    assert places(root, "--select", "ED009") == ["domains/a.md:8 ED009"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((f"high {mark} water.md", "Windows refuses") for mark in '<>:"\\|?*\x01\x1f'),
        *(
            (f"high {mark} water.md", f"no wikilink can name a file with `{mark}`")
            for mark in "[]#^"
        ),
        ("high /water.md", "Windows refuses the name"),
        ("high./water.md", "Windows refuses the name"),
        *((f"{name}.md", "Windows refuses the name") for name in ("con", "PRN", "aux", "nul")),
        *((f"{p}{n}.md", "Windows refuses the name") for p, n in product(("com", "LPT"), "09")),
        ("nul.tar/water.md", "Windows refuses the name"),
    ],
)
def test_a_name_that_not_every_system_has_is_reported(
    make_base: MakeBase, name: str, words: str
) -> None:
    [found] = findings(make_base({name: "Text.\n", "ok.md": ""}), "--select", "TI005")
    assert found["path"] == name
    assert words in found["message"]


@pytest.mark.parametrize(
    "name",
    ["a b.md", " a.md", "a/ b.md", "a.b/c.md", "com10.md", "console.md", "x.con.md", "#/a.md"],
)
def test_a_name_that_every_system_has_is_not(make_base: MakeBase, name: str) -> None:
    assert findings(make_base({name: "Text.\n"}), "--select", "TI005") == []


KEYWORDS = {
    "maximum": ({"maximum": 3}, "4", "SC009"),
    "exclusiveMinimum": ({"exclusiveMinimum": 4}, "4", "SC009"),
    "multipleOf": ({"multipleOf": 3}, "4", "SC009"),
    "maxLength": ({"maxLength": 2}, "abc", "SC009"),
    "maxItems": ({"maxItems": 1}, "[a, b]", "SC009"),
    "uniqueItems": ({"uniqueItems": True}, "[a, a]", "SC009"),
    "not": ({"not": {"type": "integer"}}, "4", "SC009"),
    "type": ({"type": "array"}, "4", "SC002"),
    "enum": ({"enum": ["x", "y"]}, "z", "SC003"),
    "const": ({"const": "x"}, "z", "SC003"),
    "pattern": ({"pattern": "^a"}, "b", "SC004"),
    "minLength": ({"minLength": 2}, "b", "SC004"),
    "minItems": ({"minItems": 2}, "[b]", "SC004"),
    "format": ({"type": "string", "format": "date"}, "2026-02-30", "SC005"),
}


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_each_broken_keyword_is_reported_by_one_rule(make_base: MakeBase, keyword: str) -> None:
    field, value, _ = KEYWORDS[keyword]
    root = make_base(
        {
            "codex.toml": '[kinds.recipe]\nschema = "r.json"\nfolders = ["soups"]\n',
            "r.json": json.dumps({"properties": {"serves": field}}),
            "soups/a.md": f"---\nserves: {value}\n---\n",
        }
    )
    found = findings(root, "--select", "SC", "--select", "FM")
    assert len(found) == 1, found
    assert (found[0]["path"], found[0]["line"]) == ("soups/a.md", 2)
    assert (found[0]["code"] == "SC009") == (KEYWORDS[keyword][2] == "SC009"), found


def test_of_several_claims_the_first_that_names_the_source_is_shown(make_base: MakeBase) -> None:
    files = {f"domains/{name}.md": claim(sourced_from=SOURCE) for name in "cab"}
    [found] = findings(make_base({**files, SOURCE: source()}), "--select", "PV004")
    assert found["hint"] == "see domains/a.md"


def test_of_several_claims_the_first_that_the_source_names_is_shown(make_base: MakeBase) -> None:
    files = {f"domains/{name}.md": claim() for name in "abc"}
    root = make_base({**files, SOURCE: source(claims_extracted="[c, a, b]")})
    [found] = findings(root, "--select", "PV004")
    assert found["hint"] == "see domains/c.md"


@pytest.mark.parametrize(
    ("path", "named"), [("archive/s.md", "domains/c.md"), ("inbox/s.md", "domains/a.md")]
)
def test_of_both_ends_the_first_in_the_order_of_paths_says_which_claim_is_shown(
    make_base: MakeBase, path: str, named: str
) -> None:
    root = make_base(
        {
            "domains/a.md": claim(sourced_from=path),
            "domains/c.md": claim(),
            path: source(claims_extracted="[c]"),
        }
    )
    [found] = findings(root, "--select", "PV004")
    assert found["hint"] == f"see {named}"


@pytest.mark.parametrize(("kind", "mended"), [("source", True), ("claim", False)])
def test_a_near_name_is_written_only_where_its_kind_fits(
    make_base: MakeBase, kind: str, mended: bool
) -> None:
    text = source(claims_extracted="[a]") if kind == "source" else claim()
    near = "2025-quillfeather-harbours-and-gauges"
    root = make_base(
        {
            "domains/a.md": claim(sourced_from="2025-quilfeather-harbours-and-gauges"),
            f"{near}.md": text,
        }
    )
    [found] = findings(root, "--select", "dangling-source")
    assert found["hint"] == (f"did you mean {near}.md?" if mended else None)
    assert (found["fix"] is not None) == mended


def test_findings_about_comments_stand_among_the_others(make_base: MakeBase) -> None:
    unused = "None <!-- codex: ignore[RF001] -->\n"
    root = make_base({"a.md": f"{unused}\n[[n]]\n", "b.md": f"[[n]]\n\n{unused}", "c.md": unused})
    assert places(root, "--select", "RF001", "--select", "SU001") == [
        *("a.md:1 SU001", "a.md:3 RF001", "b.md:1 RF001", "b.md:3 SU001", "c.md:1 SU001")
    ]


@pytest.mark.parametrize(
    ("made", "published", "late"),
    [
        ("2026-01-02", "2026-01-03", True),
        ("2026-01-03", "2026-01-03", False),
        ("2026-01-02", "2026-02", True),
        ("2026-02-01", "2026-02", False),
        ("2026", "2026-02-03", False),
        ("2026-02", "2026-02-03", False),
        ("2025", "2026-02-03", True),
        ("2025-12-31", "2026", True),
    ],
)
def test_dates_are_compared_as_far_as_both_go(
    make_base: MakeBase, made: str, published: str, late: bool
) -> None:
    files = {
        "domains/a.md": claim(created=f"'{made}'", sourced_from=SOURCE),
        SOURCE: source(date=f"'{published}'"),
    }
    assert bool(findings(make_base(files), "--select", "PV008")) == late


@pytest.mark.parametrize(
    ("quotation", "unfound"),
    [
        ("the moon pulls the sea up … and the sun a little", False),
        ("and the sun a little … the moon pulls the sea up", True),
        ("the moon pulls [all of] the sea up and the sun", False),
        ("the moon pulls the sea up … the moon pulls the sea", True),
        ("does the moon pull up the whole wide sea?", False),
        ("the moon pulls up all", False),
    ],
)
def test_the_parts_of_a_quotation_stand_in_their_order(
    make_base: MakeBase, quotation: str, unfound: bool
) -> None:
    files = {
        "domains/a.md": claim(f'She says "{quotation}".\n', sourced_from=SOURCE),
        SOURCE: source("The moon pulls the sea up and the sun a little.\n"),
    }
    assert bool(findings(make_base(files), "--select", "PV007")) == unfound


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("moon-pulls-sea", "the moon pulls the seas", True),
        ("moon-pulls-sea", "sea pulls moon", True),
        ("moon-tides", "the-moon-tides", False),
        ("tides", "the-tides", False),
        ("moon-pulls-sea", "moon-pulls-shore", False),
    ],
)
def test_titles_of_three_telling_words_are_compared(
    make_base: MakeBase, one: str, other: str, same: bool
) -> None:
    root = make_base({f"domains/x/{one}.md": claim(), f"domains/y/{other}.md": claim()})
    assert bool(findings(root, "--select", "CL005")) == same


@pytest.mark.parametrize("keyword", sorted(KEYWORDS.keys() - {"format"}))
def test_a_keyword_of_another_rule_is_not_reported_by_the_one_for_all_others(
    make_base: MakeBase, keyword: str
) -> None:
    field, value, code = KEYWORDS[keyword]
    root = make_base(
        {
            "codex.toml": '[kinds.recipe]\nschema = "r.json"\nfolders = ["soups"]\n',
            "r.json": json.dumps({"properties": {"serves": field}}),
            "soups/a.md": f"---\nserves: {value}\n---\n",
        }
    )
    found = findings(root, "--select", "SC009")
    assert [each["code"] for each in found] == ["SC009"] * (code == "SC009")
