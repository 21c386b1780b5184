"""New notes follow the habits of their base, both ends are written, and nothing else changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.authoring.drafting import Wish, draft
from codex_tools.app.authoring.notes import NewNote, new_note
from codex_tools.app.authoring.proposal import write_proposal
from codex_tools.app.authoring.retirement import retract, supersede
from codex_tools.app.authoring.values import read_value
from codex_tools.app.identity import note_id
from codex_tools.app.paths import find_note
from codex_tools.app.similar import similar
from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.errors import CodexError, EditRefusedError, NotFoundError
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

DAY = "2026-05-01"
SOURCE = "inbox/archive/tides.md"
BASE = {
    "codex.toml": "",
    "domains/tides/the-moon-pulls-the-sea.md": claim("Text.\n", sourced_from=f"[{SOURCE}]"),
    SOURCE: source("Tables.\n", claims_extracted="[the-moon-pulls-the-sea]"),
}
VAULT = {
    "codex.toml": """
[kinds.thesis]
role = "claim"
when = {class = "thesis"}
[kinds.paper]
role = "source"
folders = ["Papers"]
[relations.rests_on]
target-kinds = ["paper"]
provenance = "from"
style = "wikilink"
""",
    "Thinking/The sea rises.md": "---\nclass: thesis\nrests_on: '[[Gauge 2020]]'\n---\nText.\n",
    "Thinking/The land sinks.md": "---\nclass: thesis\n---\nText.\n",
    "Papers/Gauge 2020.md": "---\nauthor: Ada Gauge\nyear: 2020\n---\nTables.\n",
}


def wished(root: Path, kind: str, title: str, origin: str = "", **more: object) -> NewNote:
    known = load_settings(root)
    base = load(known)
    note = find_note(base, known, origin) if origin else None
    return new_note(base, known, Wish(kind, title, DAY, source=note, **more))  # type: ignore[arg-type]


def test_a_note_is_written_as_the_others_of_a_vault_are(make_base: MakeBase) -> None:
    made = wished(make_base(VAULT), "thesis", "Does the land sink: yes/no?", "Gauge 2020")
    assert made.path == "Thinking/Does the land sink yes no.md"
    before, after = made.proposal.files[made.path]
    assert before is None
    assert after == b'---\nclass: thesis\nrests_on:\n  - "[[Gauge 2020]]"\n---\n' or after == (
        b"---\nclass: thesis\nrests_on:\n  - '[[Gauge 2020]]'\n---\n"
    )
    assert list(made.proposal.files) == [made.path]


def test_a_new_domain_gets_a_folder_beside_the_others(make_base: MakeBase) -> None:
    root = make_base(BASE)
    made = wished(root, "claim", "Clouds are wet", fields={"domain": "clouds"})
    assert made.path == "domains/clouds/clouds-are-wet.md"
    write_proposal(made.proposal, load_settings(root))
    assert (root / made.path).is_file()


def test_no_folder_is_guessed_where_notes_lie_all_over(make_base: MakeBase) -> None:
    names = ("tides", "clouds", "rivers")
    files = {f"domains/{name}/{name}-flow.md": claim("Text.\n", domain=name) for name in names}
    root = make_base({"codex.toml": "", **files})
    with pytest.raises(EditRefusedError, match="give `domain`, or a path"):
        wished(root, "claim", "Ice floats")
    assert wished(root, "claim", "Ice floats", fields={"domain": "clouds"}).path == (
        "domains/clouds/ice-floats.md"
    )
    assert wished(root, "claim", "Ice floats", path="domains/ice.md").path == "domains/ice.md"


def test_both_ends_are_written_and_nothing_else(make_base: MakeBase) -> None:
    root = make_base(BASE)
    made = wished(root, "claim", "The sun pulls the sea", SOURCE, body="More text.")
    write_proposal(made.proposal, load_settings(root))
    moon, archive = "domains/tides/the-moon-pulls-the-sea.md", (root / SOURCE).read_text()
    assert (root / moon).read_text() == BASE[moon]
    assert archive.replace(", the-sun-pulls-the-sea", "") == BASE[SOURCE]
    text = (root / made.path).read_text()
    assert f"sourced_from:\n  - {SOURCE}\n" in text
    assert "source: Ada Sample, 'On tides', 2025-06-01\n" in text
    assert f"created: {DAY}\n" in text
    assert text.endswith("---\n\nMore text.\n")


def test_nothing_is_written_where_a_file_changed_meanwhile(make_base: MakeBase) -> None:
    root = make_base(BASE)
    made = wished(root, "claim", "The sun pulls the sea", SOURCE)
    changed = BASE[SOURCE] + "More.\n"
    (root / SOURCE).write_text(changed)
    with pytest.raises(CodexError):
        write_proposal(made.proposal, load_settings(root))
    assert (root / SOURCE).read_text() == changed
    assert not (root / made.path).exists()


def test_a_folder_that_was_made_for_nothing_goes(make_base: MakeBase) -> None:
    root = make_base(BASE)
    made = wished(root, "claim", "Wet", SOURCE, fields={"domain": "clouds"})
    (root / SOURCE).write_text("changed")
    with pytest.raises(CodexError):
        write_proposal(made.proposal, load_settings(root))
    assert not (root / "domains/clouds").exists()


USUAL = """---
type: claim
domain: tides
description: Says more.
confidence: likely
source: A walk
created: 2026-02-01
Date seen: 2026-02-01
tags: [sea]
status: draft
---
# {title}

