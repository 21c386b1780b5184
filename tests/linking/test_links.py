"""`codex link` on knowledge bases on disk: what is written, and what is left alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bases import SHARED, MakeBase, with_outcome
from click.testing import CliRunner
from disk_base import many
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_tools.app.fix import rewrite, write
from codex_tools.app.link import linker
from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.errors import NotFoundError
from codex_tools.linking.plan import make_plan
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings
from codex_tools.storage import files as disk
from codex_tools.terminal import progress as terminal_progress

TIDES = source(
    "# On the tides of small harbours\nThe tide at Portmere rises 4.37 metres in spring.\n",
    title="On the tides of small harbours",
    author="Ada Quillfeather",
    url="https://example.org/harbours",
    date="2025-06-01",
)
FERRIES = source(
    "# Ferries of the northern isles\n",
    title="Ferries of the northern isles",
    author="Tomas Berrigold",
    url="https://example.org/ferries",
    date="2024-02-11",
)
BASE = {
    "domains/spring-tides-at-portmere-rise-four-metres.md": claim(
        source="Ada Quillfeather, 'On the tides of small harbours' (2025)"
    ),
    "domains/ferries-run-on-time.md": claim(source="Tomas Berrigold 2024"),
    "domains/harbours-silt-up.md": claim(source="Strategy session"),
    "inbox/archive/2025-06-01-quillfeather-harbour-tides.md": TIDES,
    "inbox/archive/2024-02-11-berrigold-ferries.md": FERRIES,
}


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(codex, ["link", "--root", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(root.rglob("*.md"))}


def test_backfill_writes_both_ends_and_nothing_else(make_base: MakeBase) -> None:
    root = make_base(BASE)
    output = run(root, "--backfill")
    assert "2 claims and 2 sources connected (2 new links; 4 files changed)" in output
    claim_text = (root / "domains/spring-tides-at-portmere-rise-four-metres.md").read_text()
    entry = "sourced_from:\n  - inbox/archive/2025-06-01-quillfeather-harbour-tides.md\n"
    before = BASE["domains/spring-tides-at-portmere-rise-four-metres.md"]
    assert claim_text == before.replace("---\n", f"{entry}---\n").replace(f"{entry}---", "---", 1)
    source_text = (root / "inbox/archive/2024-02-11-berrigold-ferries.md").read_text()
    assert "claims_extracted:\n  - ferries-run-on-time\n---\n" in source_text
    assert (root / "domains/harbours-silt-up.md").read_text() == BASE["domains/harbours-silt-up.md"]


def test_backfill_twice_changes_nothing_more(make_base: MakeBase) -> None:
    root = make_base(BASE)
    run(root, "--backfill")
    once = snapshot(root)
    assert "2 claims and 2 sources are connected; checked" in run(root, "--backfill")
    assert snapshot(root) == once


@pytest.mark.parametrize("flags", [[], ["--backfill", "--dry-run"], ["--backfill", "--diff"]])
def test_nothing_is_written_unasked(make_base: MakeBase, flags: list[str]) -> None:
    root = make_base(BASE)
    before = snapshot(root)
    output = run(root, *flags)
    assert snapshot(root) == before
    assert "would be" in output


def test_a_diff_can_be_applied(
    make_base: MakeBase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = make_base({**BASE, "domains/no-newline.md": claim(source="Tomas Berrigold 2024") + "x"})
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "codex_tools", "link", "--diff", "--root", str(root)]
    diff = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    subprocess.run(["git", "apply", "-p1", "-"], input=diff, cwd=root, check=True)
    assert "3 claims and 2 sources are connected; checked" in run(root)


def test_one_way_links_are_completed_in_the_style_of_the_base(make_base: MakeBase) -> None:
    root = make_base(
        {
            "domains/one.md": claim(sourced_from="inbox/archive/a.md"),
            "domains/two.md": claim(),
            "inbox/archive/a.md": source(claims_extracted="\n  - '[[two]]'"),
        }
    )
    assert "0 new links, 2 completed; 2 files changed" in run(root, "--backfill")
    assert (
        "claims_extracted:\n  - '[[two]]'\n  - '[[one]]'\n"
        in (root / "inbox/archive/a.md").read_text()
    )
    assert "sourced_from:\n  - inbox/archive/a.md\n" in (root / "domains/two.md").read_text()


def test_where_paths_limit_the_links_others_are_not_said_to_be_unlikely(
    make_base: MakeBase,
) -> None:
    root = make_base(BASE)
    output = run(root, str(root / "domains/harbours-silt-up.md"))
    assert "None of these notes lacks a link that is sure enough to be written." in output
    assert "no link: none reaches" not in output


def test_known_good_pairs_are_predicted_as_if_they_were_not_there(make_base: MakeBase) -> None:
    linked = {
        **BASE,
        "domains/ferries-run-on-time.md": claim(
            source="Tomas Berrigold 2024",
            sourced_from="inbox/archive/2024-02-11-berrigold-ferries.md",
        ),
        "domains/harbours-silt-up.md": claim(
            source="Strategy session", sourced_from="inbox/archive/2024-02-11-berrigold-ferries.md"
        ),
    }
    assert "checked on 2 known-good pairs: precision 1.000, recall 0.500" in run(make_base(linked))


def test_explain_shows_the_evidence(make_base: MakeBase) -> None:
    root = make_base(BASE)
    output = run(root, "--explain", "ferries-run-on-time")
    assert "inbox/archive/2024-02-11-berrigold-ferries.md" in output
    assert "berrigold" in output
    assert "probability" in output


def test_the_waterfall_adds_up(make_base: MakeBase) -> None:
    root = make_base(BASE)
    data = json.loads(run(root, "--explain", "ferries-run-on-time", "--format", "json"))
    assert data["says"] == "Tomas Berrigold 2024"
    winner, *others = data["items"]
    assert winner["mention"] == "Tomas Berrigold 2024"
    total = winner["bias"] + sum(each["contribution"] for each in winner["evidence"])
    assert winner["steps"][-1]["log_odds"] == pytest.approx(total, abs=0.01)
    assert winner["steps"][-1]["probability"] == pytest.approx(winner["probability"], abs=0.001)
    assert all(other["outcome"] == "none" for other in others)
    text = run(root, "--explain", "ferries-run-on-time")
    assert "says: Tomas Berrigold 2024" in text
    assert f"{winner['bias']:+.2f}" in text


def test_copies_are_linked_and_reported(make_base: MakeBase) -> None:
    copy = "inbox/archive/2025-06-02-a-second-copy.md"
    root = make_base({**BASE, copy: TIDES})
    first = "inbox/archive/2025-06-01-quillfeather-harbour-tides.md"
    assert json.loads(run(root, "--format", "json"))["duplicates"] == [[first, copy]]
    assert f"Archived more than once:\n{first}\n  = {copy}\n" in run(root, "--backfill")
    claim_text = (root / "domains/spring-tides-at-portmere-rise-four-metres.md").read_text()
    assert first in claim_text
    assert copy in claim_text


def test_processes_and_the_order_of_files_change_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Two clones of one base, written in opposite orders, worked on by one core and by all."""
    files = [*many(56, linked=False).items(), *BASE.items()]
    results = []
    for cores, order in ((1, files), (64, files[::-1]), (2, sorted(files))):
        root = tmp_path_factory.mktemp("clone")
        for name, text in order:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        output = limited(cores, "link", "--root", str(root), "--backfill", "--format", "json")
        written = {path.relative_to(root): path.read_bytes() for path in root.rglob("*.md")}
        answer = json.loads(output)
        del answer["root"]
        results.append((answer, written))
    assert results[0] == results[1] == results[2]
    assert len(results[0][0]["items"]) > 50


