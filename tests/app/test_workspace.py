"""A knowledge base that is loaded once and follows what changes in it."""

from __future__ import annotations

import pytest
from bases import MakeBase

from codex_tools.app.check import check
from codex_tools.app.fix import fix
from codex_tools.app.workspace import load, update
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

CLAIM, OTHER = "domains/tides.md", "domains/moon.md"
SOURCE = "inbox/archive/2025-sample-tides.md"
FILES = {
    CLAIM: claim(sourced_from=SOURCE) + "\nSee [[moon]] and [[gone]].\n",
    OTHER: claim() + "\nSee [[tides]].\n",
    SOURCE: source(),
}
CHANGES = {
    "a link that leads nowhere": {OTHER: (claim() + "\nSee [[nowhere]].\n").encode()},
    "a link that leads somewhere now": {CLAIM: (claim() + "\nSee [[moon]].\n").encode()},
    "two files": {CLAIM: b"# Tides\n", OTHER: b"---\ntype: [\n---\n"},
    "the last claim": {CLAIM: b"Text.\n", OTHER: b"---\ntype: essay\n---\n"},
    "no kind is named any more": dict.fromkeys(FILES, b"Text.\n"),
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_what_is_updated_is_what_is_loaded_after_writing(
    make_base: MakeBase, changed: dict[str, bytes]
) -> None:
    settings = load_settings(make_base(FILES))._replace(cache=False)
    before = load(settings)
    updated = update(before, settings, changed)
    for path, data in changed.items():
        (settings.root / path).write_bytes(data)
    loaded = load(settings)
    assert updated.notes == loaded.notes
    assert check(updated, settings) == check(loaded, settings)
    assert update(updated, settings, {}).notes == loaded.notes


def test_a_kind_that_is_named_at_last_takes_its_folders(make_base: MakeBase) -> None:
    settings = load_settings(make_base({CLAIM: "Text.\n", OTHER: "Text.\n"}))
    before = load(settings)
    assert before.notes[OTHER].kind == ""
    updated = update(before, settings, {CLAIM: claim().encode()})
    assert updated.notes[OTHER].kind == "claim"


def test_fixing_reads_no_file_again_but_those_that_it_changes(
    make_base: MakeBase,
) -> None:
    settings = load_settings(make_base({**FILES, "a.md": "\ufeff# Tides\n"}))._replace(
        cache=False, select=("IO",)
    )
    base = load(settings)
    (settings.root / OTHER).unlink()  # which nobody notices who does not look at it
    report, outcome = fix(base, settings)
    assert list(outcome.files) == ["a.md"]
    assert report.diagnostics == ()
    assert report.checked == len(base.notes)
