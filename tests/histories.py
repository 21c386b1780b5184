"""Repositories of real git, built commit by commit, each commit on a day of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2026, 1, 1)


class Repository:
    """A repository at ``root``: files are written and committed, each time a day later."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = FIRST_DAY
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        (root / "codex.toml").touch()

    def git(self, *arguments: str) -> str:
        """Run git, as somebody on the day that it is; return what it prints."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        when = f"{self.day.isoformat()}T12:00:00+0000"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        who = ("-c", "user.name=Rosa", "-c", "user.email=rosa@example.org")
        command = ["git", *who, *arguments]
        environment = {**kept, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, env=environment
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files; ``None`` deletes one."""
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())

    def move(self, old: str, new: str) -> None:
        """Rename a file or a folder, as ``git mv`` does."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", old, new)

    def commit(self, files: Mapping[str, str | None] | None = None, days: int = 1) -> str:
        """Write files, commit all that has changed, and return the name of the commit."""
        self.day += timedelta(days=days)
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", f"of {self.day}")
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str) -> str:
        """Merge a branch into the one that is checked out."""
        self.day += timedelta(days=1)
        self.git("merge", "-q", "--no-ff", "-m", f"{branch} of {self.day}", branch)
        return self.git("rev-parse", "HEAD")
