"""What an edit keeps, what is refused, and what is said of a change that was cut off."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from faults import killing, run

from codex_tools.cli import codex
from codex_tools.errors import CodexError
from codex_tools.linking.stored import git_history
from codex_tools.storage import state
from codex_tools.storage.cache import location
from codex_tools.storage.files import list_files
from codex_tools.storage.writing import carrying_out, swap
from codex_tools.storage.writing.outputs import output, write_output
from codex_tools.storage.writing.together import write_together

NOTE = "\ufeff# Tides\n"
"""A file that --fix changes: it takes the mark of its beginning out."""


def fixed(root: Path, status: int = 0) -> str:
    ended = run(root, "check", "--fix", "--exit-zero")
    assert ended.status == status, ended.output
    return ended.output


@pytest.fixture
def note(make_base: MakeBase) -> Path:
    return make_base({"codex.toml": "", "a.md": NOTE}) / "a.md"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o4755, 0o2755])
def test_an_edit_keeps_the_rights_but_never_set_uid(note: Path, mode: int) -> None:
    note.chmod(mode)
    fixed(note.parent)
    assert note.read_bytes() == b"# Tides\n"
    assert stat.S_IMODE(note.stat().st_mode) == mode & 0o777


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system has no such attributes")
def test_an_edit_keeps_attributes_and_acls(note: Path) -> None:
    acl = bytes.fromhex("0200000001000600ffffffff02000400e803000004000400ffffffff10000400ffffffff")
    acl += bytes.fromhex("20000400ffffffff")
    try:
        os.setxattr(note, "user.colour", b"blue")
        os.setxattr(note, "system.posix_acl_access", acl)
    except OSError:
        pytest.skip("the file system has no such attributes")
    names = set(os.listxattr(note))
    fixed(note.parent)
    assert note.read_bytes() == b"# Tides\n"
    assert set(os.listxattr(note)) == names
    assert os.getxattr(note, "user.colour") == b"blue"
    assert os.getxattr(note, "system.posix_acl_access") == acl


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may")
def test_an_edit_keeps_the_owner(note: Path) -> None:
    os.chown(note, 1234, 2345)
    fixed(note.parent)
    assert (note.stat().st_uid, note.stat().st_gid) == (1234, 2345)
    assert note.read_bytes() == b"# Tides\n"


def test_a_read_only_file_is_not_edited(note: Path) -> None:
    note.chmod(0o444)
    assert "it is read-only" in fixed(note.parent)
    assert note.read_text() == NOTE
    ended = run(note.parent, "check", "--add-ignore")
    assert "Not edited: a.md: it is read-only" in ended.output
    assert note.read_text() == NOTE


def test_a_file_with_two_names_is_not_edited(note: Path, tmp_path: Path) -> None:
    (note.parent / "other.txt").hardlink_to(note)
    assert "it has 2 names (hard links)" in fixed(note.parent)
    assert note.read_text() == NOTE
    assert note.stat().st_nlink == 2


def test_one_file_that_is_not_edited_keeps_no_other_from_being(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": NOTE, "b.md": NOTE})
    (root / "a.md").chmod(0o444)
    assert "1 repair in 1 file" in fixed(root)
    assert (root / "b.md").read_bytes() == b"# Tides\n"


@pytest.mark.parametrize("name", ["../out.md", ".git/config", "away/x.md", "sub/.GIT/x.md"])
def test_nothing_is_written_outside_of_the_base_or_into_git(
    make_base: MakeBase, tmp_path: Path, name: str
) -> None:
    root = make_base({"base/.git/config": "old", "base/sub/.GIT/x.md": "old", "out.md": "old"})
    (root / "base/away").symlink_to(tmp_path)
    (tmp_path / "x.md").write_text("old")
    with pytest.raises(CodexError, match="so it is not written"):
        write_together(root / "base", {name: (b"old", b"new")})
    assert {path.read_bytes() for path in root.rglob("*") if path.is_file()} == {b"old"}


def half_done(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base in which a run was killed when a.md was written and b.md was not."""
    root = make_base({"codex.toml": "", "a.md": NOTE, "b.md": NOTE})

    def die(one: str, other: str) -> None:
        if other.endswith("b.md"):
            killing()
        swap.swap(one, other)

    with monkeypatch.context() as patched:
        patched.setattr(carrying_out, "swap", die)
        run(root, "check", "--fix", "--exit-zero")
    assert (root / "a.md").read_text() == "# Tides\n"
    assert (root / "b.md").read_text() == NOTE
    return root


