"""Suspect edges in a history of real git, and ``codex diff`` along it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from bases import findings, steps
from click.testing import CliRunner
from histories import Repository
from tides import SUSPECT, Tides, tides

from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.cli import codex
from codex_tools.history.suspects import suspects
from codex_tools.rules._samples import claim
from codex_tools.settings import load_settings
from codex_tools.storage import commits

Found = set[tuple[str, str, str, tuple[str, ...]]]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Tides:
    return tides(tmp_path_factory.mktemp("tides") / "base")


def base_of(root: Path) -> KnowledgeBase:
    return load(load_settings(root))


def suspect(root: Path) -> Found:
    """The suspect edges by the names of their ends."""
    found = suspects(base_of(root))
    assert not found.unknown
    links = [each for rows in found.by_note.values() for each in rows]
    return {
        (
            Path(each.link.source).stem,
            each.link.link.relation,
            Path(each.link.target).stem,
            each.parts,
        )
        for each in links
    }


def test_the_history_is_as_long_as_it_is_said(history: Tides) -> None:
    assert int(history.git("rev-list", "--count", "HEAD")) >= 20
    assert len(history.git("rev-list", "--merges", "HEAD").split()) == 2


def test_edges_are_suspect_whose_target_says_something_else(history: Tides) -> None:
    now = {
        (history.names[a], relation, history.names[b], parts) for a, relation, b, parts in SUSPECT
    }
    assert suspect(history.root) == now


def test_what_is_known_is_kept_commit_by_commit(
    history: Tides, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = commits._touches

    def counted(root: Path, names: list[str]) -> dict[str, tuple[commits.Touch, ...]]:
        asked.append(len(names))
        return read(root, names)

    monkeypatch.setattr(commits, "_touches", counted)
    total = int(history.git("rev-list", "--count", "HEAD"))
    found = suspect(history.root)
    assert suspect(history.root) == found
    assert asked == [total]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "base")
    made.commit({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim("It grows.")})
    return made


def reworded(text: str = "It shrinks.", **fields: str) -> dict[str, str | None]:
    return {"domains/b.md": claim(text, **fields)}


def test_each_part_of_the_meaning_counts(repository: Repository) -> None:
    root = repository.root
    for fields, part in (
        ({"confidence": "proven"}, "confidence"),
        ({"status": "retired"}, "status"),
        ({"title": "B"}, "title"),
        ({"type": "belief"}, "kind"),
    ):
        repository.commit(reworded("It grows.", **fields))
        assert suspect(root) == {("a", "supports", "b", (part,))}
    repository.commit(reworded("It grows."))
    assert suspect(root) == set()


def test_changes_that_are_not_committed_count(repository: Repository) -> None:
    repository.write(reworded())
    assert suspect(repository.root) == {("a", "supports", "b", ("text",))}
    repository.write({"domains/a.md": claim(challenges="[b]")})
    assert suspect(repository.root) == set()


def test_an_edge_written_on_a_branch_has_not_seen_what_others_wrote(
    repository: Repository,
) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"domains/c.md": claim("C.", depends_on="[b]")})
    repository.git("checkout", "-q", "main")
    repository.commit(reworded())
    repository.merge("side")
    assert ("c", "depends_on", "b", ("text",)) in suspect(repository.root)
    repository.git("checkout", "-q", "-b", "later")
    repository.commit({"domains/d.md": claim("D.", depends_on="[b]")})
    assert {name for name, *_ in suspect(repository.root)} == {"a", "c"}


@pytest.mark.parametrize("is_first", [True, False])
def test_a_merge_writes_no_edge_that_one_of_its_parents_has(
    repository: Repository, is_first: bool
) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(reworded())
    repository.git("checkout", "-q", "main")
    repository.commit({"x.md": "Text.\n"})
    if not is_first:
        repository.git("checkout", "-q", "side")
    repository.merge("side" if is_first else "main")
    assert suspect(repository.root) == {("a", "supports", "b", ("text",))}


@pytest.mark.parametrize(
    ("day", "is_suspect"), [(1, True), (2, True), (3, True), (4, False), (9, False), (30, False)]
)
def test_a_dated_edge_counts_from_its_date(
    repository: Repository, day: int, is_suspect: bool
) -> None:
    repository.commit({"x.md": "Text.\n"})  # of 3 January
    repository.commit(reworded())  # of 4 January
    repository.commit({"y.md": "Text.\n"}, days=4)
    dated = claim(supports="[b]", reweave_edges=f"['b|supports|2026-01-{day:02}']")
    repository.commit({"domains/a.md": dated})
    assert bool(suspect(repository.root)) is is_suspect


def test_a_date_of_today_confirms_what_is_changed_today(repository: Repository) -> None:
    """An edge that is kept beside a change that is not committed yet stays confirmed when it is."""
    repository.write(reworded())
    day = repository.day.isoformat()
    repository.write({"domains/a.md": claim(supports="[b]", reweave_edges=f"['b|supports|{day}']")})
    assert suspect(repository.root) == set()
    repository.commit(days=3)
    assert suspect(repository.root) == set()
    repository.commit(reworded("It stays."), days=0)
    assert suspect(repository.root) == {("a", "supports", "b", ("text",))}


def test_an_edge_that_is_older_than_its_target_counts_from_its_first_version(
    tmp_path: Path,
) -> None:
    made = Repository(tmp_path / "base")
    made.commit({"domains/a.md": claim(supports="[b]")})
    made.commit(reworded("It grows."))
    assert suspect(made.root) == set()
    made.commit(reworded())
    assert suspect(made.root) == {("a", "supports", "b", ("text",))}


def test_edges_without_meaning_and_links_are_never_suspect(repository: Repository) -> None:
    repository.commit({"domains/a.md": claim("See [[b]].", related="[b]")})
    repository.commit(reworded())
    assert suspect(repository.root) == set()


def test_own_kinds_and_relations(tmp_path: Path) -> None:
    made = Repository(tmp_path / "base")
    settings = (
        "model = 'none'\n[kinds.thesis]\nrole = 'claim'\ntypes = ['thesis']\n"
        "[relations.rests_on]\npolarity = 'leans-on'\n[fields]\nconfidence = ['how_sure']\n"
    )
    thesis = "---\ntype: thesis\nhow_sure: {}\nrests_on: {}\n---\nText {}.\n"
    made.commit({"codex.toml": settings, "a.md": thesis.format("likely", "[b]", "a")})
    made.commit({"b.md": thesis.format("likely", "[]", "b")})
    made.commit({"b.md": thesis.format("proven", "[]", "b")})
    assert suspect(made.root) == {("a", "rests_on", "b", ("confidence",))}


def test_a_base_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    made = Repository(tmp_path / "outer")
    inner = made.root / "notes"
    made.commit(
        {
            "notes/codex.toml": "",
            "notes/domains/a.md": claim(supports="[b]"),
            "domains/b.md": claim("Another one."),
            "notes/domains/b.md": claim("It grows."),
        }
    )
    made.commit({"domains/b.md": claim("Changed.")})
    assert suspect(inner) == set()
    made.commit({"notes/domains/b.md": claim("It shrinks.")})
    assert suspect(inner) == {("a", "supports", "b", ("text",))}


def said(root: Path) -> str:
    command = ["check", "--root", str(root), "--select", "suspect-edge"]
    done = CliRunner().invoke(codex, command, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stderr


def test_without_a_whole_history_it_is_said(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    repository.commit(reworded())
    shallow, bare = tmp_path / "shallow", tmp_path / "bare"
    origin = f"file://{repository.root}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", origin, shallow], check=True)
    assert "shallow" in said(shallow)
    bare.mkdir()
    (bare / "codex.toml").touch()
    assert "no history" in said(bare)
    assert said(repository.root) == ""


def test_the_rule_names_the_edge_and_what_changed(repository: Repository) -> None:
    repository.commit(reworded())
    assert "AG006" not in {row["code"] for row in findings(repository.root)}
    [row] = findings(repository.root, "--select", "AG006")
    assert (row["path"], row["line"], row["column"]) == ("domains/a.md", 8, 12)
    assert row["message"] == (
        "`supports` was written on 2026-01-02; since then the text of domains/b.md changed"
    )


def test_what_is_staged_makes_edges_suspect_elsewhere(repository: Repository) -> None:
    repository.write(reworded())
    repository.git("add", "-A")
    [row] = findings(repository.root, "--select", "AG006", "--staged")
    assert row["path"] == "domains/a.md"


def test_the_work_grows_evenly_with_the_history(tmp_path: Path) -> None:
    def counted(length: int) -> int:
        made = Repository(tmp_path / str(length))
        made.commit({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim("0.")})
        for number in range(length):
            made.commit(reworded(f"It is {number}."))
        base = base_of(made.root)
        return steps(lambda: suspects(base))

    one, two, four = map(counted, (8, 16, 32))
    assert four - two <= 2.5 * (two - one)


def diff(history: Tides, before: str, after: str) -> str:
    command = ["diff", history.commits[before], history.commits[after], "--exit-zero"]
    done = CliRunner().invoke(
        codex, [*command, "--root", str(history.root)], catch_exceptions=False
    )
    return "\n".join(done.stdout.split("\n")[1:])


def test_the_differences_along_the_history(history: Tides) -> None:
    assert "nothing changes" in diff(history, "harbour is confirmed", "set anew")
    assert diff(history, "set anew", "folder is moved").startswith("renamed: 6\n")
    assert diff(history, "side is merged", "tides is renamed").startswith("renamed: 1\n")
    words = diff(history, "wind is new", "tides is reworded")
    assert "Reworded:\n  domains/old/tides.md: text" in words
    assert "Confidence moved:\n  domains/water/moon.md: likely → proven, higher" in diff(
        history, "tides has links", "moon is proven"
    )
    assert "domains/water/wind.md challenges domains/water/spring-tides.md" in diff(
        history, "renaming is merged", "wind challenges again"
    )
    every = diff(history, "neaps is new", "wind challenges again")
    assert "Renamed:\n" in every
    assert "domains/old/tides.md → domains/water/spring-tides.md" in every
    assert "domains/water/spring-tides.md: text" in every
    assert every.count(": claim, ungrounded") == len(("pull", "storm"))


def test_no_configuration_of_git_changes_what_is_found(history: Tides, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", "--no-local", history.root, copy], check=True)
    expected = suspect(history.root)
    (tmp_path / "order").write_text("*.toml\n")
    for key, value in (
        ("log.showRoot", "false"),
        ("log.diffMerges", "combined"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("diff.renames", "false"),
        ("diff.renameLimit", "1"),
        ("diff.orderFile", str(tmp_path / "order")),
        ("diff.relative", "true"),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("format.pretty", "%B"),
        ("color.ui", "always"),
    ):
        subprocess.run(["git", "config", key, value], cwd=copy, check=True)
    assert suspect(copy) == expected


def test_a_partial_clone_is_said(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit(reworded())
    partial, origin = tmp_path / "partial", f"file://{repository.root}"
    clone = ["git", "clone", "-q", "--filter=blob:none", origin, partial]
    subprocess.run(clone, check=True, capture_output=True)
    assert "partial" in said(partial)


def test_odd_names_and_contents_are_read(tmp_path: Path) -> None:
    made = Repository(tmp_path / "base")
    odd = "domains/b \n\t\"é\u0001'.md"
    made.commit({"domains/a.md": claim(supports='["b \\n\\t\\"é\\u0001\'"]'), odd: claim("One.")})
    (made.root / "domains/c.md").write_bytes(b"\xff\xfe---\r\n\0")
    made.commit({odd: claim("Two.")})
    found = suspects(base_of(made.root))
    assert not found.unknown
    assert [each.link.target for each in found.by_note.get("domains/a.md", [])] in ([odd], [])


def test_a_version_that_is_too_large_is_left_out(repository: Repository) -> None:
    repository.commit({"codex.toml": "max-file-size = 1000\n"})
    repository.commit({"domains/c.md": claim("C.", supports="[b]"), **reworded("Words. " * 1000)})
    repository.commit(reworded("It grows."))
    assert suspect(repository.root) == set()
