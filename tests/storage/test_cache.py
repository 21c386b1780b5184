"""The cache: nothing old is ever shown, nothing breaks it, and it is never needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from bases import MakeBase

from codex_tools.app import reading
from codex_tools.app.workspace import load, new_note_cache
from codex_tools.base.scope import Scope
from codex_tools.model import Note
from codex_tools.rules import all_rules
from codex_tools.settings import load_settings
from codex_tools.storage import serialise
from codex_tools.storage.cache import location, notes, program, results, validations
from codex_tools.storage.cache.packed import PackedNote, header, pack
from codex_tools.storage.files import list_files
from codex_tools.storage.walking import is_racy, stamp_of, walk
from codex_tools.syntax.document import parse_document

CLAIM = (
    "---\ntype: claim\ndomain: sea\ntitle: {}\nsource: Somebody, 2024\nconfidence: likely\n"
    "description: D\n---\nSee [[b]].\n"
)
BASE = {"codex.toml": "", "domains/a.md": CLAIM.format("A"), "domains/b.md": CLAIM.format("B")}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def base(make_base: MakeBase) -> Path:
    root = make_base(BASE)
    age()
    return root


def age() -> None:
    """Wait until a change of any file would show in its stamp."""
    time.sleep(0.06)


def run(root: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "codex_tools", *(arguments or ("check",))]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env={**os.environ, **env}, check=False
    )


def kept(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / "codex-tools" / kind).glob("*"))


def test_the_second_run_says_the_same_without_reading(base: Path, cache_folder: Path) -> None:
    first, second = run(base), run(base)
    assert (first.stdout, first.returncode) == (second.stdout, second.returncode)
    assert first.returncode == 1
    (result,) = kept(cache_folder, location.RESULTS)
    command = [sys.executable, "-X", "importtime", "-m", "codex_tools", "check"]
    done = subprocess.run(command, cwd=base, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.stdout == first.stdout
    assert "codex_tools.storage.cache.results" in loaded
    assert not {"click", "codex_tools.app.check", "yaml", "pathlib", "typing"} & loaded
    assert result.stat().st_size < 10_000


def changes() -> dict[str, Callable[[Path], object]]:
    note = Path("domains/a.md")
    return {
        "edited": lambda root: (root / note).write_text(CLAIM.format("C")),
        "same size": lambda root: (root / note).write_text(CLAIM.format("X")),
        "deleted": lambda root: (root / note).unlink(),
        "renamed": lambda root: (root / note).rename(root / "domains/c.md"),
        "added": lambda root: (root / "domains/c.md").write_text("[[gone]]"),
        "a picture added": lambda root: (root / "picture.png").write_bytes(b""),
        "configured": lambda root: (root / "codex.toml").write_text('select = ["SC"]'),
        "baseline": lambda root: (root / "codex-baseline.json").write_text("{}"),
        "unreadable": lambda root: (root / note).write_bytes(b"---\n\xff"),
    }


@pytest.mark.parametrize("change", changes().values(), ids=changes())
def test_any_change_shows(base: Path, change: Callable[[Path], object]) -> None:
    run(base)
    change(base)
    expected = run(base, "check", "--no-cache")
    found = run(base)
    assert (found.stdout, found.stderr) == (expected.stdout, expected.stderr)
    assert run(base).stdout == expected.stdout


def test_a_change_with_the_same_size_and_time_shows(base: Path, cache_folder: Path) -> None:
    run(base)
    path = base / "domains/a.md"
    status = path.stat()
    path.write_text(CLAIM.format("X"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert run(base, "check").stdout == run(base, "check", "--no-cache").stdout
    assert load(load_settings(base)).notes["domains/a.md"].title == "X"


def test_a_configuration_that_appears_further_up_counts(make_base: MakeBase) -> None:
    root = make_base({"kb/a.md": "[[gone]]\n"})
    age()
    inner = root / "kb"
    assert "RF001" in run(inner).stdout
    (inner / ".codex.toml").write_text('ignore = ["RF001"]')
    assert "RF001" not in run(inner).stdout


def test_arguments_colours_and_folders_have_results_of_their_own(base: Path) -> None:
    def outputs() -> list[str]:
        return [
            run(base).stdout,
            run(base, "check", "--format", "json").stdout,
            run(base, "check", FORCE_COLOR="1").stdout,
            run(base / "domains", "check").stdout,
            run(base, "check", "domains/a.md").stdout,
        ]

    first = outputs()
    assert outputs() == first
    assert len({*first}) == 4  # that from the folder below is the same


@pytest.mark.parametrize("damage", [b"", b"codex", bytes(100), b"\xff" * 3_000])
def test_a_broken_cache_is_no_cache(base: Path, cache_folder: Path, damage: bytes) -> None:
    expected = run(base).stdout
    for path in cache_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    assert run(base).stdout == expected
    assert run(base).stdout == expected


def test_a_flipped_bit_is_noticed(base: Path, cache_folder: Path) -> None:
    expected = run(base).stdout
    for path in [*kept(cache_folder, location.RESULTS), *kept(cache_folder, location.NOTES)]:
        whole = list(location.read(str(path)))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)
        left = list(location.read(str(path)))
        assert len(left) < len(whole)
        assert left == whole[: len(left)]
    assert run(base).stdout == expected


def test_a_length_beyond_the_file_asks_for_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    location.write(str(path), [b"one", b"two"])
    assert list(location.read(str(path))) == [b"one", b"two"]
    data = path.read_bytes()
    tracemalloc.start()
    for place in range(len(data)):
        path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])
        assert list(location.read(str(path))) in ([], [b"one"], [b"one", b"two"])
        path.write_bytes(data[:place])
        assert list(location.read(str(path))) in ([], [b"one"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_cache_that_cannot_be_written_harms_nobody(base: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    done = run(base, "check", XDG_CACHE_HOME=str(nowhere))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == run(base, "check", "--no-cache").stdout


def test_a_document_that_has_become_too_large_is_not_taken_from_the_cache(base: Path) -> None:
    run(base)
    (base / "codex.toml").write_text("max-file-size = 20")
    assert "IO" in run(base, "check", "--no-cache", "--format", "concise").stdout
    cached = run(base, "check", "--format", "concise").stdout
    assert cached == run(base, "check", "--no-cache", "--format", "concise").stdout


def test_no_cache_leaves_nothing(base: Path, cache_folder: Path) -> None:
    run(base, "check", "--no-cache")
    (base / "codex.toml").write_text("cache = false")
    run(base)
    assert list(cache_folder.rglob("*")) == []


def test_a_file_that_has_just_changed_is_not_kept(base: Path, cache_folder: Path) -> None:
    settings = load_settings(base)
    path = base / "domains/a.md"
    path.write_text(CLAIM.format("New"))
    listing = list_files(settings.root, stamps=True)
    load(settings)
    note_cache = notes.NoteCache(str(settings.root))
    known = note_cache.load(listing, reading.settings_digest(settings), lazily=False)
    assert "domains/b.md" in known
    assert "domains/a.md" not in known


@pytest.mark.parametrize(
    ("status", "racy"),
    [
        ((1, 10**18 + 1, 10**18 + 1, 7), True),
        ((1, 10**18 - 10**8 + 1, 10**18 - 10**8 + 1, 7), False),
        ((1, 10**18 - 10**9, 5, 7), True),
        ((1, 10**18 - 3 * 10**9, 5, 7), False),
        ((1, 5, 10**18 - 1, 7), True),
    ],
)
def test_which_stamps_are_racy(status: tuple[int, int, int, int], racy: bool) -> None:
    names = ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
    found = SimpleNamespace(**dict(zip(names, status, strict=True)))
    assert is_racy(stamp_of(cast("os.stat_result", found)), 10**18) is racy


def test_two_runs_at_once_do_not_disturb_each_other(base: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(run(base).stdout)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert run(base).stdout == found[0]


def test_documents_and_notes_come_back_as_they_went(corpus: Path) -> None:
    base = load(load_settings(corpus))
    texts = [case.files for rule in all_rules() for case in (*rule.valid, *rule.invalid)]
    read = [note.document for note in base.notes.values()]
    read += [
        parse_document(path, text.encode("utf-8", "surrogateescape"))
        for files in texts
        for path, text in files.items()
    ]
    assert len(read) > 1_500
    for document in read:
        assert serialise.load(serialise.dump(document)) == document
    for note in base.notes.values():
        for first in ("document", "fields", "renamed"):
            packed = PackedNote(*pack(note), *header(note))
            assert getattr(packed, first) == getattr(note, first)
            assert all(getattr(packed, name) == getattr(note, name) for name in Note.__slots__)


def test_the_oldest_results_go(
    base: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MAX_RESULTS", 3)
    monkeypatch.chdir(base)
    for number in range(5):
        call = results.Call(["check", str(number)])
        results.remember(call, [], (str(base), (), (), True), (), "text", 0)
    assert len(kept(cache_folder, location.RESULTS)) == 3
    assert results.replay(call) is None  # the tree is not empty


@pytest.fixture
def aged_base(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base, with this process in it, and files that did not just change."""
    monkeypatch.chdir(base)
    return base