Text.
"""


def test_fields_that_most_notes_have_are_left_to_be_filled_where_asked_for(
    make_base: MakeBase,
) -> None:
    titles = ("The sea is salt", "The sea is deep", "The sea is wide")
    files = {f"domains/{n}.md": USUAL.format(title=each) for n, each in enumerate(titles)}
    rare = {"domains/9.md": USUAL.format(title="Odd").replace("status: draft", "tradition: x")}
    root = make_base({"codex.toml": "", **files, **rare})
    plain = wished(root, "claim", "Rivers are sweet").proposal.files["domains/rivers-are-sweet.md"]
    assert b"status" not in plain[1]
    made = wished(root, "claim", "Rivers are sweet", usual_fields=True, fields={"status": "new"})
    text = made.proposal.files[made.path][1].decode()
    assert "Date seen:\ntags: []\nstatus: new\n---\n" in text
    assert "confidence:\n" in text
    assert "tradition" not in text


def test_in_a_base_without_notes_a_role_says_what_is_usual(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "extends = 'codex:obsidian-claims'\n"})
    made = wished(root, "claim", "Rivers are sweet", usual_fields=True)
    text = made.proposal.files[made.path][1].decode()
    assert text == ("---\ntags:\n  - claim\nconfidence:\nsources:\n---\n\n# Rivers are sweet\n")
    made = wished(root, "source", "Rivers of the north", usual_fields=True)
    text = made.proposal.files[made.path][1].decode()
    assert {"title: Rivers of the north", "author:", "date:", "url:"} <= set(text.splitlines())


def test_the_default_of_a_schema_fills_a_field_that_is_required(make_base: MakeBase) -> None:
    schema = '{"required": ["class", "stage"], "properties": {"stage": {"default": "seed"}}}'
    config = '[kinds.idea]\nschema = "idea.json"\nwhen = {class = "idea"}\n'
    root = make_base({"codex.toml": config, "idea.json": schema})
    made = wished(root, "idea", "Rivers are sweet")
    lines = made.proposal.files[made.path][1].splitlines()
    assert {b"class: idea", b"stage: seed"} <= set(lines)


def test_a_note_that_is_there_already_is_an_answer_and_no_failure(make_base: MakeBase) -> None:
    root = make_base(BASE)
    words = ["new", "claim", "The moon pulls the sea", "--root", str(root)]
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    for flags in ([], ["--force"], ["--format", "json"]):
        command = [sys.executable, "-m", "codex_tools", *words, *flags]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 1
        assert "the-moon-pulls-the-sea.md is there already" in done.stderr
    assert json.loads(done.stderr)["kind"] == "exists"
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_a_base_without_kinds_says_where_they_come_from(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": ""})
    with pytest.raises(NotFoundError, match=r"has none yet: describe it .*\[kinds.NAME\]"):
        wished(root, "claim", "The moon pulls the sea")


PLACES = ["../x.md", "/etc/x.md", "a/../../x.md", "x.txt", ".hidden/x.md", "a\\..\\x.md", "con.md"]


@pytest.mark.parametrize("path", [*PLACES, "domains//x.md", "domains/tides/x?.md", ""])
def test_a_place_that_no_note_can_have_is_refused(make_base: MakeBase, path: str) -> None:
    root = make_base(BASE)
    if path:
        with pytest.raises(CodexError):
            wished(root, "claim", "Wet", path=path)
    with pytest.raises(EditRefusedError):
        wished(root, "claim", "The moon pulls the sea")


def test_a_link_that_leads_out_of_the_base_is_not_followed(
    make_base: MakeBase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, outside = make_base(BASE), tmp_path_factory.mktemp("outside")
    (root / "domains/out").symlink_to(outside)
    made = wished(root, "claim", "Wet", path="domains/out/deep/wet.md")
    with pytest.raises(CodexError):
        write_proposal(made.proposal, load_settings(root))
    assert list(outside.iterdir()) == []


@settings(deadline=None, max_examples=50)
@given(
    title=st.text(min_size=1, max_size=60),
    value=st.text(max_size=40) | st.lists(st.text(max_size=10)) | st.integers() | st.booleans(),
    body=st.text(max_size=40),
)
def test_whatever_is_wished_for_is_read_back_or_refused(
    tmp_path_factory: pytest.TempPathFactory, title: str, value: object, body: str
) -> None:
    root = tmp_path_factory.mktemp("base")
    (root / "codex.toml").touch()
    known = load_settings(root)
    base = load(known)
    try:
        made = draft(base, known, Wish("claim", title, DAY, {"tags": value}, body))
    except CodexError:
        return
    from codex_tools.syntax.document import parse_document

    document = parse_document(made.path, made.data)
    assert not document.problems
    assert document.fields.get("tags") == value
    assert made.data.count(b"\n---\n") >= 1
    assert ".." not in made.path.split("/")


def test_a_diff_with_a_new_file_is_one_that_git_applies(make_base: MakeBase) -> None:
    root = make_base(BASE)
    words = ["new", "claim", "The sun pulls the sea", "--from", SOURCE, "--root", str(root)]
    diff = CliRunner().invoke(codex, [*words, "--diff"]).stdout
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "apply", "-"], cwd=root, input=diff.encode(), check=True)
    by_diff = {path: path.read_bytes() for path in root.rglob("*.md")}
    (root / "domains/tides/the-sun-pulls-the-sea.md").unlink()
    (root / SOURCE).write_text(BASE[SOURCE])
    assert CliRunner().invoke(codex, words).exit_code == 0
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == by_diff


def test_a_note_that_says_the_same_is_not_written_again(make_base: MakeBase) -> None:
    root = make_base(BASE)
    words = ["new", "claim", "The moon it pulls the seas", "--root", str(root)]
    refused = CliRunner().invoke(codex, words)
    assert refused.exit_code == 1
    assert "same     1.00  domains/tides/the-moon-pulls-the-sea.md" in refused.stderr
    assert len(list(root.rglob("*.md"))) == 2
    assert CliRunner().invoke(codex, [*words, "--force"]).exit_code == 0
    assert len(list(root.rglob("*.md"))) == 3


@pytest.mark.parametrize(
    ("text", "title", "likeness"),
    [
        ("The moon does not pull the sea", "The moon pulls the sea", "opposite"),
        ("The moon pulls the sea", "the moon never pulls the sea", "opposite"),
        ("Larger boats sink faster here", "Smaller boats sink faster here", "opposite"),
        ("Larger boats sink faster here", "Smaller boats sink slower here", "same"),
        ("Boats don\u2019t sink in winter", "boats sink in winter", "opposite"),
        ("Boats sink in winter", "Boats sink in summer", "similar"),
        ("Boats sink in winter", "Cats like tuna", ""),
    ],
)
def test_what_is_like_a_text(make_base: MakeBase, text: str, title: str, likeness: str) -> None:
    base = load(load_settings(make_base({"codex.toml": "", "a.md": f"# {title}\n"})))
    assert [str(each.likeness) for each in similar(base, text)] == ([likeness] if likeness else [])


def test_a_base_without_a_relation_for_it_has_no_successors(make_base: MakeBase) -> None:
    config = f'model = "none"\n{VAULT["codex.toml"]}'
    known = load_settings(make_base({**VAULT, "codex.toml": config}))
    base = load(known)
    rises, sinks = (base.notes[f"Thinking/The {each}.md"] for each in ("sea rises", "land sinks"))
    with pytest.raises(NotFoundError, match="succession"):
        supersede(base, known, rises, sinks, DAY)
    [(path, (_, after))] = retract(base, known, rises, DAY).proposal.files.items()
    assert path == rises.path
    assert b"\nstatus: retracted\nupdated: 2026-05-01\n---\n" in after


def test_the_words_of_a_base_say_that_a_note_is_replaced(make_base: MakeBase) -> None:
    more = """
