"""What is kept between runs changes nothing of what is found."""

from __future__ import annotations

import marshal
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase
from disk_base import many
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_tools.app import link_consequences
from codex_tools.app.configuration import BaseFlags
from codex_tools.app.link import linker
from codex_tools.app.link_objections import settle
from codex_tools.app.workspace import load
from codex_tools.commands.link.options import Options
from codex_tools.commands.link.run import run as run_link
from codex_tools.linking import linker as linker_module
from codex_tools.linking.matching import matcher
from codex_tools.linking.plan import make_plan
from codex_tools.linking.reading.documents import DescriptionStore
from codex_tools.linking.stored import descriptions as stored_descriptions
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings
from codex_tools.storage.cache import location
from codex_tools.storage.cache.table import Table

COUNT = 12
CLAIMS = sorted(path for path in many(COUNT) if path.startswith("domains"))
SOURCES = sorted(path for path in many(COUNT) if path.startswith("inbox"))
KEPT = [
    location.CLAIMS,
    location.SOURCES,
    location.FEATURES,
    location.DESCRIPTIONS,
    location.MATCHES,
    location.CONSEQUENCES,
]
CLAIM = CLAIMS[3]
SOURCE = next(one for one in SOURCES if Path(CLAIM).stem.removesuffix("-are-costly") in one)


def found(root: Path, is_cached: bool) -> tuple[object, ...]:
    """What is found for all claims, the sources that are copies, and what comes of the links."""
    given_settings = load_settings(root)._replace(cache=is_cached)
    used = linker(load(given_settings), given_settings)
    plan, outcome = settle(used, make_plan(used), is_shown=not is_cached)
    return used.match(), used.copies.groups, plan, list(outcome.files), outcome.refused


