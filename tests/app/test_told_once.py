"""What a base is told once is told in any part that is asked for, as long as one is left."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bases import MakeBase, findings
from click.testing import CliRunner

from codex_tools.app.authoring.proposal import propose as changed
from codex_tools.app.baseline import update_baseline
from codex_tools.app.init import propose
from codex_tools.app.living import Workspace
from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.reporters.init import configuration
from codex_tools.rules._samples import claim
from codex_tools.settings import load_settings

GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
SELECT = ("--select", "IO004,RF001,RF003")
NAMES = [f"n/{number}.md" for number in range(101, 106)]
SAYING = "Eels swim up the river"
HABIT = {
    name: f"---\ntitle: {SAYING} by night {name[2:5]}\n---\n[[{SAYING} by night {other[2:5]}]]\n"
    for name, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)
}
SHORT = {"n/200.md": "---\ntitle: Moon\n---\n", "n/300.md": "---\ntitle: Ebb\n---\n[[Moon]]\n"}
EXACT = "[[101]] [[102]] [[103]] [[104]] [[105]] [[200]]\n"
CRLF = {f"{letter}.md": "Water.\r\nSalt.\r\n" for letter in "abcdef"}
MANY = "lines end with CRLF in {} files"


def commit(root: Path) -> None:
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([*GIT, *words], cwd=root, check=True, capture_output=True)


def stage(root: Path, path: str, text: str) -> None:
    (root / path).write_bytes(text.encode())
    subprocess.run([*GIT, "add", path], cwd=root, check=True, capture_output=True)


def said(root: Path, *words: str) -> list[tuple[str, str]]:
    return [(each["path"], each["message"]) for each in findings(root, *SELECT, *words)]


def test_short_titles_that_a_staged_note_makes_dangling_are_reported(make_base: MakeBase) -> None:
    root = make_base({**HABIT, **SHORT})
    commit(root)
    stage(root, "n/400.md", EXACT)
    dangling = ("n/300.md", 'the wikilink names no file: "Moon"')
    assert dangling in said(root)
    assert dangling in said(root, "--staged")


def test_short_titles_in_a_living_base_follow_what_is_usual(make_base: MakeBase) -> None:
    root = make_base({**HABIT, **SHORT})
    workspace = Workspace(lambda: load_settings(root)._replace(cache=False, select=("RF001",)))
    assert not workspace.report().diagnostics
    (root / "n/400.md").write_text(EXACT)
    workspace.refresh()
    assert [each.path for each in workspace.report().diagnostics] == ["n/300.md"]


def test_what_is_told_once_stands_where_settings_do_not_silence_it(make_base: MakeBase) -> None:
    root = make_base({**CRLF, "codex.toml": '[per-file-ignores]\n"a.md" = ["IO004"]\n'})
    assert said(root) == [("b.md", MANY.format(5))]


def test_what_is_told_once_stands_where_no_comment_silences_it(make_base: MakeBase) -> None:
    comment = "<!-- codex: ignore-file[IO004] -->\r\n"
    root = make_base({**CRLF, **{name: comment + CRLF[name] for name in ("a.md", "c.md")}})
    assert said(root, "--extend-select", "SU") == [("b.md", MANY.format(4))]


def test_titles_in_links_are_told_where_no_comment_silences_them(make_base: MakeBase) -> None:
    ignored = "<!-- codex: ignore-file[RF003] -->\n"
    root = make_base({**HABIT, NAMES[0]: HABIT[NAMES[0]] + ignored})
    [(path, message)] = said(root)
    assert (path, message[:27]) == (NAMES[1], "4 wikilinks give the titles")


def test_what_is_told_once_stands_in_the_part_that_is_asked_for(make_base: MakeBase) -> None:
    root = make_base(CRLF)
    assert said(root, str(root / "c.md"), str(root / "d.md")) == [("c.md", MANY.format(2))]
    assert said(root, str(root / "c.md")) == [("c.md", "lines end with CRLF")]


def test_a_further_file_that_is_staged_is_told_of(make_base: MakeBase) -> None:
    root = make_base(CRLF)
    commit(root)
    stage(root, "g.md", CRLF["a.md"])
    assert [path for path, _ in said(root, "--staged")] == ["g.md"]


def test_a_baseline_knows_each_file_of_what_is_told_once(make_base: MakeBase) -> None:
    root = make_base({**CRLF, "codex.toml": 'baseline = "known.json"\nselect = ["IO004"]\n'})
    settings = load_settings(root)
    update_baseline(load(settings), settings)
    (root / "a.md").unlink()
    assert said(root) == []
    (root / "g.md").write_bytes(CRLF["b.md"].encode())
    assert said(root) == [("g.md", "lines end with CRLF")]
    for number in range(9):  # which is another habit, and the same findings
        (root / f"x{number}.md").write_text("Salt.\n")
    assert said(root) == [("g.md", "lines end with CRLF")]


def test_line_ends_of_a_whole_base_are_no_rule_to_be_left_out(make_base: MakeBase) -> None:
    text = claim("Water.\n").replace("\n", "\r\n")
    root = make_base({f"domains/the-tide-turns-at-{number}.md": text for number in range(20)})
    assert "crlf-line-ends" not in configuration(propose(root))


def test_a_proposal_tells_of_its_own_titles_alone(make_base: MakeBase) -> None:
    root = make_base(HABIT)
    settings = load_settings(root)._replace(cache=False, select=("RF003",))
    text = f"{HABIT[NAMES[0]]}\n[[{SAYING} by night 104]]\n"
    [new] = changed(load(settings), settings, {NAMES[0]: text.encode()}).findings
    assert new.message.endswith('by night 104"')


def test_a_comment_is_added_to_each_file_of_what_is_told_once(make_base: MakeBase) -> None:
    root = make_base(CRLF)
    words = ["check", "--root", str(root), *SELECT, "--no-cache", "--add-ignore"]
    assert "6 findings in 6 files" in CliRunner().invoke(codex, words).output
    assert said(root) == []
