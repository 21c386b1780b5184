"""The disk: what is listed, what cannot be read, and writing that is whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.app.paths import paths_below
from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.errors import CodexError
from codex_tools.model import Problem
from codex_tools.rules._samples import claim
from codex_tools.settings import load_settings
from codex_tools.settings.config_files import find_root
from codex_tools.storage.files import list_files, read_file
from codex_tools.storage.writing.outputs import output, write_output
from codex_tools.storage.writing.together import write_together

GOOD = {"domains/harbours-have-tables-of-tides.md": claim("They keep them for pilots.\n")}


def found(root: Path, *arguments: str) -> str:
    command = ["check", "--format", "concise", "--root", str(root), *arguments]
    return CliRunner().invoke(codex, command).output


def test_hidden_folders_and_installed_packages_are_left_out(make_base: MakeBase) -> None:
    root = make_base(
        {"a.md": "", ".git/b.md": "", "node_modules/c.md": "", "d/e.md": "", "f.png": ""}
    )
    listing = list_files(root)
    assert listing.markdown == ("a.md", "d/e.md")
    assert listing.others == {"f.png"}


def test_include_and_exclude(make_base: MakeBase) -> None:
    root = make_base({"a.md": "", "b/c.md": "", "b/d/e.md": "", "f/g.md": ""})
    assert list_files(root, ["b"]).markdown == ("b/c.md", "b/d/e.md")
    assert list_files(root, ["b/d", "a.md"]).markdown == ("a.md", "b/d/e.md")
    assert list_files(root, [], ["b/*", "a.md"]).markdown == ("f/g.md",)


def test_one_bad_file_never_hides_the_others(make_base: MakeBase, tmp_path: Path) -> None:
    root = make_base({f"base/{path}": text for path, text in GOOD.items()}) / "base"
    (tmp_path / "outside.md").write_text("secret")
    (root / "domains/out.md").symlink_to(tmp_path / "outside.md")
    (root / "domains/nowhere.md").symlink_to("no such file")
    (root / "domains/alias.md").symlink_to("harbours-have-tables-of-tides.md")
    (root / "domains/loop.md").symlink_to("loop.md")
    (root / "domains/folder").symlink_to(tmp_path, target_is_directory=True)
    (root / "domains/huge.md").write_bytes(b"---\n" + b"x" * 50_000_000)
    (root / "domains/binary.md").write_bytes(bytes(range(256)) * 10)
    (root / "domains/utf16.md").write_bytes("---\ntype: claim\n---\n".encode("utf-16"))
    output = found(root)
    assert "domains/out.md:1:1: IO005" in output
    assert "domains/nowhere.md:1:1: IO006" in output
    assert "domains/loop.md:1:1: IO006" in output
    assert "domains/huge.md:1:1: IO007 the file has 50.0 MB" in output
    assert "domains/binary.md:1:1: IO002" in output
    assert "domains/utf16.md:1:1: IO001" in output
    assert "alias.md" not in output
    assert "secret" not in output
    assert output.splitlines()[-1].startswith("7 files checked")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(make_base: MakeBase) -> None:
    root = make_base({**GOOD, "domains/closed.md": "x"})
    (root / "domains/closed.md").chmod(0)
    assert "domains/closed.md:1:1: IO006 the file cannot be read: Permission denied" in found(root)


def test_a_file_that_vanishes_between_listing_and_reading_is_reported(tmp_path: Path) -> None:
    gone = read_file(tmp_path / "gone.md", 100)
    assert isinstance(gone, Problem)
    assert gone.kind == "unreadable-file"


def test_names_that_are_no_text_are_survived(make_base: MakeBase) -> None:
    root = make_base(GOOD)
    for name in (b"bad\xe9.md", b"two\nlines.md", b'quo"te.md', b"-dash.md", "emoji😀.md".encode()):
        Path(os.fsdecode(os.fsencode(root) + b"/domains/" + name)).write_text("[[gone]]\n")
    output = found(root)
    assert output.count(" RF001 ") == 5
    assert "bad\\xe9.md" in output
    assert "two\\nlines.md" in output
    for name in ("json", "sarif", "junit", "github", "gitlab", "full"):
        result = CliRunner().invoke(codex, ["check", "--root", str(root), "--format", name])
        assert result.exit_code == 1, name


def test_writing_keeps_permissions_and_follows_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_output(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(RuntimeError), output(path) as stream:
        stream.write(b"ne")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodexError, match=r"missing/a\.md cannot be written"):
        write_output(tmp_path / "missing" / "a.md", b"")


def test_an_empty_folder_says_that_nothing_was_checked(tmp_path: Path) -> None:
    assert found(tmp_path) == "No Markdown file was checked.\n"


def test_paths_outside_of_the_base_are_refused(make_base: MakeBase, tmp_path: Path) -> None:
    root = make_base({f"base/{path}": text for path, text in GOOD.items()}) / "base"
    (tmp_path / "other.md").write_text("")
    settings = load_settings(root)
    base = load(settings)
    with pytest.raises(CodexError, match="is not in the knowledge base"):
        paths_below(base, settings, [tmp_path / "other.md"])
    assert paths_below(base, settings, [root / "domains"]) == set(GOOD)


def test_a_folder_that_cannot_be_listed_is_reported(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({**GOOD, "domains/closed/b.md": "x"})
    scandir = os.scandir

    def deny(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    assert "domains/closed/:1:1: IO006 the folder cannot be listed" in found(root)


def test_a_link_to_a_folder_or_a_note_names_what_it_leads_to(
    make_base: MakeBase, tmp_path: Path
) -> None:
    root = make_base({f"base/{path}": text for path, text in GOOD.items()}) / "base"
    (tmp_path / "elsewhere").symlink_to(root)
    note = next(iter(GOOD))
    (root / "alias.md").symlink_to(root / note)
    settings = load_settings(root)
    base = load(settings)
    assert paths_below(base, settings, [tmp_path / "elsewhere"]) == set(GOOD)
    assert paths_below(base, settings, [root / "alias.md"]) == {note}
    assert find_root(tmp_path / "elsewhere" / note) == find_root(root / note)


def test_a_folder_of_include_that_is_not_there_is_named(make_base: MakeBase) -> None:
    root = make_base({**GOOD, "codex.toml": 'include = ["domain"]\n'})
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "codex_tools", "check", "--root", str(root)],
            capture_output=True,
            text=True,
        )
        assert "`include` names domain, which is not in" in done.stderr
        assert (done.returncode, done.stdout) == (2, "")


def test_another_name_of_a_note_is_there(make_base: MakeBase) -> None:
    root = make_base({"a.md": "[[alias]] [it](alias.md) [[sub/alias]]\n", "sub/b.md": "x\n"})
    (root / "alias.md").symlink_to("a.md")
    (root / "sub/alias.md").symlink_to("../a.md")
    assert "RF001" not in found(root, "--select", "RF001", "--select", "RF004")


def contents(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*.md")}


def test_files_are_written_together_with_a_move(make_base: MakeBase) -> None:
    root = make_base({"a.md": "one", "b.md": "two", "c.md": "three"})
    new = {"a.md": (b"one", b"1"), "b.md": (b"two", b"2")}
    write_together(root, new, ("a.md", "new/d.md"))
    assert contents(root) == {"new/d.md": b"1", "b.md": b"2", "c.md": b"three"}


@pytest.mark.parametrize("changed", ["a.md", "b.md"])
@pytest.mark.parametrize("move", [None, ("c.md", "new/d.md")])
def test_a_file_that_changed_meanwhile_keeps_all_from_being_written(
    make_base: MakeBase, changed: str, move: tuple[str, str] | None
) -> None:
    root = make_base({"a.md": "one", "b.md": "two", "c.md": "three"})
    (root / changed).write_text("By somebody else.")
    before = contents(root)
    with pytest.raises(CodexError, match=rf"{changed} changed while it was worked on"):
        write_together(root, {"a.md": (b"one", b"1"), "b.md": (b"two", b"2")}, move)
    assert contents(root) == before
    assert not (root / "new").exists()


def test_a_file_that_is_gone_keeps_all_from_being_written(make_base: MakeBase) -> None:
    root = make_base({"a.md": "one"})
    with pytest.raises(CodexError, match=r"b\.md changed while it was worked on"):
        write_together(root, {"a.md": (b"one", b"1"), "b.md": (b"two", b"2")})
    assert contents(root) == {"a.md": b"one"}


def test_a_file_that_is_there_already_is_not_moved_over(make_base: MakeBase) -> None:
    root = make_base({"a.md": "one", "b.md": "two"})
    with pytest.raises(CodexError, match=r"b\.md is there already"):
        write_together(root, {"a.md": (b"one", b"1")}, ("a.md", "b.md"))
    assert contents(root) == {"a.md": b"one", "b.md": b"two"}