def limited(cores: int, *arguments: str) -> bytes:
    """What the command prints when this many processes work on every few items."""
    program = (
        "import sys; from codex_tools import cli; from codex_tools.runtime import parallel;"
        "from codex_tools.linking.matching import matcher;"
        f"parallel._cores = lambda: {cores}; matcher._CHUNK = 3;"
        "matcher._CHUNKS_WORTH_A_PROCESS = 2; cli.main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(terminal_progress, "draw", shown.append)
    for is_terminal, pause in ((False, 0.0), (True, 60.0)):
        monkeypatch.setattr(terminal_progress, "_BLINK", pause)
        monkeypatch.setattr("sys.stderr.isatty", lambda value=is_terminal: value, raising=False)
        with terminal_progress.progress("matching") as tell:
            assert (tell is None) is not is_terminal
            if tell:
                tell(0.5)
    assert shown == []
    monkeypatch.setattr(terminal_progress, "_BLINK", 0.0)
    with terminal_progress.progress("matching") as tell:
        assert tell is not None
        tell(0.5)
        tell(1.0)
    assert shown == [f"\rmatching [{'#' * 15}{'-' * 15}]  50%", "\r\x1b[K"]


def test_explain_names_the_nearest_claim(make_base: MakeBase) -> None:
    root = make_base(BASE)
    result = CliRunner().invoke(
        codex, ["link", "--root", str(root), "--explain", "ferries run on tiem"]
    )
    assert result.exit_code != 0
    assert "did you mean domains/ferries-run-on-time.md?" in str(result.exception)


def test_explain_of_a_source_says_that_it_is_no_claim(make_base: MakeBase) -> None:
    path = "inbox/archive/2024-02-11-berrigold-ferries.md"
    result = CliRunner().invoke(codex, ["link", "--root", str(make_base(BASE)), "--explain", path])
    assert result.exit_code != 0
    reason = "the kind `source` does not have the role of a claim, nor a field `sourced_from`"
    assert str(result.exception) == f"{path} cannot be linked: {reason}"


def test_json_says_what_is_found_and_why(make_base: MakeBase) -> None:
    data = json.loads(run(make_base(BASE), "--format", "json"))
    assert [each["claim"] for each in with_outcome(data, "write")] == [
        "domains/ferries-run-on-time.md",
        "domains/spring-tides-at-portmere-rise-four-metres.md",
    ]
    assert all(each["evidence"] for each in with_outcome(data, "write"))


def test_min_score_decides_what_is_written(make_base: MakeBase) -> None:
    root = make_base(BASE)
    assert "0 claims and 0 sources are connected\n" in run(root, "--min-score", "1")
    assert "(2 new links" in run(root, "--min-score", "0.5")


def test_a_file_that_cannot_be_edited_is_named_and_its_other_end_left_alone(
    make_base: MakeBase,
) -> None:
    root = make_base(
        {
            **BASE,
            "inbox/archive/2024-02-11-berrigold-ferries.md": FERRIES.replace(
                "status: unprocessed", "status: unprocessed\nclaims_extracted: 3"
            ),
        }
    )
    before = snapshot(root)
    output = run(root, "--backfill")
    assert "holds something else than a list of texts" in output
    path = root / "domains/ferries-run-on-time.md"
    assert path.read_bytes() == before[path.as_posix()]


def test_an_interruption_leaves_everything_as_it_was(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base(BASE)
    before = snapshot(root)
    used = load_settings(root)
    plan = make_plan(linker(load(used), used))
    outcome = rewrite(plan.fixes, used)
    calls = 0

    def interrupted(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(disk.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(outcome, used)
    assert snapshot(root) == before, "what was written before the interruption is put back"
    assert not list(root.rglob("*.tmp"))


def test_a_file_that_changed_meanwhile_is_not_overwritten(make_base: MakeBase) -> None:
    root = make_base(BASE)
    used = load_settings(root)
    outcome = rewrite(make_plan(linker(load(used), used)).fixes, used)
    path = root / next(iter(outcome.files))
    path.write_text("somebody else's")
    with pytest.raises(Exception, match="changed while it was worked on"):
        write(outcome, used)
    assert path.read_text() == "somebody else's"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    ending=st.sampled_from(["", "\n", "é"]),
)
def test_line_ends_and_marks_survive(
    make_base: MakeBase, newline: str, bom: bool, ending: str
) -> None:
    mark = "\ufeff" if bom else ""
    texts = {
        path: mark + (text.rstrip("\n") + "\nBody" + ending).replace("\n", newline)
        for path, text in BASE.items()
    }
    root = make_base(texts)
    run(root, "--backfill")
    for path, text in texts.items():
        after = (root / path).read_bytes().decode()
        assert after.startswith(mark)
        assert after.endswith(text[-8:])
        assert after.count("\n") == after.count("\r\n") or newline == "\n"
        added = [line for line in after.splitlines() if line not in text.splitlines()]
        assert len(added) in (0, 2)


def test_the_score_on_the_real_knowledge_base(corpus: Path) -> None:
    command = [sys.executable, str(SHARED / "tools/score_links.py"), "--json", "--"]
    command += [sys.executable, "-m", "codex_tools", "link", "--backfill"]
    score = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert score["precision"] >= 0.98
    assert score["recall_named"] >= 0.95
    assert score["one_way"] == score["files_damaged"] == score["files_created"] == 0


def test_a_line_end_in_a_file_name_is_written_out(make_base: MakeBase) -> None:
    files = {name.replace("quillfeather", "quill\nfeather"): text for name, text in BASE.items()}
    root = make_base(files)
    text = run(root)
    assert "quill\\nfeather" in text
    assert "quill\nfeather" not in text


def test_without_a_cache_nothing_is_kept_of_the_history(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = make_base(
        {
            "domains/a.md": claim(source="Tides of small harbours"),
            "inbox/archive/s.md": source(title="Tides of small harbours"),
        }
    )
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", "-C", str(root), *name, *command], check=True)
    result = CliRunner().invoke(codex, ["link", "--no-cache", "--root", str(root)])
    assert result.exit_code == 0
    assert not (tmp_path / "cache").exists()
    CliRunner().invoke(codex, ["link", "--root", str(root)])
    assert list((tmp_path / "cache").rglob("commits/*"))


def test_a_claim_without_a_name_is_not_explained(make_base: MakeBase) -> None:
    root = make_base({"domains/a.md": "---\ntype: claim\n---\n", "moon.png": ""})
    for name in ("", "moon.png"):
        result = CliRunner().invoke(codex, ["link", "--explain", name, "--root", str(root)])
        assert isinstance(result.exception, NotFoundError)


def test_links_that_have_no_place_are_said_to_be_left(make_base: MakeBase) -> None:
    kinds = (
        '[kinds.n]\nrole = "claim"\nfolders = ["n"]\n[kinds.s]\nrole = "source"\nfolders = ["s"]\n'
    )
    files = {
        "codex.toml": f'model = "none"\n{kinds}',
        "n/a.md": "---\nx: 1\n---\nSource: [[tides]]\n",
        "s/tides.md": "Tides.\n",
    }
    root = make_base(files)
    done = CliRunner().invoke(codex, ["link", "--backfill", "--root", str(root)])
    assert "None of these can be written: no relation leads from claims to sources." in done.output
    assert done.output.endswith("0 claims and 0 sources are connected\n")
    assert (root / "n/a.md").read_text(encoding="utf-8") == files["n/a.md"]


def test_a_field_under_a_name_of_ones_own_is_evidence(make_base: MakeBase) -> None:
    config = '[kinds.claim.legacy-fields]\nquelle = "source"\n'
    name = "domains/spring-tides-at-portmere-rise-four-metres.md"
    text = BASE[name].replace("\nsource: ", "\nquelle: ")
    root = make_base({**BASE, name: text, "codex.toml": config})
    assert text != BASE[name]
    assert "2 new links" in run(root)


@pytest.mark.parametrize("kind", ["conviction", "claim"])
@pytest.mark.parametrize("title", ["Two", "One"])
def test_what_is_written_names_one_file_for_its_reader(
    make_base: MakeBase, kind: str, title: str
) -> None:
    """A claim and a conviction of one name: the bare name was written, and again by every run."""
    root = make_base(
        {
            "codex.toml": "",
            "domains/tides.md": claim("# Tides rule\n", sourced_from="\n- inbox/archive/a.md"),
            "core/tides.md": f"---\ntype: {kind}\ntitle: Tides rule\n---\n# Tides rule\n",
            "inbox/archive/a.md": source("# One\n", title="One"),
            "inbox/archive/b.md": source("# Two\n", title=title),
        }
    )
    command = [sys.executable, "-m", "codex_tools", "link", "--backfill", "--no-git"]
    runs = [
        subprocess.run([*command, "--root", str(root)], capture_output=True, text=True).stdout
        for _ in range(2)
    ]
    assert "1 completed; 1 file changed" in runs[0]
    assert "0 completed" in runs[1] or "completed" not in runs[1]
    assert "claims_extracted:\n  - domains/tides.md\n" in (root / "inbox/archive/a.md").read_text()


def test_a_source_text_is_read_under_the_name_that_a_base_gives_it(make_base: MakeBase) -> None:
    config = '[fields]\nsource-text = ["grounds"]\ntitle = ["called"]\nauthor = ["who.name"]\n'
    text = "---\ntype: claim\ngrounds: Ada Quillfeather, Tides of small harbours\n---\nHigh.\n"
    document = (
        "---\ntype: source\ncalled: Tides of small harbours\n"
        "who:\n  name: Ada Quillfeather\n---\nText.\n"
    )
    files = {"domains/a.md": text, "inbox/archive/s.md": document}
    assert "new link" not in run(make_base({**files, "codex.toml": ""}))
    assert "1 new link" in run(make_base({**files, "codex.toml": config}))


PLAIN = """\
model = "none"
[kinds.source]
role = "source"
folders = ["Library"]
[kinds.claim]
role = "claim"
folders = ["Notes"]
[relations.sourced_from]
target-roles = ["source"]
provenance = "from"
"""
BACK = """\
inverse = "claims"
[relations.claims]
target-roles = ["claim"]
provenance = "gives"
inverse = "sourced_from"
"""
OTHER_SORTS = pytest.mark.parametrize(
    "above", ["+++\ntitle = 'n'\n+++\n", "\n---\ntitle: n\n---\n", "---\n\n"]
)
NAMES_ITS_SOURCE = "So.\n\nSource: [[s]]\n"


@OTHER_SORTS
def test_a_claim_with_a_front_matter_of_another_sort_gets_no_second_one(
    make_base: MakeBase, above: str
) -> None:
    claims = {"Notes/n.md": f"{above}{NAMES_ITS_SOURCE}", "Notes/m.md": NAMES_ITS_SOURCE}
    root = make_base({"codex.toml": PLAIN, **claims, "Library/s.md": "---\nyear: 1\n---\nOld.\n"})
    done = run(root, "--backfill", "--no-git")
    assert "Not written: link Notes/n.md with Library/s.md" in done
    assert "write one at its very top" in done
    assert (root / "Notes/n.md").read_text(encoding="utf-8") == claims["Notes/n.md"]
    assert (root / "Notes/m.md").read_text(encoding="utf-8").endswith(f"---\n{NAMES_ITS_SOURCE}")


@OTHER_SORTS
def test_no_entry_is_asked_of_a_front_matter_of_another_sort(
    make_base: MakeBase, above: str
) -> None:
    claims = {"Notes/n.md": f"{above}So.\n", "Notes/m.md": "So.\n"}
    names_both = {"Library/s.md": "---\nclaims: [m, n]\n---\nOld.\n"}
    root = make_base({"codex.toml": PLAIN + BACK, **claims, **names_both})
    words = ["check", "--root", str(root), "--select", "PV", "--fix"]
    found = CliRunner().invoke(codex, words).output
    assert "Notes/n.md" not in found
    assert (root / "Notes/n.md").read_text(encoding="utf-8") == claims["Notes/n.md"]
    assert "sourced_from" in (root / "Notes/m.md").read_text(encoding="utf-8")