[relations.instead_of]
succession = "replaces"
inverse = "replaced_with"
[relations.replaced_with]
succession = "replaced-by"
[argument]
retired = ["out of date"]
[fields]
status = "state"
updated = "touched"
"""
    known = load_settings(make_base({**VAULT, "codex.toml": VAULT["codex.toml"] + more}))
    base = load(known)
    rises, sinks = (base.notes[f"Thinking/The {each}.md"] for each in ("sea rises", "land sinks"))
    files = supersede(base, known, rises, sinks, DAY).proposal.files
    assert files[rises.path][1].endswith(
        b"state: out of date\ntouched: 2026-05-01\nreplaced_with:\n  - The land sinks\n---\nText.\n"
    )
    assert b"instead_of:\n  - The sea rises\n" in files[sinks.path][1]


def test_a_note_cannot_replace_itself(make_base: MakeBase) -> None:
    known = load_settings(make_base(BASE))
    base = load(known)
    [moon] = [note for note in base.notes.values() if note.kind == "claim"]
    with pytest.raises(EditRefusedError):
        supersede(base, known, moon, moon, DAY)


SCHEMA = '{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}'


def test_an_id_survives_a_rename(make_base: MakeBase) -> None:
    root = make_base(
        {
            "codex.toml": '[kinds.idea]\nrole = "claim"\nfolders = ["i"]\nschema = "idea.json"\n',
            "idea.json": SCHEMA,
            "i/one.md": "---\nid: K7\n---\nText.\n",
        }
    )
    assert CliRunner().invoke(codex, ["mv", "one", "two", "--root", str(root)]).exit_code == 0
    known = load_settings(root)
    base = load(known)
    note = find_note(base, known, "K7")
    assert (note.path, note_id(base, note)) == ("i/two.md", "K7")
    made = wished(root, "idea", "Three")
    assert b"\nid: " in made.proposal.files[made.path][1]
    assert "SC" not in {each.code[:2] for each in made.proposal.findings}


def test_a_text_from_standard_input_is_checked_in_its_place(make_base: MakeBase) -> None:
    root = make_base(BASE)
    moon = "domains/tides/the-moon-pulls-the-sea.md"
    words = ["check", "-", "--root", str(root), "--format", "concise", "--stdin-filename"]
    fine = CliRunner().invoke(codex, [*words, str(root / moon)], input=BASE[moon])
    assert fine.exit_code == 0, fine.output
    broken = CliRunner().invoke(codex, [*words, str(root / moon)], input=BASE[moon] + "[[gone]]")
    assert f"{moon}:11:3: RF001" in broken.output
    new = CliRunner().invoke(codex, [*words, str(root / "domains/new.md")], input="[[tides]] [[x]]")
    assert [line.split()[1] for line in new.output.splitlines()[:-1]] == ["RF001"]
    assert (root / moon).read_text() == BASE[moon]


def test_values_are_read_as_in_a_front_matter() -> None:
    read = {
        text: read_value(text) for text in ("a", "[a, b]", "3", "[[x]]", "a: b", "", "2026-01-02")
    }
    assert read == {
        "a": "a",
        "[a, b]": ["a", "b"],
        "3": 3,
        "[[x]]": "[[x]]",
        "a: b": "a: b",
        "": "",
        "2026-01-02": "2026-01-02",
    }