def matched(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims that are matched in a run with a cache."""
    seen: list[str] = []
    rows_of = matcher.rows_of

    def noted(claim: matcher.ClaimRecord, *rest: object) -> object:
        seen.append(claim.id)
        return rows_of(claim, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(matcher, "rows_of", noted)
        given_settings = load_settings(root)
        linker(load(given_settings), given_settings).match()
    return seen


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def swapped(root: Path, one: str, other: str) -> None:
    first, second = (root / name for name in (one, other))
    text = first.read_text("utf-8")
    first.write_text(second.read_text("utf-8"), "utf-8")
    second.write_text(text, "utf-8")


_CLAIM, _SOURCE = st.sampled_from(CLAIMS), st.sampled_from(SOURCES)
_TEXT = st.sampled_from(["crowns", "keepers", "Broken glaciers", "61.7 percent", "Ada", ""])
EDITS = st.one_of(
    st.tuples(st.just("body"), _CLAIM | _SOURCE, _TEXT),
    st.tuples(st.just("cited"), _CLAIM, _TEXT),
    st.tuples(st.just("retitled"), _SOURCE, _TEXT),
    st.tuples(st.just("dated"), _CLAIM, st.sampled_from(["2001-01-01", "2026-03-04"])),
    st.tuples(st.just("read"), _SOURCE, st.sampled_from(["processed", "null-result"])),
    st.tuples(st.just("linked"), _CLAIM, _SOURCE),
    st.tuples(st.just("closed"), _CLAIM | _SOURCE, st.just("")),
    st.tuples(st.just("gone"), _CLAIM | _SOURCE, st.just("")),
    st.tuples(st.just("copied"), _SOURCE, st.just("")),
    st.tuples(st.just("swapped"), _SOURCE, _SOURCE),
    st.tuples(st.just("weighed"), _CLAIM, st.sampled_from(["2.5", "0.1"])),
)


ALL_EDITS = EDITS | st.one_of(
    st.tuples(st.just("moved"), _CLAIM | _SOURCE, st.sampled_from(["moved-", "2011-01-02-"])),
    st.tuples(st.just("added"), _CLAIM | _SOURCE, _TEXT),
    st.tuples(st.just("another kind"), _CLAIM | _SOURCE, st.just("")),
)


def edit(root: Path, kind: str, name: str, text: str) -> None:
    path = root / name
    if not path.exists() or (kind == "swapped" and not (root / text).exists()):
        return
    edits: dict[str, Callable[[], object]] = {
        "body": lambda: path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8"),
        "cited": lambda: change(path, "source: ", f"source: {text} "),
        "retitled": lambda: change(path, "title: ", f"title: {text} "),
        "dated": lambda: change(path, "created: 20", f"created: {text}  # 20"),
        "read": lambda: change(path, "status: ", f"status: {text}  # "),
        "linked": lambda: change(path, "source: ", f"sourced_from: [{text}]\nsource: "),
        "closed": lambda: path.chmod(path.stat().st_mode ^ 0o200),
        "gone": path.unlink,
        "moved": lambda: path.rename(path.with_name(text + path.name)),
        "added": lambda: path.with_name(f"new-{path.name}").write_text(
            path.read_text("utf-8").replace("61", "16") + f"\n{text}\n", "utf-8"
        ),
        "another kind": lambda: change(path, "type: ", "type: entity  # "),
        "copied": lambda: shutil.copy(path, path.with_name(f"copy-{path.name}")),
        "swapped": lambda: swapped(root, name, text),
        "weighed": lambda: (root / "codex.toml").write_text(
            f"[link.weights]\nwhole_title = {text}\n"
        ),
    }
    edits[kind]()


@given(st.lists(EDITS, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_edits_find_what_they_find_without_a_cache(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("base")
    for name, text in many(COUNT, linked=False).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    found(root, is_cached=True)
    for each in edits:
        edit(root, *each)
        assert found(root, is_cached=True) == found(root, is_cached=False)


def printed(root: Path, is_cached: bool) -> str:
    """What ``codex link`` prints, asked in the same process."""
    with redirect_stdout(StringIO()) as text:
        run_link(Options(root=root, base=BaseFlags(no_cache=not is_cached)))
    return text.getvalue()


@given(st.lists(ALL_EDITS, min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_each_edit_it_prints_what_it_prints_without_a_cache(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("base")
    for name, text in {"codex.toml": "", **many(COUNT, linked=False)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    age()
    printed(root, is_cached=True)
    for each in edits:
        edit(root, *each)
        assert printed(root, is_cached=True) == printed(root, is_cached=False)


@pytest.fixture
def base(make_base: MakeBase) -> Path:
    return make_base({"codex.toml": "", **many(COUNT, linked=False)})


def test_links_of_a_lower_probability_are_not_missed_for_what_is_kept(make_base: MakeBase) -> None:
    files = {}
    for number in range(3):
        said = f"Crops wither, and deposits of silt number {number} are found.\n"
        files[f"domains/heat-{number}.md"] = claim(said, source=None, title=f"Heat {number}")
        files[f"inbox/archive/silt-{number}.md"] = source(f"Rivers carry deposits {number}.\n")
    root = make_base(files)
    found(root, is_cached=True)
    for lowest, is_found in ((0.001, True), (0.9, False), (0.001, True)):
        given_settings = load_settings(root)._replace(min_score=lowest)
        ways = [given_settings, given_settings._replace(cache=False)]
        kept, fresh = [linker(load(each), each).match() for each in ways]
        assert kept == fresh
        assert any(each.matches for each in kept.values()) == is_found


def test_only_a_changed_claim_is_matched_again(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert matched(base, monkeypatch) == sorted(CLAIMS, key=lambda one: text_of(base, one))
    assert matched(base, monkeypatch) == []
    change(base / CLAIM, "source: ", "source: see ")
    assert matched(base, monkeypatch) == [CLAIM]


def test_only_what_is_next_to_a_change_is_judged_again(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[set[str]] = []
    anew = link_consequences._Judge.anew

    def noted(self: Any, fixes: Any, only: Any = None) -> object:
        judged.append(set(only))
        return anew(self, fixes, only)

    monkeypatch.setattr(link_consequences._Judge, "anew", noted)
    for _ in range(2):
        found(base, is_cached=True)
    edit(base, "body", CLAIM, "More.")
    found(base, is_cached=True)
    assert judged == [{*CLAIMS, *SOURCES}, set(), {CLAIM, SOURCE}]


def text_of(base: Path, claim: str) -> str:
    rows = (base / claim).read_text("utf-8").splitlines()
    return next(row for row in rows if row.startswith("source: "))


def test_all_claims_are_matched_again_where_a_source_changed(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched(base, monkeypatch)
    change(base / SOURCE, "title: ", "title: Another ")
    assert len(matched(base, monkeypatch)) == COUNT


def test_a_changed_source_is_read_again_and_no_other(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described: list[int] = []
    keep = stored_descriptions.keep_descriptions

    def noted(table: Table, store: DescriptionStore) -> None:
        described.append(store.fresh)
        keep(table, store)

    def fresh() -> int:
        used = load_settings(base)
        return linker(load(used), used).index.store.fresh

    monkeypatch.setattr(linker_module, "keep_descriptions", noted)
    assert fresh() == COUNT
    assert fresh() == 0
    change(base / SOURCE, "crowns", "pounds")
    assert fresh() == 1
    assert described == [COUNT, 0, 1]


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("content", [b"", b"codex\x03\r\nnonsense", b"\0" * 100])
def test_a_broken_cache_is_no_cache(base: Path, kind: str, content: bytes) -> None:
    expected = found(base, is_cached=False)
    assert found(base, is_cached=True) == expected
    Path(location.file_for(kind, str(base))).write_bytes(content)
    assert found(base, is_cached=True) == expected


@pytest.mark.parametrize("kind", KEPT)
def test_a_cache_of_another_form_is_no_cache(base: Path, kind: str) -> None:
    expected = found(base, is_cached=True)
    file = location.file_for(kind, str(base))
    parts = list(location.read(file))
    for wrong in (b"\xe9\0\0\0\0", b"N", b"[\x01\0\0\0N"):
        location.write(file, [parts[0], wrong])
        assert found(base, is_cached=True) == expected


@pytest.mark.parametrize("beside", [5, [5], [[5, "a"]], "copies"])
def test_copies_of_another_form_are_no_copies(base: Path, beside: object) -> None:
    first = found(base, is_cached=True)
    file = location.file_for(location.MATCHES, str(base))
    head, *rows = location.read(file)
    location.write(file, [marshal.dumps((marshal.loads(head)[0], beside)), *rows])
    assert found(base, is_cached=True)[0].keys() == first[0].keys()  # type: ignore[attr-defined]


def test_without_a_cache_nothing_is_kept(base: Path, cache_folder: Path) -> None:
    found(base, is_cached=False)
    assert list((cache_folder / "codex-tools").glob("**/*")) == []


def run(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "codex_tools", "link", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def age() -> None:
    """Wait until a change of any file would show in its stamp."""
    time.sleep(0.06)


def answers(cache_folder: Path) -> int:
    return len(list((cache_folder / "codex-tools" / location.RESULTS).glob("*")))


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--explain", CLAIM)])
def test_an_answer_is_given_again(
    base: Path, cache_folder: Path, arguments: tuple[str, ...]
) -> None:
    age()
    first = run(base, *arguments)
    assert answers(cache_folder) == 1
    (kept,) = (cache_folder / "codex-tools" / location.RESULTS).iterdir()
    assert run(base, *arguments) == first
    assert run(base, *arguments, "--no-cache") == first
    assert kept.exists()


@pytest.mark.parametrize("flag", ["--diff", "--backfill"])
def test_what_is_more_than_an_answer_is_not_kept(base: Path, cache_folder: Path, flag: str) -> None:
    age()
    run(base, flag)
    assert answers(cache_folder) == 0


def rejected(root: Path) -> None:
    row = f'{{"claim": "{CLAIM}", "source": "{SOURCE}"}}'
    (root / "codex-rejected-links.json").write_text(f'{{"rejected": [{row}]}}')


@pytest.mark.parametrize(
    "changed",
    [
        rejected,
        lambda root: (root / SOURCE).unlink(),
        lambda root: (root / "codex.toml").write_text("min-score = 1.0\n"),
    ],
    ids=["rejected", "deleted", "configured"],
)
def test_an_answer_holds_until_something_changes(
    base: Path, changed: Callable[[Path], object]
) -> None:
    age()
    before = run(base)
    changed(base)
    assert run(base) == run(base, "--no-cache") != before


def test_a_commit_makes_an_answer_old(base: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=base, check=True, capture_output=True)

    claim, source = base / CLAIM, base / SOURCE
    change(claim, text_of(base, CLAIM), "source: Strategy session")
    texts = [(path, path.read_text("utf-8")) for path in (claim, source)]
    for path, _ in texts:
        path.unlink()
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "First")
    for path, text in texts:
        path.write_text(text, "utf-8")
    git("add", "-A")
    age()
    before = run(base)
    assert run(base) == before
    git("commit", "-q", "-m", "Second")
    assert run(base) == run(base, "--no-cache") != before
