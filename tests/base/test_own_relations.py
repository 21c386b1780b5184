"""A base with words of its own for claims, sources and the edges between them."""

from __future__ import annotations

import pytest
from bases import MakeBase, findings
from click.testing import CliRunner

from codex_tools.base.relations import Polarity, build_relations
from codex_tools.cli import codex
from codex_tools.errors import SettingsError
from codex_tools.settings import load_settings

CONFIG = """\
model = "none"
confidence = ["low", "medium", "high"]

[fields]
confidence = "sure"

[kinds.thesis]
role = "claim"

[kinds.literature]
role = "source"

[relations.backed_by]
target-roles = ["source"]
provenance = "from"
carries = true

[relations.strengthens]
target-roles = ["claim"]
polarity = "backs"

[relations.weakens]
target-roles = ["claim"]
polarity = "attacks"
"""

SHIPPED = ("sourced_from", "claims_extracted", "supports", "challenge", "depends_on", "`claim`")


def thesis(fields: str = "", body: str = "Because of it.\n") -> str:
    return f"---\ntype: thesis\n{fields}---\n{body}"


LITERATURE = "---\ntype: literature\ntitle: On the tides of the sea\n---\nText.\n"


def rows(make_base: MakeBase, files: dict[str, str], *codes: str) -> list[tuple[str, str, str]]:
    root = make_base({**files, "codex.toml": CONFIG})
    found = findings(root, *(word for code in codes or ["ALL"] for word in ("--select", code)))
    for row in found:
        said = f"{row['message']} {row['hint']}"
        assert not any(word in said for word in SHIPPED), said
    return [(row["path"], row["code"], row["message"]) for row in found]


def test_provenance_without_an_inverse_wants_none(make_base: MakeBase) -> None:
    files = {"a.md": thesis("backed_by: '[[lit]]'\n"), "lit.md": LITERATURE}
    assert rows(make_base, files, "PV", "ED", "RF", "CL003") == []


def test_a_claim_without_evidence_is_told_the_fields_of_its_base(make_base: MakeBase) -> None:
    files = {"a.md": thesis(), "b.md": thesis("backed_by: '[[lit]]'\n"), "lit.md": LITERATURE}
    message = "no evidence: `backed_by` is not filled"
    assert rows(make_base, files, "CL003") == [("a.md", "CL003", message)]


def test_the_roles_at_both_ends_are_checked(make_base: MakeBase) -> None:
    files = {"a.md": thesis("backed_by: '[[b]]'\n"), "b.md": thesis(), "lit.md": LITERATURE}
    [(path, _, message)] = rows(make_base, files, "RF008")
    assert path == "a.md"
    assert message.startswith("`backed_by`")


def test_what_speaks_for_and_against_one_claim(make_base: MakeBase) -> None:
    files = {"a.md": thesis("strengthens: '[[b]]'\nweakens: '[[b]]'\n"), "b.md": thesis()}
    assert [path for path, _, _ in rows(make_base, files, "ED005")] == ["a.md"]


def test_a_challenge_speaks_against_a_confident_claim(make_base: MakeBase) -> None:
    files = {"a.md": thesis("sure: high\n"), "b.md": thesis("weakens: '[[c]]'\n")}
    files["c.md"] = thesis("sure: high\n")
    assert [path for path, _, _ in rows(make_base, files, "CL004")] == ["a.md"]


def test_everything_at_once_names_no_word_that_the_base_does_not_have(make_base: MakeBase) -> None:
    files = {
        "a.md": thesis("backed_by: '[[gone]]'\nstrengthens: '[[lit]]'\nsure: maybe\n", ""),
        "b.md": thesis("weakens: '[[b]]'\nsource: On the tides of the sea\nsure: high\n"),
        "lit.md": LITERATURE,
        "more/lit.md": LITERATURE,
        "c.md": "---\ntype: essay\n---\n",
    }
    assert rows(make_base, files)


def test_the_statistics_go_by_roles_and_polarities(make_base: MakeBase) -> None:
    files = {
        "a.md": thesis("backed_by: '[[lit]]'\nstrengthens: '[[b]]'\n"),
        "b.md": thesis("weakens: '[[a]]'\n"),
        "lit.md": LITERATURE,
    }
    root = make_base({**files, "codex.toml": CONFIG})
    done = CliRunner().invoke(codex, ["graph", "stats", "--root", str(root)])
    assert "1 claim and 1 source connected" in done.output
    assert "a.md <-> b.md" in done.output
    assert not any(word in done.output for word in SHIPPED)


def test_a_slip_in_an_inverse_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": '[relations.refutes]\ninverse = "challengd_by"\n'})
    with pytest.raises(SettingsError, match="did you mean `challenged_by`"):
        load_settings(root)


def test_an_inverse_that_is_nowhere_else_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": '[relations.refutes]\ninverse = "told_off_by"\n'})
    words = r"which is no relation; add a table \[relations.told_off_by\]"
    with pytest.raises(SettingsError, match=words):
        load_settings(root)


def test_an_inverse_answers_to_what_names_it(make_base: MakeBase) -> None:
    config = '[relations.refutes]\ninverse = "refuted_by"\n[relations.refuted_by]\n'
    root = make_base({"codex.toml": config})
    assert load_settings(root).relations.by_name["refuted_by"].inverse == "refutes"


def test_an_entry_names_its_target_by_a_key_of_its_own(make_base: MakeBase) -> None:
    config = 'model = "none"\n[relations.cites]\ntarget-key = "resource"\n'
    entry = "---\ncites:\n  - {title: A work, resource: gone.md}\n---\n"
    root = make_base({"a.md": entry, "codex.toml": config})
    [found] = findings(root, "--select", "RF007")
    assert (found["line"], found["column"]) == (3, 31)


def test_an_inverse_with_an_empty_table_says_the_same_at_the_other_end() -> None:
    own = {"weakens": {"polarity": "attacks", "inverse": "weakened_by"}, "weakened_by": {}}
    assert build_relations(own).by_name["weakened_by"].polarity is Polarity.ATTACKED_BY


def test_an_address_on_the_web_is_no_dangling_reference(make_base: MakeBase) -> None:
    note = "---\ntype: claim\nsources: [https://example.org/x]\nrelated: [https://example.org/y]\n---\n"
    root = make_base({"claims/a.md": note})
    assert findings(root, "--select", "RF") == []


def test_an_edge_to_itself_is_not_answered(make_base: MakeBase) -> None:
    config = '[relations]\nweakens = {polarity = "attacks", inverse = "weakened_by"}\n'
    config += "weakened_by = {}\n"
    note = "---\nweakened_by: [a]\n---\n"
    root = make_base({"codex.toml": config, "claims/a.md": note})
    assert findings(root, "--select", "ED006") == []
