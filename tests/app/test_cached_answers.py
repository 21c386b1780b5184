"""What references name is kept between runs, and never shows in what is found."""

from __future__ import annotations

import marshal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from app.random_bases import PATHS, PICTURES, SURROUNDINGS, texts, write
from bases import MakeBase
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver import Resolver
from codex_tools.model import Diagnostic
from codex_tools.rules import all_rules
from codex_tools.rules._samples import claim
from codex_tools.settings import load_settings
from codex_tools.storage.cache import answers, location

EVERY = tuple(rule.code for rule in all_rules())
FEW = st.sampled_from(PATHS[:10])
CONFIGURATIONS = (b"", b"link-roots = ['domains']\n", b"ignore-links = ['*salt*']\n")


def found(root: Path, only: Iterable[str] | None, cache: bool) -> tuple[Diagnostic, ...]:
    """What is found in some files or all, from the cache or without it."""
    chosen = load_settings(root)._replace(select=EVERY, cache=cache)
    base = load(chosen, lazily=only is not None)
    return check(base, chosen, None if only is None else frozenset(only)).diagnostics


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(SURROUNDINGS)),
    st.dictionaries(FEW, texts(), min_size=4),
    st.lists(
        st.tuples(
            st.dictionaries(FEW, st.none() | texts(), max_size=2),
            PICTURES,
            st.none() | st.sampled_from(CONFIGURATIONS),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_what_the_cache_knows_is_what_a_fresh_run_finds_out(
    around: str,
    files: dict[str, bytes],
    steps: list[tuple[dict[str, bytes | None], list[str], bytes | None]],
) -> None:
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        for path, text in {**SURROUNDINGS[around], **files}.items():
            write(root, path, text)
        for changes, pictures, configuration in steps:
            time.sleep(0.06)  # so that the notes are kept too
            assert found(root, None, cache=True) == found(root, None, cache=False)
            for path, after in changes.items():
                write(root, path, after)
            for path in pictures:
                write(root, path, b"")
            if configuration is not None:
                write(root, "codex.toml", configuration)
            for only in (changes, None, changes):
                assert found(root, only, cache=True) == found(root, only, cache=False)


BASE = {
    "codex.toml": "",
    "domains/a.md": claim(supports='["Low water", "domains/tides", "gone"]'),
    "domains/low-water.md": claim(),
    "domains/coast/tides.md": claim(),
}


@pytest.fixture
def base(make_base: MakeBase) -> Path:
    return make_base(BASE)


def fields(root: Path) -> object:
    return load(load_settings(root)).links.fields


def asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The references that are looked up, in a run of its own."""
    seen: list[str] = []
    read = Resolver.read

    def note(self: Resolver, link: object, *rest: object) -> object:
        seen.append(link.target)  # type: ignore[attr-defined]
        return read(self, link, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Resolver, "read", note)
        fields(root)
    return seen


def append(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    (root / path).write_text(text.replace(old, new))


WANTED = ["Low water", "domains/tides", "gone"]
"""What no look at the names answers."""


def test_what_is_known_is_not_looked_up_again(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(base, monkeypatch) == WANTED
    assert asked(base, monkeypatch) == []
    append(base, "domains/a.md", '"gone"', '"gone", "lost"')
    assert asked(base, monkeypatch) == ["lost"]


CHANGES: dict[str, Callable[[Path], object]] = {
    "another file": lambda root: (root / "domains/c.md").write_text(claim()),
    "a file less": lambda root: (root / "domains/low-water.md").unlink(),
    "a picture": lambda root: (root / "x.png").touch(),
    "a title": lambda root: append(root, "domains/low-water.md", "type:", "title: Ebb\ntype:"),
    "a kind": lambda root: append(root, "domains/low-water.md", "type: claim", "type: entity"),
    "a rule": lambda root: (root / "codex.toml").write_text("link-roots = ['domains']\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_known_where_files_are_called_otherwise(
    base: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fields(base)
    CHANGES[name](base)
    assert asked(base, monkeypatch) == WANTED
    assert asked(base, monkeypatch) == []


def test_ids_of_notes_are_looked_at_again(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(base, "domains/a.md", '"gone"', '"202601021200"')
    fields(base)
    append(base, "domains/low-water.md", "---\n", "---\nid: 202601021200\n")
    resolved = load(load_settings(base)).links.fields.resolved
    assert [each.target for each in resolved] == ["domains/low-water.md"]


def test_a_base_whose_app_has_names_of_its_own_is_asked_each_time(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (base / "logseq").mkdir()
    (base / "logseq/config.edn").touch()
    assert asked(base, monkeypatch) == asked(base, monkeypatch) != []


def kept(folder: Path) -> Path:
    return next((folder / "codex-tools" / location.ANSWERS).iterdir())


@pytest.mark.parametrize("place", range(0, 400, 23))
def test_a_damaged_file_is_none(base: Path, cache_folder: Path, place: int) -> None:
    wanted = fields(base)
    file = kept(cache_folder)
    data = bytearray(file.read_bytes())
    data[place % len(data)] ^= 0xFF
    file.write_bytes(data)
    assert fields(base) == wanted
    file.write_bytes(data[:place])
    assert fields(base) == wanted


@pytest.mark.parametrize(
    "rows", [[1], [("a", "b")], ["ab"], [(1, 2, 3)], [([], ())], {}, 5, [(("a",), ("b",))]]
)
def test_what_another_program_wrote_is_none(base: Path, cache_folder: Path, rows: object) -> None:
    wanted = fields(base)
    head, _ = location.read(str(kept(cache_folder)))
    location.write(str(kept(cache_folder)), [head, marshal.dumps(rows)])  # type: ignore[arg-type]
    assert fields(base) == wanted


def test_rows_of_the_right_key_and_another_form_are_none(base: Path, cache_folder: Path) -> None:
    wanted = fields(base)
    head, part = location.read(str(kept(cache_folder)))
    for row in ((), ("x",), ("x", "", ("a",), "no such way"), ("x", "", 5, "path"), 7):
        rows = [(key, row) for key, _ in marshal.loads(part)]
        location.write(str(kept(cache_folder)), [head, marshal.dumps(rows)])  # type: ignore[arg-type]
        assert fields(base) == wanted


def test_another_version_writes_its_own(
    base: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = fields(base)
    before = kept(cache_folder).read_bytes()
    monkeypatch.setattr(answers, "program_digest", lambda: (0, "", 0))
    assert asked(base, monkeypatch) == WANTED
    assert kept(cache_folder).read_bytes() != before
    assert fields(base) == wanted


def test_without_a_cache_nothing_is_written(base: Path, cache_folder: Path) -> None:
    made: KnowledgeBase = load(load_settings(base)._replace(cache=False))
    assert made.links.fields.resolved == []
    assert not (cache_folder / "codex-tools").exists()