def remembered(base: Path, dependencies: Sequence[str] = (), change: str = "") -> results.Call:
    """Keep a result on a base as it is; ``change`` is written to before it is kept."""
    call = results.Call(["check"])
    walked = tuple(walk(str(base), (), (), stamps=True))
    if change:
        (base / change).write_text("By somebody else.")
        walked = tuple(walk(str(base), (), (), stamps=True))
    results.remember(call, dependencies, (str(base), (), (), True), walked, "text", 1)
    return call


def test_a_result_is_printed_again(aged_base: Path) -> None:
    assert results.replay(remembered(aged_base)) == ("text", 1)


@pytest.mark.parametrize(
    "circumstance",
    ["arguments", "folder", "environment", "terminal", "encoding", "day", "program"],
)
def test_a_result_is_for_the_same_circumstances(
    aged_base: Path, monkeypatch: pytest.MonkeyPatch, circumstance: str
) -> None:
    remembered(aged_base)
    arguments = ["check"]
    if circumstance == "arguments":
        arguments.append("--exit-zero")
    elif circumstance == "folder":
        monkeypatch.chdir(aged_base / "domains")
    elif circumstance == "environment":
        monkeypatch.setenv("FORCE_COLOR", "1")
    elif circumstance == "day":
        now = time.localtime(time.time() + 86_400)
        monkeypatch.setattr(time, "localtime", lambda: now)
    elif circumstance == "program":
        monkeypatch.setattr(results, "program_digest", lambda: (0, "", 0))
    else:
        is_terminal = circumstance == "terminal"
        encoding = "utf-8" if is_terminal else "latin-1"
        other = SimpleNamespace(isatty=lambda: is_terminal, encoding=encoding)
        here = SimpleNamespace(isatty=lambda: False, encoding="utf-8")
        monkeypatch.setattr(sys, "stdout", here)
        assert results.replay(remembered(aged_base)) == ("text", 1)
        monkeypatch.setattr(sys, "stdout", other)
    assert results.replay(results.Call(arguments)) is None


