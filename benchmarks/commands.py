"""The commands that are timed: the floors, and codex cold, unchanged and as a hook."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from measuring import ENVIRONMENT, Task

HERE = Path(__file__).parent
CHANGED = 3

EMPTY, WALK, FLOOR, FLAKE8 = "empty Python", "walk and stat", "floor", "flake8 --version"
COLD, STORING, WARM = "check, no cache", "check, writes the cache", "check, unchanged"
HOOK, COLD_HOOK = "hook, 3 changed files", "hook, 3 files, no cache"
EXPORT, WARM_EXPORT = "export json, no cache", "export json, unchanged"
LINK, WARM_LINK = "link, no cache", "link, unchanged"
LINK_ONE = "link, 1 changed claim"


def codex() -> list[str]:
    """How codex is called: by the script beside this Python, as a user has it, if it is there."""
    script = shutil.which("codex-tools", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "codex_tools"]


def knows(command: Sequence[str], flag: str) -> bool:
    """Whether a command of codex has this flag."""
    shown = subprocess.run(
        [*codex(), *command, "--help"], capture_output=True, text=True, env=ENVIRONMENT
    )
    return flag in shown.stdout


class Commands:
    """The tasks for one knowledge base; ``work`` is a folder of their own for copies and caches."""

    def __init__(self, base: Path, work: Path) -> None:
        self.base = base
        self.work = work

    def floors(self, flake8: str | None = None) -> list[Task]:
        """What the times of codex are compared with."""
        python = sys.executable
        tasks = [
            Task(EMPTY, [[python, "-c", "pass"]]),
            Task(WALK, [[python, str(HERE / "walk.py"), str(self.base)]]),
            Task(FLOOR, [[python, str(HERE / "floor.py"), str(self.base)]]),
        ]
        return [*tasks, Task(FLAKE8, [[flake8, "--version"]])] if flake8 else tasks

    def checks(self) -> list[Task]:
        """A check without a cache, one that fills it, and one of an unchanged base."""
        return [
            self._cold(COLD, ["check"]),
            self._with_cache(STORING, ["check"], "storing", fresh=True),
            self._with_cache(WARM, ["check"], "warm"),
        ]

    def hooks(self) -> list[Task]:
        """The pre-commit hook on a few files, changed each time, in a copy of the base."""
        copy = self.work / "copy"
        shutil.copytree(self.base, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
        (copy / ".git").mkdir()  # by which the root is found
        names = some_files(copy, CHANGED)
        command = [*codex(), "check", *names]
        cold = [*command, *_without_cache(["check"])]
        change = changer([copy / name for name in names])
        kept = self._cache("hook")
        self._prime([*codex(), "check"], kept, copy)
        return [
            Task(HOOK, [command], copy, {"XDG_CACHE_HOME": kept}, change),
            Task(COLD_HOOK, [cold], copy, {"XDG_CACHE_HOME": self._cache("unused")}, change),
        ]

    def others(self) -> list[Task]:
        """The other commands that read everything."""
        export = ["graph", "export", "--format", "json"]
        return [
            self._cold(EXPORT, export),
            self._with_cache(WARM_EXPORT, export, "export"),
            self._cold(LINK, ["link"]),
            self._with_cache(WARM_LINK, ["link"], "link"),
            self._link_one(),
        ]

    def _link_one(self) -> Task:
        """Linking after a claim got another sentence, in a copy of the base."""
        copy = self.work / "linked"
        shutil.copytree(self.base, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
        task = self._with_cache(LINK_ONE, ["link"], "link-one", base=copy)
        claims = sorted(copy.glob("domains/**/*.md")) or [copy / some_files(copy, 1)[0]]
        return replace(task, before=changer([claims[len(claims) // 2]]))

    def _cold(self, name: str, command: list[str]) -> Task:
        """A command that uses no cache: told so, or with one that is empty each time."""
        without = _without_cache(command)
        if not without:
            return self._with_cache(name, command, f"cold-{command[0]}", fresh=True)
        words = [*codex(), *command, *without, "--root", str(self.base)]
        return Task(name, [words], environment={"XDG_CACHE_HOME": self._cache("unused")})

    def _with_cache(
        self,
        name: str,
        command: list[str],
        cache: str,
        fresh: bool = False,
        base: Path | None = None,
    ) -> Task:
        """A command with a cache of its own, filled beforehand or emptied each time."""
        folder = self._cache(cache)
        words = [*codex(), *command, "--root", str(base or self.base)]
        environment = {"XDG_CACHE_HOME": folder}
        if fresh:
            return Task(name, [words], environment=environment, before=_emptied(folder))
        self._prime(words, folder)
        return Task(name, [words], environment=environment)

    def _cache(self, name: str) -> str:
        folder = self.work / f"cache-{name}"
        folder.mkdir(exist_ok=True)
        return str(folder)

    @staticmethod
    def _prime(command: Sequence[str], cache: str, cwd: Path | None = None) -> None:
        nothing = subprocess.DEVNULL
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": cache}
        subprocess.run(command, cwd=cwd, env=environment, stdout=nothing, stderr=nothing)


def _without_cache(command: Sequence[str]) -> list[str]:
    return ["--no-cache"] if knows(command, "--no-cache") else []


def _emptied(folder: str) -> Callable[[], None]:
    def empty() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()

    return empty


def some_files(base: Path, many: int) -> list[str]:
    """Paths of a few notes, spread evenly over the base."""
    found = sorted(
        path.relative_to(base).as_posix()
        for path in base.rglob("*.md")
        if path.is_file() and not path.is_symlink()
    )
    return [found[(2 * number + 1) * len(found) // (2 * many)] for number in range(many)]


def changer(paths: Sequence[Path]) -> Callable[[], None]:
    """Something that changes the ends of files, each time in another way."""
    before = {path: path.read_bytes() for path in paths}
    numbers = count()

    def change() -> None:
        number = next(numbers)
        for path, data in before.items():
            path.write_bytes(data.rstrip(b"\n") + b"\n\nChange %d.\n" % number)

    return change
