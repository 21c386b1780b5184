"""What a base names is opened in one place, inside its root, and never without a limit."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import codex_tools
from codex_tools.storage.cache import location
from codex_tools.storage.guarded import (
    GuardedError,
    MissingError,
    parse_json,
    place_inside,
    read_inside,
)

PACKAGE = Path(codex_tools.__file__).parent
OPENS = re.compile(
    r"\bopen\(|\.open\(|read_bytes\(|\.read_text\(|fdopen\(|fromfile\(|tomllib\.load\("
)
OWN = {
    "__main__.py": "the null device",
    "linking/model/weights.py": "weights that codex ships",
    "query/asking.py": "a pipe to a process of its own",
    "reporters/outputs/__init__.py": "schemas that codex ships",
    "runtime/parallel/forked.py": "a pipe to a process of its own",
    "schema/references.py": "schemas that codex ships",
    "syntax/markdown/brackets.py": "no file, a bracket",
    "syntax/markdown/inline.py": "no file, a bracket",
}
"""The modules outside ``storage/`` that open something, and what that is: nothing a base names."""


def test_files_are_opened_in_storage_alone() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.parts[len(PACKAGE.parts)] != "storage" and OPENS.search(path.read_text("utf-8"))
    }
    assert found == OWN.keys()


def test_programs_are_run_by_few_modules() -> None:
    """Git, our own modules by name, and ``codex query`` in a process of its own."""
    runs = re.compile(
        r"\bsubprocess\b|os\.(system|popen|exec|spawn)|\beval\(|\bexec\(|import_module\("
    )
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if runs.search(path.read_text("utf-8"))
    }
    assert found == {"storage/git.py", "runtime/discovery.py", "mcp/tools/query.py"}


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "link", "folder/x", "a\0b"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    root, outside = tmp_path / "base", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "x").write_text("secret")
    (root / "link").symlink_to(outside / "x")
    (root / "folder").symlink_to(outside)
    with pytest.raises(GuardedError):
        place_inside(root, root / name)
    with pytest.raises(GuardedError):
        read_inside(root, root / name, 100)


def test_a_file_inside_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    (tmp_path / "b").symlink_to("a")
    assert read_inside(tmp_path, tmp_path / "b", 4) == b"text"
    with pytest.raises(GuardedError, match="MB"):
        read_inside(tmp_path, tmp_path / "a", 3)
    with pytest.raises(MissingError):
        read_inside(tmp_path, tmp_path / "gone", 3)


def test_pipes_and_folders_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(GuardedError):
            read_inside(tmp_path, path, 100)


@pytest.mark.parametrize("data", [b"[" * 200_000, b"1" * 10_000, b"{", b"\xff"])
def test_what_is_no_json_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        parse_json(data)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_cache_that_others_can_open_is_emptied(cache_folder: Path) -> None:
    """So it is for one that came with a checkout: git keeps no such permissions."""
    folder = cache_folder / "codex-tools"
    (folder / "results").mkdir(parents=True)
    (folder / "results" / "planted").write_bytes(b"x")
    folder.chmod(0o755)
    file = location.file_for(location.NOTES, "base")
    assert list(location.read(file)) == []
    location.write(file, [b"mine"])
    assert list(location.read(file)) == [b"mine"]
    assert not (folder / "results" / "planted").exists()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o750)
    assert list(location.read(file)) == []


@pytest.mark.parametrize("home", ["", "relative", "~"])
def test_without_a_home_there_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    location.write(location.file_for(location.NOTES, "base"), [b"x"])
    assert list(location.files()) == []
    assert list(tmp_path.iterdir()) == []