@pytest.mark.parametrize("variable", results._ENVIRONMENT)
def test_a_result_depends_on_each_of_some_variables(
    aged_base: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv(variable, raising=False)
    assert results.replay(remembered(aged_base)) == ("text", 1)
    monkeypatch.setenv(variable, "1")
    assert results.replay(results.Call(["check"])) is None


def test_a_result_of_a_run_in_which_a_file_changed_is_not_kept(
    aged_base: Path, cache_folder: Path
) -> None:
    call = remembered(aged_base, change="domains/a.md")
    assert kept(cache_folder, location.RESULTS) == []
    assert results.replay(call) is None


def test_a_result_of_a_run_in_which_a_configuration_changed_is_not_kept(
    aged_base: Path, cache_folder: Path
) -> None:
    (aged_base / "codex.toml").write_text("\n")
    call = remembered(aged_base, [str(aged_base / "codex.toml")])
    assert kept(cache_folder, location.RESULTS) == []
    assert results.replay(call) is None


def test_a_configuration_that_changes_or_appears_makes_a_result_old(aged_base: Path) -> None:
    paths = [aged_base / "codex.toml", aged_base / ".codex.toml"]
    for path in paths:
        call = remembered(aged_base, [*map(str, paths)])
        assert results.replay(call) == ("text", 1)
        path.write_text("# Another.\n")
        assert results.replay(call) is None
        age()


def test_notes_of_a_few_bases_are_kept(
    base: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "MAX_BASES", 2)
    for name in "xyz":
        shutil.copytree(base, base / name)
    age()
    for name in "xyz":
        found = load(load_settings(base / name))
        assert Scope(found).invalid
    for what in (location.NOTES, location.VALIDATIONS):
        assert {path.name[9:] for path in kept(cache_folder, what)} == {"y", "z"}


def test_cache_info_and_clear(base: Path, cache_folder: Path) -> None:
    run(base)
    told = run(base, "cache", "info").stdout
    assert told.startswith(str(cache_folder))
    assert "notes" in told
    assert "results" in told
    assert run(base, "cache", "clear").stdout == "4 files deleted.\n"
    assert run(base, "cache", "clear").stdout == "0 files deleted.\n"
    assert run(base, "cache", "info").stdout.endswith("\nNothing is kept there yet.\n")
    assert run(base).returncode == 1


def test_the_time_of_a_junit_report_is_that_of_the_run(base: Path, cache_folder: Path) -> None:
    run(base, "check", "--format", "junit")
    assert kept(cache_folder, location.RESULTS) == []


def test_cached_notes_have_all_findings_of_fresh_ones(corpus: Path, cache_folder: Path) -> None:
    fresh = run(corpus, "check", "--no-cache", "--format", "json-lines", "--select", "ALL").stdout
    run(corpus, "check")
    assert kept(cache_folder, location.NOTES)
    assert run(corpus, "check", "--format", "json-lines", "--select", "ALL").stdout == fresh


def test_an_empty_entry_of_the_module_path_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program.current_digest()
    monkeypatch.setattr(sys, "path", ["", "no such folder", *sys.path])
    assert program.current_digest() == before


@pytest.mark.parametrize("seconds", [13_600_000_000, -13_600_000_000])
def test_a_date_in_the_far_future_or_past_stops_no_check(
    base: Path, cache_folder: Path, seconds: int
) -> None:
    path = base / "domains/a.md"
    try:
        os.utime(path, (seconds, seconds))
    except OSError:
        pytest.skip("the file system has no such dates")
    first, second, third = run(base), run(base), run(base, "check", "--no-cache")
    assert (first.returncode, first.stderr) == (1, "")
    assert first.stdout == second.stdout == third.stdout


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def test_a_front_matter_that_is_known_needs_no_validator(base: Path, cache_folder: Path) -> None:
    run(base)
    append(base / "domains" / "a.md", "One more line.\n")
    age()
    command = [sys.executable, "-X", "importtime", "-m", "codex_tools", "check"]
    done = subprocess.run(command, cwd=base, capture_output=True, text=True)
    assert "codex_tools.schema" in done.stderr
    assert "jsonschema" not in done.stderr
    assert "SC001" in done.stdout
    assert done.stdout == run(base, "check", "--no-cache").stdout


@pytest.mark.parametrize(
    "old, new", [("title: A", "created: 2026-13-01"), ("source: S", "sauce: S")]
)
def test_a_front_matter_that_changes_is_judged_again(base: Path, old: str, new: str) -> None:
    before = run(base).stdout
    path = base / "domains" / "a.md"
    path.write_text(path.read_text().replace(old, new))
    age()
    after = run(base).stdout
    assert after != before
    assert after == run(base, "check", "--no-cache").stdout


def test_a_schema_that_changes_judges_again(base: Path) -> None:
    schema = base / "sea.json"
    (base / "codex.toml").write_text('kinds.claim.schema = "sea.json"\n')
    for wanted in ("domain", "weather", "domain"):
        schema.write_text(f'{{"x-codex": {{"kind": "claim"}}, "required": ["{wanted}"]}}')
        age()
        assert ("`weather` is missing" in run(base).stdout) is (wanted == "weather")


def test_a_check_of_some_files_forgets_no_verdict(base: Path, cache_folder: Path) -> None:
    run(base)
    path = base / "domains" / "a.md"
    path.write_text(path.read_text().replace("title: A", "title: C"))
    age()
    before = validations.ValidationCache(str(base))._known
    run(base, "check", "domains/a.md")
    after = validations.ValidationCache(str(base))._known
    assert before.items() < after.items()


def test_verdicts_on_the_real_base_are_those_of_the_validator(
    corpus: Path, cache_folder: Path
) -> None:
    settings = load_settings(corpus)
    first, second = load(settings), load(settings)
    plain = load(settings._replace(cache=False))
    wanted = [note.path for note in Scope(plain).invalid]
    assert len(wanted) > 10
    for base in (first, second):
        invalid = Scope(base).invalid
        assert [note.path for note in invalid] == wanted
        for note in invalid:
            assert base.violations.of(note) == plain.violations.of(note)


def test_what_is_wrong_in_a_configuration_is_said_each_time(base: Path) -> None:
    run(base)
    (base / "codex.toml").write_text('fail-on = "never"\n')
    first, second = run(base), run(base)
    assert (first.returncode, "fail-on" in first.stderr) == (2, True)
    assert second.stderr == first.stderr
    (base / "codex.toml").write_text("")
    assert run(base).returncode == 1


@pytest.mark.parametrize(
    "text",
    [
        '[kinds.claim.legacy-fields]\nsource = "domain"\n',
        '[kinds.claim]\nfolders = ["elsewhere"]\n',
        '[relations.title]\ntarget-kinds = ["claim"]\n',
    ],
)
def test_kinds_and_relations_that_change_make_other_notes(base: Path, text: str) -> None:
    before = run(base).stdout
    (base / "codex.toml").write_text(text)
    age()
    after = run(base).stdout
    assert after == run(base, "check", "--no-cache").stdout
    (base / "codex.toml").write_text("")
    age()
    assert run(base).stdout == before


def test_a_cache_in_memory_has_no_notes_for_other_settings(base: Path) -> None:
    plain = load_settings(base)
    other = load_settings(base, ['kinds.claim.legacy-fields.source="domain"'])
    note_cache = new_note_cache(plain._replace(cache=False))
    for settings in (plain, other, plain):
        found = load(settings, note_cache=note_cache).notes
        assert found == load(settings._replace(cache=False)).notes


def test_links_that_lead_elsewhere_are_seen(make_base: MakeBase) -> None:
    root = make_base(
        {
            "one/codex.toml": 'extends = "shared/now.toml"\n',
            "one/a.md": "[[gone]]\n",
            "two/codex.toml": "",
            "two/a.md": "Fine.\n",
            "one/shared/strict.toml": "",
            "one/shared/lax.toml": 'ignore = ["RF001"]\n',
        }
    )
    now, here = root / "one/shared/now.toml", root / "here"
    now.symlink_to("lax.toml")
    here.symlink_to("one")
    age()
    assert run(root, "check", "--root", "here").returncode == 0
    now.unlink()
    now.symlink_to("strict.toml")
    assert run(root, "check", "--root", "here").returncode == 1
    here.unlink()
    here.symlink_to("two")
    assert run(root, "check", "--root", "here").returncode == 0


def test_code_that_changes_behind_an_old_time_counts(tmp_path: Path) -> None:
    code = tmp_path / "rule.py"
    code.write_text("CODE = 'RF001'")
    before = program._stamps(str(tmp_path))
    times = code.stat()
    code.write_text("CODE = 'RF901'")
    os.utime(code, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert program._stamps(str(tmp_path)) != before