def test_a_check_tells_of_a_killed_run_and_writes_nothing(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = half_done(make_base, monkeypatch)
    before = {path: path.read_bytes() for path in root.rglob("*")}
    for _ in range(2):
        assert "or was killed while it wrote" in run(root, "check").output
    assert {path: path.read_bytes() for path in root.rglob("*")} == before
    assert "was killed while it wrote; it is completed" in fixed(root)
    assert {path.name for path in root.iterdir()} == {"a.md", "b.md", "codex.toml"}
    assert "killed" not in run(root, "check").output


def test_an_editor_keeps_what_it_saved_while_a_run_was_killed(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = half_done(make_base, monkeypatch)
    (root / "b.md").write_text("By somebody else.\n")
    ended = run(root, "check", "--fix", "--exit-zero")
    assert "was killed while it wrote; it is undone" in ended.output
    assert (root / "b.md").read_text() == "By somebody else.\n"


def test_a_failed_undo_names_every_file_that_is_left_changed(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"a.md": "1", "b.md": "2", "c.md": "3", "d.md": "4"})
    calls = 0

    def fail(one: str, other: str) -> None:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise OSError(5, "Input/output error", other)
        swap.swap(one, other)

    monkeypatch.setattr(carrying_out, "swap", fail)
    new = {path.name: (path.read_bytes(), b"new") for path in sorted(root.iterdir())}
    with pytest.raises(CodexError) as caught:
        write_together(root, new)
    assert "these files are left changed" in str(caught.value)
    assert [name in str(caught.value).partition("left changed")[2] for name in new] == [
        *(True, True),
        *(False, False),
    ]
    monkeypatch.undo()


@pytest.mark.parametrize("exchanges", [True, False])
def test_files_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    swap.swap(str(one), str(other))
    assert (one.read_text(), other.read_text()) == ("2", "1")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("stage", ["linked", "replaced"])
def test_a_swap_that_was_killed_is_finished(tmp_path: Path, stage: str) -> None:
    one, other, side = tmp_path / "one", tmp_path / "other", tmp_path / "one.old"
    one.write_text("1")
    other.write_text("2")
    side.hardlink_to(other)
    if stage == "replaced":
        one.replace(other)
    swap.settle(str(one))
    texts = ("1", "2") if stage == "linked" else ("2", "1")
    assert (one.read_text(), other.read_text()) == texts
    assert not side.exists()


def test_a_file_that_is_open_for_writing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    assert not swap.is_being_written(str(path))
    if sys.platform.startswith("linux"):
        with path.open("ab"):
            assert swap.is_being_written(str(path))
    assert not swap.is_being_written(str(path))


def test_output_goes_to_a_fifo_and_a_device(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": "[[gone]]\n"})
    pipe = root / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_output(pipe, b"through the pipe")
    reader.join()
    assert read == [b"through the pipe"]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    write_output(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_output_goes_to_an_open_file(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": "[[gone]]\n"})
    command = [sys.executable, "-m", "codex_tools", "graph", "export", "--root", str(root), "-o"]
    plain = subprocess.run([*command, "/dev/stdout"], capture_output=True).stdout
    with (root / "out.json").open("wb") as stream:
        subprocess.run([*command, "/dev/stdout"], stdout=stream, check=True)
    assert (root / "out.json").read_bytes() == plain != b""


def test_half_an_output_of_a_killed_process_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    process = os.fork()
    if not process:
        with output(path) as stream:
            stream.write(b"half")
            stream.flush()
            killing()
    os.waitpid(process, 0)
    assert [each.suffix for each in tmp_path.iterdir()] == [".tmp"]
    write_output(path, b"whole")
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_cache_of_a_killed_process_is_deleted(cache_folder: Path) -> None:
    path = location.file_for(location.NOTES, "/base")
    process = os.fork()
    if not process:
        location.write(path, (killing() or b"" for _ in range(1)))  # type: ignore[func-returns-value]
    os.waitpid(process, 0)
    assert [each.suffix for each in Path(path).parent.iterdir()] == [".tmp"]
    location.write(path, [b"whole"])
    assert list(Path(path).parent.iterdir()) == [Path(path)]


@pytest.mark.parametrize("name", ["codex-baseline.json", "codex-rejected-links.json"])
@pytest.mark.parametrize("what", ["folder", "dangling link", "no JSON", "pipe"])
def test_a_record_that_cannot_be_read_never_counts_as_empty(
    make_base: MakeBase, name: str, what: str
) -> None:
    root = make_base({"codex.toml": 'baseline = "codex-baseline.json"\n', "a.md": "[[gone]]\n"})
    path = root / name
    if what == "folder":
        path.mkdir()
    elif what == "dangling link":
        path.symlink_to("nowhere")
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("{")
    record = path.lstat().st_ino
    commands = [("check", "--write-baseline"), ("check",)]
    if "rejected" in name:
        commands = [("link",), ("link", "--backfill"), ("rename", "a", "b")]
    for command in commands:
        ended = run(root, *command)
        assert ended.status == 2, command
        assert name in ended.output
    assert path.lstat().st_ino == record
    assert (root / "a.md").exists()


@pytest.mark.parametrize("name", ["codex-baseline.json", "codex-rejected-links.json"])
def test_a_record_that_leads_out_of_the_base_is_refused(make_base: MakeBase, name: str) -> None:
    secret = '{"recipe": 1, "findings": {}, "rejected": []}'
    files = {"codex.toml": 'baseline = "codex-baseline.json"\n', "a.md": "[[gone]]\n"}
    root = make_base({f"base/{path}": text for path, text in files.items()} | {"out.json": secret})
    (root / "base" / name).symlink_to(root / "out.json")
    command = ("check", "--write-baseline") if "baseline" in name else ("link", "--backfill")
    ended = run(root / "base", *command)
    assert ended.status == 2
    assert "it leads out of" in ended.output
    assert (root / "out.json").read_text() == secret


def test_a_history_that_cannot_be_read_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": "x\n"})
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *words], check=True)
    tree = subprocess.run([*git, "rev-parse", "HEAD^{tree}"], capture_output=True, text=True)
    lost = tree.stdout.strip()
    (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(CodexError, match="cannot be read; --no-git does without it"):
        git_history.history(root, cached=False)


def test_a_journal_that_is_not_whole_was_never_begun(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": NOTE})
    path = state.state_file(root, ".journal")
    path.write_bytes(b"0" * 64 + b"\n[")
    assert "killed" not in fixed(root)
    assert not path.exists()


def test_a_folder_of_somebody_else_holds_no_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "state").mkdir()
    (tmp_path / "state/codex-tools").symlink_to(tmp_path / "elsewhere")
    path = state.state_file(tmp_path, ".lock")
    assert path.parent.parent == tmp_path / "temporary"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_home_that_is_not_absolute_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    assert state.state_file(tmp_path, ".lock").is_relative_to(tmp_path / "temporary")
    assert not (tmp_path / "relative").exists()


def test_a_file_that_goes_while_it_is_looked_at_is_a_file_less(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"codex.toml": "", "a.md": "# A\n", "b.md": "# B\n"})
    listing = list_files(root)
    (root / "b.md").unlink()
    monkeypatch.setattr("codex_tools.app.workspace.list_files", lambda *_: listing)
    result = CliRunner().invoke(codex, ["check", "--root", str(root), "--no-cache"])
    assert "b.md" not in result.output
    assert "1 file checked" in result.output


@pytest.mark.parametrize("arguments", [("check",), ("link",), ("rename", "a", "b"), ("init",)])
def test_a_working_folder_that_is_gone_is_a_clear_error(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    script = f"cd {tmp_path}/x && rmdir {tmp_path}/x && exec {sys.executable} -m codex_tools "
    (tmp_path / "x").mkdir()
    command = ["sh", "-c", script + " ".join(arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "codex: the folder where you are is not there any more\n"


def test_a_name_that_is_too_long_and_a_closed_input_are_clear_errors(note: Path) -> None:
    command = [sys.executable, "-m", "codex_tools"]
    done = subprocess.run([*command, "check", "x" * 300], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == f"codex: {'x' * 300}: File name too long\n"
    closed = f"exec {sys.executable} -m codex_tools link --review --root {note.parent} <&-"
    done = subprocess.run(["sh", "-c", closed], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "codex: --review asks questions, so it needs a terminal\n",
    )
