"""What `codex init` measures, one measure at a time."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bases import MakeBase, findings, grows_evenly
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.init import files_of, propose, write
from codex_tools.app.workspace import load
from codex_tools.base.fields import USUAL_FIELDS, build_fields
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.cli import codex
from codex_tools.model import Role
from codex_tools.reporters.init import configuration
from codex_tools.settings import load_settings
from codex_tools.survey.references import read_fields
from codex_tools.survey.schemas import derive_schema
from codex_tools.survey.survey import survey
from codex_tools.survey.values import NO_ANSWERS, Answers
from codex_tools.survey.words import folded, is_provenance_name, role_of_name
from codex_tools.syntax.document import parse_document


def note(body: str = "Because of it.\n", **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n{body}" if fields else body


def many(
    pattern: str, count: int = 6, body: str = "Because of it.\n", **fields: str
) -> dict[str, str]:
    """Files under numbered names, whose fields may have the number too."""
    return {
        pattern.format(number): note(
            body.format(number), **{name: each.format(number) for name, each in fields.items()}
        )
        for number in range(count)
    }


def table_of(root: Path, answers: Answers | None = None) -> dict[str, Any]:
    """The proposed configuration, read from its text."""
    found = propose(root, answers or {})
    table = tomllib.loads(configuration(found))
    assert table == tomllib.loads(configuration(found._replace(remarks=())))
    return table


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"type": "essay"}, {"folders": ["n"]}),
        ({"dg_type": "essay"}, {"when": {"dg_type": "essay"}, "folders": ["n"]}),
        ({"note-type": "essay"}, {"when": {"note-type": "essay"}, "folders": ["n"]}),
        ({"Category": "essay"}, None),
        ({"mood": "essay"}, None),
    ],
)
def test_a_field_whose_name_says_so_tells_kinds(
    make_base: MakeBase, fields: dict[str, str], told: dict[str, Any] | None
) -> None:
    table = table_of(make_base({**many("n/{}.md", **fields), "README.md": "# About\n"}))
    kind = table.get("kinds", {}).get("essay")
    assert (kind and {key: kind[key] for key in kind if key != "schema"}) == told


def test_a_category_that_is_called_like_claims_tells_kinds(make_base: MakeBase) -> None:
    files = many("a{}.md", category="finding") | many("b{}.md", category="person")
    assert set(table_of(make_base(files))["kinds"]) == {"finding", "person"}


def test_the_field_that_tells_most_apart_wins(make_base: MakeBase) -> None:
    files = {
        **many("a{}.md", type="note", dg_type="CLM"),
        **many("b{}.md", type="note", dg_type="QUE"),
    }
    assert set(table_of(make_base(files))["kinds"]) == {"CLM", "QUE"}


def test_a_slip_in_a_type_is_no_kind_and_a_rare_type_is_one(make_base: MakeBase) -> None:
    files = {
        **many("a{}.md", type="recipe"),
        "b.md": note(type="recpie"),
        "c.md": note(type="menu"),
    }
    root = make_base(files)
    assert set(table_of(root)["kinds"]) == {"recipe", "menu"}
    CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)])
    assert [row["path"] for row in findings(root, "--select", "SC008")] == ["b.md"]


@pytest.mark.parametrize(
    ("pattern", "fields", "kind", "told"),
    [
        ("{}.md", {"tags": "[zettel/claim]"}, "claim", {"tags": ["zettel/claim"]}),
        ("l/@ada{}.md", {"year": "2025"}, "source", {"files": ["@*.md"]}),
        ("literature/@ada{}.md", {"year": "2025"}, "literature", {"files": ["@*.md"]}),
        ("EVD - it is {}.md", {}, "EVD", {"files": ["EVD - *.md"]}),
        ("raw/{}.md", {}, "raw", {"folders": ["raw"]}),
        ("kb/theses/{}.md", {}, "theses", {"folders": ["kb/theses"]}),
    ],
)
def test_kinds_are_told_by_tags_names_and_folders(
    make_base: MakeBase, pattern: str, fields: dict[str, str], kind: str, told: dict[str, Any]
) -> None:
    other = many("x{}.md", type="thesis") | many("y{}.md", type="paper")
    kinds = table_of(make_base(many(pattern, **fields) | other))["kinds"]
    assert {key: kinds[kind][key] for key in told} == told


@pytest.mark.parametrize("folder", ["diary", "reference", "articles", "claims"])
def test_a_folder_of_plain_notes_becomes_no_kind(make_base: MakeBase, folder: str) -> None:
    assert "kinds" not in table_of(make_base(many(folder + "/{}.md", mood="fine")))


def test_the_list_of_a_folder_is_no_kind_where_the_folder_is_none(make_base: MakeBase) -> None:
    files = many("guide/{}.md", mood="fine") | {"guide/README.md": "# Guide\n"}
    assert "kinds" not in table_of(make_base(files))


def test_folders_that_others_lead_to_are_not_read_alone(make_base: MakeBase) -> None:
    files = many("people/{}.md", type="person") | many("trips/{}.md", body="By boat.\n")
    assert table_of(make_base(files))["include"] == ["people"]
    files["trips/9.md"] = "With [[people/1]].\n"
    assert "include" not in table_of(make_base(files))


def test_a_ready_model_is_named_where_it_would_do(make_base: MakeBase) -> None:
    files = many("raw/{}.md", title="Report {}", url="https://example.org/{}")
    files |= many("wiki/page-{}.md", sources="[raw/{}.md]")
    assert '# extends = "codex:llm-wiki"' in configuration(propose(make_base(files)))
    own = many("a{}.md", type="claim", undercuts="'[[a1]]'") | many("b{}.md", type="source")
    assert "extends" not in configuration(propose(make_base(own)))


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("claim", Role.CLAIM),
        ("Theses", Role.CLAIM),
        ("hypotheses", Role.CLAIM),
        ("zettel/claim", Role.CLAIM),
        ("literature-note", Role.SOURCE),
        ("LiteratureNote", Role.SOURCE),
        ("bibliographies", Role.SOURCE),
        ("person", Role.NONE),
        ("claims adjuster", Role.CLAIM),
        ("resource", Role.NONE),
    ],
)
def test_the_name_of_a_kind_suggests_its_role(name: str, role: Role) -> None:
    assert role_of_name(name) is role


def test_names_are_one_whatever_joins_their_words() -> None:
    assert {folded(each) for each in ("dateCreated", "Date Created", "date_created")} == {
        "date-created"
    }


def test_the_fields_of_a_kind_tell_its_role_and_are_asked_about(make_base: MakeBase) -> None:
    files = many("a{}.md", type="zettel", certainty="high") | many("b{}.md", type="person", url="x")
    files |= many("c{}.md", type="thing", author="Ada", year="2020")
    root = make_base(files)
    kinds = table_of(root)["kinds"]
    assert {name: kind.get("role", "") for name, kind in kinds.items()} == {
        "zettel": "claim",
        "person": "",
        "thing": "source",
    }
    questions = {question.keys[1]: question.proposed for question in propose(root).questions}
    assert questions == {"zettel": "claim", "thing": "source"}
    answered = table_of(root, {("kinds", "zettel", "role"): "neither"})["kinds"]
    assert "role" not in answered["zettel"]


def test_fields_with_unusual_names_get_their_meaning(make_base: MakeBase) -> None:
    fields = {"type": "claim", "Epistemic Status": "high", "made": "2025-01-02", "writers": "Ada"}
    files = many("a{}.md", **fields, meta="{{edited: 2025-03-04, by: Bo}}")
    assert table_of(make_base(files))["fields"] == {
        "confidence": "Epistemic Status",
        "created": "made",
        "author": "writers",
        "updated": "meta.edited",
    }


def test_a_few_words_again_and_again_are_no_texts_on_sources(make_base: MakeBase) -> None:
    assert "fields" not in table_of(make_base(many("a{}.md", type="claim", basis="derived")))
    said = many("a{}.md", type="claim", basis="Stone 2019")
    assert table_of(make_base(said))["fields"] == {"source-text": "basis"}


def test_an_unusual_name_beside_the_usual_one_means_something_else(make_base: MakeBase) -> None:
    both = many("a{}.md", type="claim", status="open", progress="3")
    assert "fields" not in table_of(make_base(both))
    alone = many("a{}.md", type="claim", progress="3")
    assert table_of(make_base(alone))["fields"] == {"status": "progress"}


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        (("high", "low", "medium"), ["low", "medium", "high"]),
        (("Certain", "Possible", "Likely"), ["Possible", "Likely", "Certain"]),
        (("'5'", "'1'", "'3'"), [1, 3, 5]),
        (("0.2", "0.95", "0.5"), [0.0, 0.25, 0.5, 0.75, 1.0]),
        (("⭐⭐", "⭐", "⭐⭐⭐"), ["⭐", "⭐⭐", "⭐⭐⭐"]),
        (("likely", "proven", "speculative"), None),
        (("red", "green", "blue"), None),
    ],
)
def test_the_levels_of_confidence_are_ordered(
    make_base: MakeBase, values: tuple[str, ...], levels: list[Any] | None
) -> None:
    files = {f"{n}.md": note(type="claim", confidence=values[n % 3]) for n in range(12)}
    files |= many("s{}.md", type="other")
    root = make_base(files)
    assert table_of(root).get("confidence") == levels
    asked = [question for question in propose(root).questions if question.keys == ("confidence",)]
    assert bool(asked) == (values[0] == "red")
    if asked:
        text = configuration(propose(root))
        assert '# confidence = ["blue", "green", "red"]' in text
        answered = table_of(root, {("confidence",): "red, green,blue"})
        assert answered["confidence"] == ["red", "green", "blue"]


ENDS = many("s{}.md", type="paper", author="Ada", year="2020")


def relations_of(make_base: MakeBase, files: dict[str, str]) -> dict[str, Any]:
    relations: dict[str, Any] = table_of(make_base(files)).get("relations", {})
    return relations


def test_a_field_of_references_is_a_relation(make_base: MakeBase) -> None:
    files = ENDS | many("a{}.md", type="claim", builds_upon="'[[s{}]]'", mood="fine", tags="[s0]")
    files |= many("b{}.md", type="claim", against="a{}", colour="'red'")
    assert relations_of(make_base, files) == {
        "builds_upon": {"target-roles": ["source"], "provenance": "from", "carries": True},
        "against": {"target-roles": ["claim"], "polarity": "attacks"},
    }


def test_both_ends_of_an_edge_are_inverse_to_each_other(make_base: MakeBase) -> None:
    files = many("a{}.md", type="claim", refutes="'[[b{}]]'", related="'[[b{}]]'")
    files |= many("b{}.md", type="claim", refuted_by="'[[a{}]]'", related="'[[a{}]]'")
    relations = relations_of(make_base, files)
    assert relations["refutes"]["inverse"] == "refuted_by"
    assert relations["refuted_by"] == {
        "target-roles": ["claim"],
        "polarity": "attacked-by",
        "inverse": "refutes",
    }
    assert relations["related"]["inverse"] == "related"


def test_texts_in_words_and_keys_of_entries_are_seen(make_base: MakeBase) -> None:
    entry = "[{{note: page 3, work: '[[s{}]]'}}]"
    files = ENDS | many("a{}.md", type="claim", cites=entry)
    for number in range(6):
        files[f"b{number}.md"] = note(
            type="claim", objections=f"['[[a{number}]]', 'The sample was small in that year']"
        )
    relations = relations_of(make_base, files)
    assert relations["cites"]["target-key"] == "work"
    assert relations["objections"]["prose"] is True


def test_files_that_are_no_notes_may_be_the_sources(make_base: MakeBase) -> None:
    files = many("raw/paper-{}.pdf") | many("notes/n{}.md", sources="[raw/paper-{}.pdf]")
    table = table_of(make_base(files))
    assert table["kinds"]["notes"]["role"] == "claim"
    assert table["relations"]["sources"] == {
        "target-roles": ["source"],
        "provenance": "from",
        "carries": True,
    }


def test_files_that_are_no_notes_are_sources_only_where_a_field_says_so(
    make_base: MakeBase,
) -> None:
    files = many("img/figure-{}.png") | many("notes/n{}.md", cover="'[[figure-{}.png]]'")
    assert "kinds" not in table_of(make_base(files))


def test_a_slip_in_the_name_of_a_relation_makes_none(make_base: MakeBase) -> None:
    files = ENDS | many("a{}.md", type="claim", sources="'[[s{}]]'")
    files["b.md"] = note(type="claim", source="'[[s1]]'")
    assert set(relations_of(make_base, files)) == {"sources"}


def test_fields_with_a_meaning_are_relations_only_where_they_hold_links(
    make_base: MakeBase,
) -> None:
    files = many("a{}.md", type="claim", domain="tides", title="b") | {
        "tides.md": "T\n",
        "b.md": "B\n",
    }
    root = make_base(files)
    assert "relations" not in table_of(root)
    base = load(load_settings(root, isolated=True))
    assert read_fields(base, base.notes.values(), USUAL_FIELDS.keys(*USUAL_FIELDS.names)) == []


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("grounds:: [[s{}]]\n", {"grounds"}),
        ("It is so (Grounds:: [[s{}]]).\n", {"Grounds"}),
        ("- supports [[s{}]]\n", {"supports"}),
        ("- see also [[s{}]]\n", {"see also"}),
        ("- about [[s{}]]\n", set()),
        ("- part_of [[s{}]]\n", {"part_of"}),
        ("`grounds:: [[s{}]]`\n", set()),
        ("See [[s{}]]\n", set()),
    ],
)
def test_fields_in_the_text_are_switched_on_where_there_are_any(
    make_base: MakeBase, body: str, names: set[str]
) -> None:
    table = table_of(make_base(ENDS | many("a{}.md", body=body, type="claim")))
    assert table.get("inline-fields", False) == bool(names)
    new = set() if names & {"grounds", "Grounds", "supports", "part_of"} else {"sourced_from"}
    assert set(table.get("relations", {})) == names | new


def test_a_schema_is_as_loose_as_the_files() -> None:
    usual: dict[str, object] = {"sure": "low", "made": "2025-01-02", "who": "Ada", "pages": 3}
    notes = [dict(usual) for _ in range(40)]
    for number, each in enumerate(notes):
        each["sure"] = ("low", "high")[number % 2]
        if number % 3:
            each["who"] = ["Ada", "Bo"]
        if number % 10 == 0:
            del each["pages"]
    notes[0] |= {"sure": "hihg", "odd": 1}
    del notes[1]["sure"]
    schema = derive_schema("claim", notes, build_fields({"confidence": ["sure"]}), ())
    assert schema is not None
    assert schema["required"] == ["sure", "made", "who"]
    properties = schema["properties"]
    assert set(properties) == {"sure", "made", "who", "pages"}
    assert properties["sure"]["enum"] == ["high", "low"]
    assert properties["made"]["format"] == "date"
    assert properties["who"]["type"] == ["array", "string"]
    assert properties["pages"]["type"] == "integer"


def test_dates_of_many_forms_have_no_format() -> None:
    notes = [
        {"made": each} for each in ("2025", "2025-01", "2025-01-02", "2025-01-02T10:00:00Z") * 3
    ]
    schema = derive_schema("claim", notes, USUAL_FIELDS, ())
    assert schema is not None
    assert "format" not in schema["properties"]["made"]


def test_few_files_have_no_schema() -> None:
    assert derive_schema("claim", [{"a": 1}] * 4, USUAL_FIELDS, ()) is None


def test_folders_of_templates_and_of_copies_are_left_out(make_base: MakeBase) -> None:
    files = many("notes/{}.md", body="Note number {}.\n", type="claim")
    files |= {path.replace("notes/", "public/"): text for path, text in files.items()}
    files |= {"kb/Templates/claim.md": note("{{title}}\n", type="claim")}
    files |= {"guide/templates/how.md": "How to write them.\n"}
    assert table_of(make_base(files))["exclude"] == ["kb/Templates", "public"]


def test_which_of_two_folders_holds_copies_is_asked(make_base: MakeBase) -> None:
    files = many("left/{}.md", body="Note number {}.\n", type="claim")
    files |= {path.replace("left/", "right/"): text for path, text in files.items()}
    root = make_base(files)
    assert "exclude" not in table_of(root)
    [question] = propose(root).questions
    assert question.choices == ("left", "right", "neither")
    assert table_of(root, {question.keys: "right"})["exclude"] == ["right"]


def test_templater_names_its_folder(make_base: MakeBase) -> None:
    plugin = ".obsidian/plugins/templater-obsidian/data.json"
    files = {plugin: '{"templates_folder": "T/"}', "T/a.md": "<% x %>", "b.md": "B\n"}
    assert table_of(make_base(files))["exclude"] == ["T"]


def test_vaults_side_by_side_have_names_of_their_own(make_base: MakeBase) -> None:
    files = {f"{vault}/.obsidian/app.json": "{}" for vault in ("one", "two")}
    files |= {f"{vault}/a.md": "A\n" for vault in ("one", "two")}
    assert table_of(make_base(files))["vaults"] == ["one", "two"]


def test_links_to_notes_that_are_not_written_yet_are_no_errors(make_base: MakeBase) -> None:
    files = many("a{}.md", 20, body="See [[Some day {0}]] and [[Another plan {0}]].\n")
    table = table_of(make_base(files))
    assert table["severity"] == {"RF001": "info"}
    files = many("a{}.md", 20, body="requires:: [[Some day {0}]]\n")
    assert table_of(make_base({**files, **many("s{}.md", type="x")}))["severity"] == {
        "RF007": "info"
    }
    files = many("a{}.md", 20, body="See [[a1]] and [[a2]].\n") | {"b.md": "See [[Some day]].\n"}
    assert "severity" not in table_of(make_base(files))


def test_a_rule_that_most_files_break_is_none_of_the_base(make_base: MakeBase) -> None:
    def claims(with_text: int) -> dict[str, str]:
        files = many("claims/c{}.md", 20, body="Because of it, in all {} cases.\n", type="claim")
        bare = {path: note("", type="claim") for path in list(files)[with_text:]}
        return {**files, **bare}

    assert "empty-body" in table_of(make_base(claims(4)))["ignore"]
    assert "empty-body" not in table_of(make_base(claims(18))).get("ignore", [])


def test_the_shipped_model_is_kept_where_it_fits(make_base: MakeBase) -> None:
    from codex_tools.rules._samples import claim, source

    files = {f"domains/{n}.md": claim() for n in range(6)} | {"inbox/archive/s.md": source()}
    root = make_base(files)
    found = propose(root)
    assert "model" not in table_of(root)
    assert (
        found.remarks[-1] == "The shipped model counts: it fits 7 of 7 files whose type it knows."
    )


def test_schemas_are_written_and_nothing_is_overwritten(make_base: MakeBase) -> None:
    root = make_base(many("n/{}.md", type="claim", certainty="high"))
    dry = CliRunner().invoke(codex, ["init", "--dry-run", "--root", str(root)])
    assert dry.exit_code == 0
    assert not (root / "codex.toml").exists()
    done = CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert json.loads((root / "schemas/claim.json").read_text())["title"] == "claim"
    before = (root / "codex.toml").read_bytes()
    again = CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)])
    assert "is there already" in str(again.exception)
    assert (root / "codex.toml").read_bytes() == before


def test_a_schema_of_somebody_else_is_left_alone(make_base: MakeBase) -> None:
    files = many("n/{}.md", type="claim", certainty="high") | {"schemas/claim.json": "{}"}
    root = make_base(files)
    done = CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert (root / "schemas/claim.json").read_text() == "{}"
    assert (
        root / tomllib.loads((root / "codex.toml").read_text())["kinds"]["claim"]["schema"]
    ).exists()


def test_nothing_is_written_where_the_folder_of_schemas_cannot_be(make_base: MakeBase) -> None:
    root = make_base(many("n/{}.md", type="claim", certainty="high") | {"schemas": "a file"})
    done = CliRunner().invoke(codex, ["init", "--yes", "--root", str(root)])
    assert "cannot be made" in str(done.exception)
    assert not (root / "codex.toml").exists()


def test_an_empty_folder_gets_a_configuration_too(make_base: MakeBase) -> None:
    root = make_base({})
    assert table_of(root) == {}


def test_it_asks_on_a_terminal_where_it_is_not_sure(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base(many("a{}.md", type="zettel", certainty="high"))
    monkeypatch.setattr("codex_tools.commands.init._is_interactive", lambda: True)
    done = CliRunner().invoke(codex, ["init", "--root", str(root)], input="neither\n")
    assert done.exit_code == 0, done.output
    assert "What are the 6 files of `zettel`?" in done.output
    assert "role" not in (root / "codex.toml").read_text()


NAMES = st.sampled_from(
    [
        "type",
        "dg_type",
        "kind",
        "tags",
        "title",
        "source",
        "supports",
        "certainty",
        "a.b",
        "Ünïcode",
    ]
    + ["with space", 'quo"te', "[x]", "links_to", "up", "reweave_edges", "relation", "date"]
)
TEXTS = st.sampled_from(
    ["claim", "source", "[[n1]]", "[[n2|x]]", "n3", "2025-01-02", "high", "low", "", " ", "a\nb"]
    + ["https://example.org", "★★", "0.5", "Some words in a row", 'q"', "[[gone]]", "\x07", "index"]
)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(-1, 3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)
BODIES = st.sampled_from(
    ["", "supports:: [[n1]]\n", "- with space:: [[n2]]\n", "See [[n4]].\n", "# T\n\nText.\n"]
)
PATHS = st.sampled_from(
    [
        f"{folder}n{number}.md"
        for folder in ("", "raw/", "claims/", "public/")
        for number in range(6)
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        PATHS, st.tuples(st.dictionaries(NAMES, VALUES, max_size=4), BODIES), min_size=8
    )
)
def test_whatever_it_proposes_is_a_configuration(
    files: dict[str, tuple[dict[str, Any], str]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, (fields, body) in files.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(f"---\n{json.dumps(fields)}\n---\n{body}", encoding="utf-8")
        found = propose(root)
        write(root, files_of(configuration(found), found.schemas))
        load(load_settings(root, cache=False))


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "claim", "own{}": "x", "sure": "high"},
        {"type{}": "x", "supports": "'[[n1]]'"},
        {"type": "k{}", "up{}": "'[[n{}]]'"},
        {"tags": "[claim{}]", "related": "'[[n{}]]'"},
    ],
)
def test_a_survey_grows_evenly(fields: dict[str, str]) -> None:
    def look(count: int) -> None:
        texts = {
            f"n{n}.md": note(**{key.format(n): value.format(n) for key, value in fields.items()})
            for n in range(count)
        }
        documents = [parse_document(path, text.encode()) for path, text in texts.items()]
        base = KnowledgeBase.of(documents, build_kinds({}, Path()), text=lambda _: b"")
        survey(base, {}, NO_ANSWERS)

    assert grows_evenly(look, 60)


def test_what_a_backfill_writes_fits_the_schema_that_was_proposed(make_base: MakeBase) -> None:
    document = "---\ntype: literature\ntitle: Tides of small harbours\nauthor: Ada Quill\n---\nx\n"
    other = document.replace("Tides of small harbours", "Salt and old ropes")
    files = {"literature/tides.md": document, "literature/ropes.md": other}
    for number in range(5):
        files[f"thoughts/rope {number}.md"] = note(
            type="thought", certainty="high", grounded_in="'[[ropes]]'"
        )
        named = "Ada Quill, Tides of small harbours"
        files[f"thoughts/tide {number}.md"] = note(type="thought", certainty="low", source=named)
    root = make_base(files)
    found = propose(root)
    write(root, files_of(configuration(found), found.schemas))
    assert findings(root) == []
    done = CliRunner().invoke(codex, ["link", "--backfill", "--no-git", "--root", str(root)])
    assert "5 new links" in done.output
    assert findings(root) == []


NOTES = many("Notes/n{}.md", body="So.\n\nSource: [[s{}]]\n", mood="calm") | many(
    "Library/s{}.md", body="Old.\n", author="Ada Quill", year="2021"
)


def test_links_have_a_place_where_no_field_leads_from_claims_to_sources(
    make_base: MakeBase,
) -> None:
    root = make_base(NOTES)
    found = propose(root)
    place = {"target-roles": ["source"], "provenance": "from", "style": "wikilink"}
    assert table_of(root)["relations"] == {"sourced_from": place}
    write(root, files_of(configuration(found), found.schemas))
    done = CliRunner().invoke(codex, ["link", "--backfill", "--no-git", "--root", str(root)])
    assert "6 claims and 6 sources connected (6 new links; 6 files changed)" in done.output
    assert "sourced_from:\n  - '[[s3]]'\n" in (root / "Notes/n3.md").read_text(encoding="utf-8")
    assert findings(root) == []


def test_a_claim_without_front_matter_gets_one_for_its_source(make_base: MakeBase) -> None:
    bare = {path: text.replace("---\nmood: calm\n---\n", "") for path, text in NOTES.items()}
    root = make_base(bare)
    found = propose(root)
    write(root, files_of(configuration(found), found.schemas))
    done = CliRunner().invoke(codex, ["link", "--backfill", "--no-git", "--root", str(root)])
    assert "(6 new links; 6 files changed)" in done.output
    text = (root / "Notes/n3.md").read_text(encoding="utf-8")
    assert text == f"---\nsourced_from:\n  - '[[s3]]'\n---\n{bare['Notes/n3.md']}"
    assert (
        CliRunner()
        .invoke(codex, ["link", "--no-git", "--root", str(root)])
        .output.startswith("All of the 6 claims name their sources.")
    )


def test_who_cites_by_author_and_year_is_a_claim_where_there_are_sources(
    make_base: MakeBase,
) -> None:
    notes = many("Notes/n{}.md", body="It is so (Quill, 202{}).\n")
    assert "kinds" not in table_of(make_base(notes))
    works = many("Library/w{}.md", author="Ada Quill", year="202{}")
    kinds = table_of(make_base(notes | works))["kinds"]
    assert {name: kind["role"] for name, kind in kinds.items()} == {
        "Library": "source",
        "Notes": "claim",
    }


def test_plain_notes_at_the_root_that_cite_are_claims(make_base: MakeBase) -> None:
    works = many("@ada{}.md", author="Ada Quill", year="2021")
    files = works | many("Tides {}.md", body="It is so [[@ada{}]].\n") | {"Home.md": "# Home\n"}
    kinds = table_of(make_base(files))["kinds"]
    assert kinds["note"] == {"role": "claim", "files": ["*.md"]}
    assert kinds["index"] == {"files": ["Home.md"]}
    root = make_base(many("diary/{}.md", body="Rain.\n", count=5))
    assert set(table_of(root)["kinds"]) == {"source"}


def test_the_place_for_links_is_no_field_with_something_else(make_base: MakeBase) -> None:
    given = {path: text.replace("mood:", "sourced_from:") for path, text in NOTES.items()}
    assert set(table_of(make_base(given))["relations"]) == {"sources"}
    paths = {path: text.replace("[[", "[s](../Library/") for path, text in NOTES.items()}
    paths = {path: text.replace("]]", ".md)") for path, text in paths.items()}
    assert "style" not in table_of(make_base(paths))["relations"]["sourced_from"]


def test_a_relation_called_after_sources_tells_who_comes_from_whom(make_base: MakeBase) -> None:
    files = many("needs/n{}.md", type="need", source_talks="[t{}]", owner="x")
    files |= many("talks/t{}.md", type="talk", day="monday")
    table = table_of(make_base(files))
    assert {name: kind["role"] for name, kind in table["kinds"].items()} == {
        "need": "claim",
        "talk": "source",
    }
    assert table["relations"]["source_talks"]["provenance"] == "from"


def test_sources_may_name_their_sources_in_the_field_of_claims(make_base: MakeBase) -> None:
    files = many("raw/r{}.md", author="Ada Quill", url="https://example.org/{}", tags="[clipping]")
    files |= many("summaries/s{}.md", type="source", sources="[raw/r{}.md]")
    files |= many("people/p{}.md", count=3, type="person", sources="[raw/r{}.md]")
    relations = table_of(make_base(files))["relations"]
    assert set(relations) == {"sources"}
    assert relations["sources"]["provenance"] == "from"


@pytest.mark.parametrize("name", ["source_of", "sources_for", "resource", "outsourced"])
def test_other_names_do_not_say_where_something_comes_from(name: str) -> None:
    assert not is_provenance_name(name, Provenance.FROM)


def test_a_folder_has_the_role_of_the_one_above_it(make_base: MakeBase) -> None:
    said = "So.\n\n## Sources\n\n- [[s{}]]\n"
    files = many("wiki/people/p{}.md", body=said, type="person")
    files |= many("wiki/places/q{}.md", body=said, type="place") | many("raw/s{}.md", body="Old.\n")
    kinds = table_of(make_base(files))["kinds"]
    roles = {name: kind.get("role") for name, kind in kinds.items()}
    assert roles == {"person": "claim", "place": "claim", "raw": "source"}


def test_types_of_a_bundle_have_roles_where_it_has_claims_and_sources(make_base: MakeBase) -> None:
    where = "[{{resource: /sources/s{}.md}}]"
    files = many("claims/c{}.md", type="Claim", sources=where)
    files |= many("ideas/i{}.md", type="Idea", sources="[{{resource: https://example.org/{}}}]")
    assert table_of(make_base(files)) == {"model": "okf"}
    files |= many("sources/s{}.md", type="Source", sources="[{{resource: /raw/{}.txt}}]")
    kinds = {"Claim": {"role": "claim"}, "Source": {"role": "source"}}
    assert table_of(make_base(files)) == {"model": "okf", "kinds": kinds}


def test_few_sources_are_told_by_a_tag_where_claims_are(make_base: MakeBase) -> None:
    files = {f"a/{number}.md": note(tags="[claim]") for number in range(4)}
    one = {"b/s.md": note(tags="source", title="Tides")}
    assert "kinds" not in table_of(make_base({**one, "c.md": note(), "d.md": note()}))
    kinds = table_of(make_base({**files, **one}))["kinds"]
    assert kinds["source"] == {"role": "source", "tags": ["source"]}


def test_a_field_of_words_and_of_lists_stops_no_survey(make_base: MakeBase) -> None:
    files = many("a{}.md", 5, basis="[interviews, survey]") | many("b{}.md", 3, basis="derived")
    table_of(make_base(files))
