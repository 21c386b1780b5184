"""Suppression comments, `--add-ignore`, severities, per-file ignores and the baseline."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from bases import MakeBase, grows_evenly
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.cli import codex
from codex_tools.edits.ignoring import add_comments
from codex_tools.model import Diagnostic, Severity
from codex_tools.rules._samples import claim, source
from codex_tools.syntax import frontmatter
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.frontmatter import Block

BASE = {
    "domains/spring-tides-follow-the-moon.md": claim(
        "See [[gone]] and [[lost]].\n\n```\n[[in code]]\n```\n", supports="[harbours-have-none]"
    ),
    "domains/harbours-need-gauges-badly.md": claim(
        "Some do [[not there]].\n", created="2026-02-00"
    ),
    "inbox/archive/2025-sample-tides.md": source("Tables of a year.\n", url=None),
}


def check(root: Path, *arguments: str, status: int) -> str:
    command = ["check", "--format", "concise", "--root", str(root), *arguments]
    result = CliRunner().invoke(codex, command)
    assert result.exit_code == status, result.output
    return result.output


def test_a_baseline_makes_the_next_run_clean_and_shows_a_new_defect_alone(
    make_base: MakeBase,
) -> None:
    root = make_base(BASE)
    assert "Known from now on: 6 findings" in check(root, "--write-baseline", status=0)
    assert "(6 known from the baseline)" in check(root, status=0)
    path = root / "domains/harbours-need-gauges-badly.md"
    path.write_text(path.read_text() + "\nAnd [[a new one]].\n")
    output = check(root, status=1)
    assert output.count(" RF001 ") == 1
    assert '"a new one"' in output


def test_a_baseline_survives_moved_lines_and_reformatting(make_base: MakeBase) -> None:
    root = make_base(BASE)
    check(root, "--write-baseline", status=0)
    path = root / "domains/spring-tides-follow-the-moon.md"
    text = path.read_text().replace("supports: [harbours", "tags: [x]\nsupports:\n  - [harbours")
    path.write_text(text.replace("- [harbours-have-none]", "- harbours-have-none") + "\nMore.\n")
    path.write_text(path.read_text().replace("See [[gone]]", "\n\nNew text.\n\nSee  [[gone]]"))
    check(root, status=0)


def test_a_baseline_only_shrinks(make_base: MakeBase) -> None:
    root = make_base(BASE)
    check(root, "--write-baseline", status=0)
    path = root / "domains/harbours-need-gauges-badly.md"
    path.write_text(path.read_text().replace("[[not there]]", "[[another]]"))
    output = check(root, "--write-baseline", status=0)
    assert "No longer found, and dropped: 1." in output
    assert "1 new finding was not added; delete the baseline to start again." in output
    assert len(json.loads((root / "codex-baseline.json").read_text())["findings"]) == 5
    assert '"another"' in check(root, status=1)


def test_a_baseline_written_for_some_rules_keeps_what_is_known_of_the_others(
    make_base: MakeBase,
) -> None:
    root = make_base(BASE)
    check(root, "--write-baseline", status=0)
    output = check(root, "--write-baseline", "--select", "RF001", status=0)
    assert "dropped" not in output
    check(root, status=0)


def test_modes_that_do_not_go_together_are_refused(make_base: MakeBase) -> None:
    root = make_base(BASE)
    assert "do not go together" in check(root, "--write-baseline", "--diff", status=2)
    assert "goes with --fix or --diff" in check(root, "--unsafe-fixes", status=2)
    assert "not of PATHS" in check(root, "--write-baseline", str(root / "domains"), status=2)
    assert "do not go together" in check(root, "--write-baseline", "--no-baseline", status=2)
    assert "does not make" in check(root, "--diff", "--output-file", str(root / "o"), status=2)
    assert not (root / "codex-baseline.json").exists()


def test_add_ignore_is_done_when_it_is_done(corpus: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(corpus, root)
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    check(root, "--add-ignore", status=0)
    once = {path: path.read_bytes() for path in root.rglob("*.md")}
    assert check(root, status=0).splitlines()[-1].endswith("nothing found.")
    check(root, "--add-ignore", status=0)
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == once


def test_no_baseline_shows_everything(make_base: MakeBase) -> None:
    root = make_base(BASE)
    check(root, "--write-baseline", status=0)
    assert check(root, status=0).count("\n") == 1
    assert check(root, "--no-baseline", status=1).count("\n") == 7


def test_a_damaged_baseline_is_named(make_base: MakeBase) -> None:
    root = make_base({**BASE, "codex-baseline.json": "{}"})
    result = CliRunner().invoke(codex, ["check", "--root", str(root)])
    assert "codex-baseline.json is no baseline" in str(result.exception)


def test_add_ignore_silences_all_there_is_and_a_later_defect_shows(make_base: MakeBase) -> None:
    root = make_base(BASE)
    assert "6 findings in 3 files" in check(root, "--add-ignore", status=0)
    check(root, status=0)
    path = root / "domains/spring-tides-follow-the-moon.md"
    assert "See [[gone]] and [[lost]]. <!-- codex: ignore[RF001] -->" in path.read_text()
    path.write_text(path.read_text().replace("[[gone]] and [[lost]]", "[[gone]]\n\n[[lost]]"))
    assert check(root, status=1).count("RF001") == 1


def test_severities_and_ignores_by_file_come_from_the_configuration(make_base: MakeBase) -> None:
    config = (
        'extend-select = ["TI"]\n[severity]\nRF = "info"\nRF007 = "error"\n'
        '[per-file-ignores]\n"inbox/*" = ["SC001"]\n"domains/harbours*" = ["FM005"]\n'
    )
    root = make_base({**BASE, "codex.toml": config})
    result = CliRunner().invoke(codex, ["check", "--root", str(root), "--format", "json"])
    found = json.loads(result.output)["items"]
    assert {(each["code"], each["severity"]) for each in found if each["code"][:2] == "RF"} == {
        ("RF001", "info"),
        ("RF007", "error"),
    }
    assert not {"SC001", "FM005"} & {each["code"] for each in found}


def test_statistics_count_by_rule(make_base: MakeBase) -> None:
    output = check(make_base(BASE), "--statistics", status=1)
    assert output.splitlines()[0].split()[:2] == ["3", "RF001"]


def test_output_goes_to_a_file(make_base: MakeBase) -> None:
    root = make_base(BASE)
    assert check(root, "--output-file", str(root / "report.txt"), status=1) == ""
    assert "RF001" in (root / "report.txt").read_text()


def test_show_files_lists_what_is_checked(make_base: MakeBase) -> None:
    assert check(make_base(BASE), "--show-files", status=0).splitlines() == sorted(BASE)


LINES = st.lists(
    st.sampled_from(["a: 1", "b: |", "  text", "c:", "  - x", "# note", "", "d: 'x", "  y'"]),
    max_size=8,
)


@settings(max_examples=200)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.lists(st.integers(0, 90), max_size=4))
def test_added_comments_change_no_field_and_lose_no_byte(
    lines: list[str], newline: str, offsets: list[int]
) -> None:
    data = newline.join(["---", *lines, "---", "Body [[x]].", "", "More"]).encode()
    block = frontmatter.find_block(data)
    found = [
        Diagnostic("XX001", "x", Severity.INFO, "a.md", min(at, len(data)), 0, 1, 1, 1, 1, "")
        for at in offsets
    ]
    after = add_comments(data, found)
    before_fields = parse_document("a.md", data).fields
    assert parse_document("a.md", after).fields == before_fields
    rest = iter(after)
    assert all(byte in rest for byte in data)
    assert isinstance(block, Block) or not any(":" in line for line in lines)


def test_add_ignore_writes_comments_of_obsidian_where_they_are_used() -> None:
    text = b"%% codex: ignore[RF001] %%\n[[gone]]\n\nSee [[lost]].\n"
    at = text.index(b"lost")
    found = Diagnostic("RF001", "x", Severity.INFO, "a.md", at, at + 4, 4, 7, 4, 11, "")
    after = add_comments(text, [found])
    assert after == text.replace(b"lost]].", b"lost]]. %% codex: ignore[RF001] %%")


def test_add_ignore_leaves_alone_what_could_not_be_read(
    make_base: MakeBase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    large = "# Tides\n" + 500 * "The sea rises twice a day. "
    root = make_base({"codex.toml": "max-file-size = 1000\n", "large.md": large, "a.md": "[[x]]\n"})
    outside = tmp_path_factory.mktemp("outside") / "note.md"
    outside.write_text("A note elsewhere.\n")
    (root / "leads-out.md").symlink_to(outside)
    (root / "dangles.md").symlink_to(outside.with_name("none.md"))
    found = check(root, "--select", "IO", status=1)
    assert all(code in found for code in ("IO005", "IO006", "IO007"))
    check(root, "--select", "IO", "--select", "RF001", "--add-ignore", status=0)
    assert (root / "large.md").read_text() == large
    assert outside.read_text() == "A note elsewhere.\n"
    assert not outside.with_name("none.md").exists()
    assert "RF001" in (root / "a.md").read_text()


def test_a_comment_in_code_or_in_a_text_silences_nothing(make_base: MakeBase) -> None:
    shown = "```markdown\n<!-- codex: ignore-file[RF001] -->\n```\n\n[[gone]]\n"
    root = make_base(
        {
            "a.md": shown,
            "b.md": "`<!-- codex: ignore-file -->` and [[gone]]\n",
            "c.md": '---\nsays: "a # codex: ignore-file"\n---\n[[gone]]\n',
            "d.md": "---\nsays: |\n  # codex: ignore-file\n---\n[[gone]]\n",
            "e.md": "---\nsays: a # codex: ignore-file[RF001] really\n---\n[[gone]]\n",
        }
    )
    found = check(root, "--select", "RF001", "--select", "SU", status=1)
    silent = {line[:4] for line in found.splitlines() if "RF001" in line}
    assert silent == {"a.md", "b.md", "c.md", "d.md"}
    assert "SU00" not in found


def test_a_comment_is_called_unused_only_if_all_it_may_speak_for_ran(make_base: MakeBase) -> None:
    root = make_base({"a.md": "[[n]] <!-- codex: ignore -->\n\n[[m]] <!-- codex: ignore[RF] -->\n"})
    check(root, status=0)
    check(root, "--ignore", "RF001", status=0)
    check(root, "--select", "RF004", "--select", "SU001", status=0)
    (root / "a.md").write_text("m <!-- codex: ignore -->\n\nn <!-- codex: ignore[RF] -->\n")
    assert check(root, status=1).count("SU001") == 2


def many_comments(many: int) -> dict[str, str]:
    entries = "".join(f"k{number}: ö # codex: ignore[RF001]\n" for number in range(many))
    return {
        "a.md": "[[n]] <!-- codex: ignore[RF001] -->\n" * (4 * many),
        "b.md": f"---\n{entries}---\n",
        "c.md": "".join(f"Some [[n{number}]].\n\n" for number in range(many)),
    }


def test_thousands_of_comments_silence_and_are_written(make_base: MakeBase) -> None:
    root = make_base(many_comments(2_000))
    check(root, "--select", "RF001", "--add-ignore", status=0)
    assert (root / "c.md").read_text().count("<!-- codex: ignore[RF001] -->") == 2_000
    check(root, "--select", "RF001", status=0)


@pytest.mark.parametrize("command", [(), ("--add-ignore",)])
def test_the_work_of_silencing_grows_with_the_number_of_comments(
    make_base: MakeBase, command: tuple[str, ...]
) -> None:
    def silence(many: int) -> None:
        status = 0 if command else 1
        check(
            make_base(many_comments(many)),
            "--select",
            "RF001",
            "--no-cache",
            *command,
            status=status,
        )

    assert grows_evenly(silence, 50)


def test_a_comment_behind_the_sign_of_a_block_silences(make_base: MakeBase) -> None:
    root = make_base({"a.md": "---\nsays: | # codex: ignore[RF001] yes\n  ö [[gone]]\n---\n"})
    check(root, "--select", "RF001", "--select", "SU", status=0)


def test_a_baseline_keeps_what_is_known_of_what_cannot_be_read(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"x/a.md": "[[n]]\n", "b.md": "[[n]]\n"})
    check(root, "--write-baseline", "--select", "RF001", status=0)
    scandir = os.scandir

    def deny(path: str) -> object:
        if path.endswith("/x"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", deny)
        check(root, "--write-baseline", "--select", "RF001", status=0)
    check(root, "--select", "RF001", status=0)


@pytest.mark.parametrize(
    ("text", "silenced"),
    [
        (
            "| [[n]] | b |\n|---|---|\n| [[m]] | 2 |\n",
            "| [[n]] <!-- codex: ignore[RF001] --> | b |\n|---|---|\n"
            "| [[m]] <!-- codex: ignore[RF001] --> | 2 |\n",
        ),
        ("verse [[n]]  \nnext\n", "verse [[n]] <!-- codex: ignore[RF001] -->  \nnext\n"),
        ("verse [[n]]\\\nnext\n", "verse [[n]] <!-- codex: ignore[RF001] -->\\\nnext\n"),
        (
            "[[n]] <!-- private\nto myself -->\n",
            "<!-- codex: ignore[RF001] -->\n[[n]] <!-- private\nto myself -->\n",
        ),
        (
            "Moon [[n]] pulls\n=====\n",
            "<!-- codex: ignore[RF001] -->\nMoon [[n]] pulls\n=====\n",
        ),
        ("a\n\n # A [[n]]\n", "a\n\n <!-- codex: ignore[RF001] -->\n # A [[n]]\n"),
        (
            "a\n[[n]] <!-- private\nto myself -->\n",
            "a\n[[n]] <!-- private\nto myself -->\n<!-- codex: ignore-file[RF001] -->\n",
        ),
        ("[[n]]\r\n", "[[n]] <!-- codex: ignore[RF001] -->\r\n"),
        (
            "[[n]]\r\n\r\n| a | b |\r\n|---|---|\r\n| [[m]] | y |\r\n",
            "[[n]] <!-- codex: ignore[RF001] -->\r\n\r\n| a | b |\r\n|---|---|\r\n"
            "| [[m]] <!-- codex: ignore[RF001] --> | y |\r\n",
        ),
        (
            "a\n[[n]] <!-- x\ny -->\n\n```\nopen",
            "a\n[[n]] <!-- x\ny -->\n\n```\nopen",
        ),
    ],
    ids=range(10),
)
def test_add_ignore_changes_nothing_that_is_seen(
    make_base: MakeBase, text: str, silenced: str
) -> None:
    root = make_base({})
    (root / "a.md").write_bytes(text.encode())
    check(root, "--select", "RF001", "--add-ignore", status=0)
    assert (root / "a.md").read_bytes().decode() == silenced
    check(root, "--select", "RF001", status=int(text == silenced))


def test_nothing_is_shown_of_a_file_outside(make_base: MakeBase, tmp_path: Path) -> None:
    root = make_base({"a.md": "x\n"})
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text("TOKEN=secret\n")
    (root / "leads-out.md").symlink_to(outside)
    result = CliRunner().invoke(codex, ["check", "--root", str(root)])
    assert "IO005" in result.output
    assert "TOKEN" not in result.output


def test_a_baseline_tells_long_names_apart(make_base: MakeBase) -> None:
    long = "the moon and the sun and the shape of the shore and the wind all pull at the sea "
    root = make_base({"a.md": f"[[{long} daily]]\n"})
    check(root, "--write-baseline", "--select", "RF001", status=0)
    check(root, "--select", "RF001", status=0)
    (root / "a.md").write_text(f"[[{long} nightly]]\n")
    assert "RF001" in check(root, "--select", "RF001", status=1)


def test_a_baseline_forgets_files_that_are_gone_and_reads_odd_names(make_base: MakeBase) -> None:
    root = make_base({"a.md": "[[n]]\n", "b: c.md": "[[n]]\n", "d.md": "[[n]]\n"})
    check(root, "--write-baseline", "--select", "RF", status=0)
    (root / "a.md").unlink()
    (root / "b: c.md").write_text("Mended.\n")
    assert "dropped: 2" in check(root, "--write-baseline", "--select", "RF", status=0)
    assert len(json.loads((root / "codex-baseline.json").read_text())["findings"]) == 1


def many_faults(many: int) -> dict[str, str]:
    headings = "".join(f"# Height {number}\n\n[[#Weight {number}]]\n" for number in range(many))
    entries = "".join(f"\n  - gone number {number} of them" for number in range(2 * many))
    return {"domains/a.md": headings, "domains/b.md": claim(supports=entries)}


def test_every_one_of_many_headings_and_entries_is_reported(make_base: MakeBase) -> None:
    root = make_base(many_faults(1_500))
    found = check(root, "--select", "RF011", "--select", "RF007", status=1)
    assert (found.count("RF011"), found.count("RF007")) == (1_500, 3_000)


def test_the_work_of_a_check_grows_with_the_headings_and_entries(make_base: MakeBase) -> None:
    def report(many: int) -> None:
        root = make_base(many_faults(many))
        check(root, "--select", "RF011", "--select", "RF007", "--no-cache", status=1)

    assert grows_evenly(report, 100)
