"""A folder and the arguments of a query → what git answers: the only code that runs git.

The repository is data as all else in a base. Nothing that it says is executed: no hook, pager,
filter, external diff, file system monitor or helper, and nothing is fetched; its configuration does
not change what is answered. The environment that hooks set (``GIT_DIR``, ``GIT_INDEX_FILE`` …) does
not lead to another repository.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.git_refusals import NO_REPOSITORY, refusal
from codex_tools.storage.guarded import GuardedError, read_regular

_MAX_PATH = 10_000

SECONDS = 120
"""How long one answer may take."""

_PLAIN_DIFF = ("--no-ext-diff", "--no-textconv", "--no-color")
_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "cat-file": (),
    "diff-index": ("--cached", *_PLAIN_DIFF),
    "diff-tree": _PLAIN_DIFF,
    "log": _PLAIN_DIFF,
    "ls-files": (),
    "ls-tree": (),
    "merge-base": (),
    "rev-list": (),
    "rev-parse": (),
    "show": _PLAIN_DIFF,
}
"""The commands that may be run, and what each is given first. They read what is stored, and never
the files of the working tree, for which git would run the filters of its configuration."""

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "diff.renameLimit=1000",
    "gc.auto=0",
    "i18n.logOutputEncoding=UTF-8",
    "log.diffMerges=separate",
    "log.showRoot=true",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.allow=never",
    "submodule.recurse=false",
)
_KEPT = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_EXEC_PATH",
    }
)
"""The variables of git that speak of this machine and its user, and not of a repository."""

_ADDED = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitError(CodexError):
    """Git is not installed, there is no repository, or git refused the question."""


class NoRepositoryError(GitError):
    """There is no repository."""


def run(root: Path, *arguments: str, index: Path | None = None, data: bytes = b"") -> bytes:
    """Return what ``git ARGUMENTS`` prints, asked in ``root``; its commands are ``_COMMANDS``.

    ``index`` takes the place of the repository's index, see :func:`hook_index`; ``data`` is what
    git reads from its input (``cat-file --batch``). Raises GitError where git does not answer, and
    where the repository belongs to another folder than ``root`` or one around it.
    """
    check_is_around(root)
    command, *rest = arguments
    added = {} if index is None else {"GIT_INDEX_FILE": str(index)}
    return _ask(root, [command, *_COMMANDS[command], *rest], added, data)


def hook_index(root: Path) -> Path | None:
    """Return the index of the commit that a hook runs for (of ``git commit FILE``, say).

    ``None`` where there is none, or where it belongs to another repository.
    """
    given = os.environ.get("GIT_INDEX_FILE")
    if not given:
        return None
    path = Path(os.path.realpath(given))
    return path if path.is_relative_to(os.path.realpath(check_is_around(root))) else None


@cache
def check_is_around(root: Path) -> Path:
    """Return the folder of git's data for ``root``. Raises GitError where it is not for ``root``.

    A file ``.git`` and ``core.worktree`` may name any repository of this machine.
    """
    answer = os.fsdecode(_ask(root, ["rev-parse", "--show-toplevel", "--absolute-git-dir"]))
    top, folder = (Path(os.path.realpath(line)) for line in answer.splitlines())
    if not Path(os.path.realpath(root)).is_relative_to(top) or not _belongs(top, folder):
        raise GitError(f"the repository of {root} is that of another folder")
    return folder


def _belongs(top: Path, folder: Path) -> bool:
    """Tell whether git's data knows its working tree: it stands there, or names it.

    That of a linked working tree has a file ``gitdir``, that of a submodule ``core.worktree``.
    """
    if folder == top / ".git":
        return True
    try:
        back = os.fsdecode(read_regular(folder / "gitdir", _MAX_PATH)).strip()
    except GuardedError:
        return bool(_ask(folder, ["config", "--get", "core.worktree"]).strip())
    return Path(os.path.realpath(back)) == top / ".git"


def _ask(
    root: Path, arguments: list[str], added: Mapping[str, str] | None = None, data: bytes = b""
) -> bytes:
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():
        raise GitError("git is not installed")
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = [program, "--no-pager", "--literal-pathspecs", "-C", str(root), *settings, *arguments]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=SECONDS,
            input=data,
            env=_environment() | dict(added or {}),
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git has not answered within {SECONDS} seconds") from error
    except (OSError, ValueError) as error:
        raise GitError(f"git does not answer: {error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        kind = NoRepositoryError if NO_REPOSITORY in said else GitError
        raise kind(refusal(root, said, done.returncode))
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    return kept | _ADDED
